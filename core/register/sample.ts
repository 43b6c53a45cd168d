/** How the people of a site came to be asked: what a report may say of anybody else depends on it. */
export const sampleMethods = ['census', 'random', 'quota', 'convenience'] as const;
export type SampleMethod = (typeof sampleMethods)[number];

/** Where people belong to no site, or sites were not told apart. */
export const everybody = 'all';

export interface SiteSample {
  /** A site's id, or `everybody`. */
  readonly siteId: string;
  /** People who could have been asked. */
  readonly headcount: number | null;
  /** People who were chosen and asked, whether or not they answered. */
  readonly invited: number | null;
  readonly method: SampleMethod | null;
  readonly note: string | null;
}

/** `mixed`: not the same at all sites; `unknown`: not stated for all of them. */
export type Sampling = SampleMethod | 'mixed' | 'unknown';

/** How a survey's people were chosen altogether. @param samples one for each site that people were asked at */
export function samplingOf(samples: readonly Pick<SiteSample, 'method'>[]): Sampling {
  const methods = new Set(samples.map(({ method }) => method));
  if (methods.size === 0 || methods.has(null)) return 'unknown';
  const [only] = methods;
  return methods.size === 1 && only ? only : 'mixed';
}

/** Everybody who belongs to a site is invited to a census, whether or not somebody wrote that down. */
export const invitedTo = ({ headcount, invited, method }: SiteSample): number | null =>
  invited ?? (method === 'census' ? headcount : null);
