/** What stands in the form of a link, and what is asked of the server for it. */

import type { Purpose } from '#core/links/link.ts';
import type { LinkChange, LinkReply, LinkRequest } from '#core/links/link-api.ts';
import type { Prefill } from '#core/links/prefill.ts';
import { dayIn } from '#core/register/project-time.ts';
import type { ProjectReply } from '#core/register/register-api.ts';

export interface PrefillRow {
  /** Tells rows apart while they are edited. */
  readonly key: string;
  readonly item: string;
  readonly value: unknown;
}

export interface LinkValues {
  readonly purpose: Purpose;
  readonly holder: string;
  /** Pasted lines, where many links are made at once. */
  readonly names: string;
  readonly siteId: string;
  readonly language: string;
  /** Days (`2026-11-18`), empty for none. */
  readonly opensAt: string;
  readonly closesAt: string;
  readonly quota: number | string;
  readonly wanted: number | string;
  readonly oneTimeCodes: boolean;
  readonly kioskPin: string;
  readonly prefill: readonly PrefillRow[];
}

export const freshValues: LinkValues = {
  purpose: 'collector',
  holder: '',
  names: '',
  siteId: '',
  language: '',
  opensAt: '',
  closesAt: '',
  quota: '',
  wanted: '',
  oneTimeCodes: false,
  kioskPin: '',
  prefill: [],
};

/** The link as it is, to be changed. A PIN is never shown again. */
export const valuesOf = (
  link: LinkReply,
  { sites, timeZone }: Pick<ProjectReply, 'sites' | 'timeZone'>,
): LinkValues => ({
  ...freshValues,
  purpose: link.purpose,
  holder: link.holder ?? '',
  siteId: sites.find(({ code }) => code === link.site?.code)?.id ?? '',
  language: link.language ?? '',
  opensAt: link.opensAt ? dayIn(new Date(link.opensAt), timeZone) : '',
  closesAt: link.closesAt ? dayIn(new Date(link.closesAt), timeZone) : '',
  quota: link.quota ?? '',
  wanted: link.wanted ?? '',
  prefill: Object.entries(link.prefill ?? {}).map(([item, value]) => ({ key: item, item, value })),
});

export function requestFrom(values: LinkValues): LinkRequest {
  const { purpose, oneTimeCodes, kioskPin } = values;
  const prefill = prefillFrom(values.prefill);
  return {
    purpose,
    ...(values.holder.trim() && { holder: values.holder.trim() }),
    ...(values.siteId && { siteId: values.siteId }),
    ...(values.language && { language: values.language }),
    ...(values.opensAt && { opensAt: values.opensAt }),
    ...(values.closesAt && { closesAt: values.closesAt }),
    ...(typeof values.quota === 'number' && { quota: values.quota }),
    ...(typeof values.wanted === 'number' && { wanted: values.wanted }),
    ...(Object.keys(prefill).length > 0 && { prefill }),
    ...(purpose === 'respondent' && oneTimeCodes && { oneTimeCodes }),
    ...(purpose === 'kiosk' && kioskPin && { kioskPin }),
  };
}

/** Only what is different from before; null takes something away. */
export function changeFrom(before: LinkValues, after: LinkValues): LinkChange {
  const text = (name: 'siteId' | 'language' | 'opensAt' | 'closesAt') =>
    after[name] === before[name] ? {} : { [name]: after[name] || null };
  const count = (name: 'quota' | 'wanted') =>
    after[name] === before[name]
      ? {}
      : { [name]: typeof after[name] === 'number' ? after[name] : null };
  const prefill = prefillFrom(after.prefill);
  const samePrefill = JSON.stringify(prefill) === JSON.stringify(prefillFrom(before.prefill));
  return {
    ...(after.holder.trim() !== before.holder && { holder: after.holder.trim() || null }),
    ...text('siteId'),
    ...text('language'),
    ...text('opensAt'),
    ...text('closesAt'),
    ...count('quota'),
    ...count('wanted'),
    ...(!samePrefill && { prefill: Object.keys(prefill).length > 0 ? prefill : null }),
    ...(after.kioskPin && { kioskPin: after.kioskPin }),
  };
}

const prefillFrom = (rows: readonly PrefillRow[]): Prefill =>
  Object.fromEntries(
    rows
      .filter(({ item, value }) => item && value !== undefined && value !== '')
      .map(({ item, value }) => [item, value]),
  );
