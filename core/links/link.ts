/**
 * A link is a URL with a secret that opens one survey for one purpose. Whoever holds it may answer. It is no
 * account and proves nobody's identity; its secret is never kept, only a hash of it.
 */
import type { KioskPin } from '#core/links/kiosk-pin.ts';
import type { Prefill } from '#core/links/prefill.ts';

export const purposes = ['collector', 'respondent', 'kiosk', 'partner'] as const;
export type Purpose = (typeof purposes)[number];

export interface Link {
  readonly id: string;
  readonly surveyId: string;
  readonly purpose: Purpose;
  /** Who holds it, as the coordinator calls them; shown to the coordinator and on the holder's own phone. */
  readonly holder: string | null;
  readonly siteId: string | null;
  readonly language: string | null;
  readonly opensAt: Date | null;
  /** Answers are expected until then; open-ended if null. */
  readonly closesAt: Date | null;
  /** Completed responses wanted at most; a re-sent response never counts twice. */
  readonly quota: number | null;
  readonly completed: number;
  /** A version number, or null for the newest published one. */
  readonly pinnedVersion: number | null;
  /** Its answers are tests and never in figures. */
  readonly isTest: boolean;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
  /** Since then nothing new is asked through it, until it is resumed. */
  readonly pausedAt: Date | null;
  /** Answers that stand there when an interview begins. */
  readonly prefill: Prefill | null;
  /** Each answer needs a code that is good for one. */
  readonly oneTimeCodes: boolean;
  /** What lets staff out of a kiosk. */
  readonly pin: KioskPin | null;
  /** Counts changes of what phones are told of it. */
  readonly revision: number;
}

/** A link without anything special, made at that moment. */
export const plainLink = (made: Pick<Link, 'id' | 'surveyId' | 'purpose' | 'createdAt'>): Link => ({
  holder: null,
  siteId: null,
  language: null,
  opensAt: null,
  closesAt: null,
  quota: null,
  completed: 0,
  pinnedVersion: null,
  isTest: false,
  revokedAt: null,
  pausedAt: null,
  prefill: null,
  oneTimeCodes: false,
  pin: null,
  revision: 0,
  ...made,
});

/** Whoever answers for themselves through it must not learn from us who is known. */
export const isStranger = ({ purpose }: Pick<Link, 'purpose'>): boolean =>
  purpose === 'respondent' || purpose === 'kiosk';

/** The address that people open. The token stands in the fragment, so that no server log or referrer sees it. */
export const linkUrl = (baseUrl: string, linkId: string, token: string): string =>
  `${baseUrl.replace(/\/+$/, '')}/s/${linkId}#${token}`;
