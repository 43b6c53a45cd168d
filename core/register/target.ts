/**
 * A target: how many responses (or people) are wanted of a whole survey, of a site, through a link, or of a quota
 * cell. Targets say what is wished for; what a link refuses beyond is its quota.
 */
import { canonicalJson } from '#core/kernel/canonical-json.ts';

export const targetKinds = ['survey', 'site', 'link', 'cell'] as const;
export type TargetKind = (typeof targetKinds)[number];

export const targetUnits = ['responses', 'people'] as const;
export type TargetUnit = (typeof targetUnits)[number];

export interface Target {
  readonly kind: TargetKind;
  /** Empty for the survey, a site's or link's id, `cellKey` of a quota cell. */
  readonly key: string;
  readonly wanted: number;
}

/** Codes of categorical variables, by variable: `{ "sex": "female", "age_band": "18-24" }`. */
export type Cell = Readonly<Record<string, string>>;

/** The same cell has the same key, in whatever order its variables are named. */
export const cellKey = (cell: Cell): string => canonicalJson(cell);

/** The cell that a key names; `undefined` if the text is no such key. */
export function cellOf(key: string): Cell | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(key);
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
  const entries = Object.entries(parsed);
  const isCell = entries.length > 0 && entries.every(([, code]) => typeof code === 'string');
  return isCell ? Object.fromEntries(entries) : undefined;
}

/** When answers are collected, in days of the project's time zone, and what targets count. */
export interface FieldPeriod {
  readonly startsOn: string | null;
  /** The last day on which answers are expected. */
  readonly endsOn: string | null;
  readonly unit: TargetUnit;
}
