/**
 * Targets and samples as the fields of a page: one text for each field, by name. So what changed here, what somebody
 * else changed meanwhile, and where these two meet, is told field by field.
 */
import type { ProjectTargetsReply, SampleReply, TargetsReply } from '#core/register/field-api.ts';
import { type Cell, cellKey } from '#core/register/target.ts';

/** By field: `from`, `until`, `unit`, `survey`, `site:<id>`, `link:<id>`, `cell:<key>`, `headcount:<site>` … Empty is not stated. */
export type Values = Readonly<Record<string, string>>;

export interface Stored {
  readonly targets: TargetsReply;
  /** Only for those who may see counts, as is `project`. */
  readonly sample: SampleReply | undefined;
  readonly project: ProjectTargetsReply | undefined;
}

export const sampleFields = ['headcount', 'invited', 'method', 'note'] as const;

/** What the server holds. Fields that are not stated are absent. */
export function valuesOf({ targets, sample, project }: Stored): Values {
  const values: Record<string, string> = {};
  const put = (name: string, value: string | number | null | undefined) => {
    if (value !== undefined && value !== null) values[name] = String(value);
  };
  put('from', targets.period.startsOn);
  put('until', targets.period.endsOn);
  put('unit', targets.period.unit);
  put('survey', targets.survey);
  for (const { id, wanted } of targets.sites) put(`site:${id}`, wanted);
  for (const { id, wanted } of targets.links) put(`link:${id}`, wanted);
  for (const { cell, wanted } of targets.cells) put(`cell:${cellKey(cell)}`, wanted);
  for (const site of sample?.sites ?? []) {
    for (const field of sampleFields) put(`${field}:${site.siteId}`, site[field]);
  }
  put('project-from', project?.period.startsOn);
  put('project-until', project?.period.endsOn);
  put('project-unit', project?.period.unit);
  put('project', project?.wanted);
  return values;
}

export const textIn = (values: Values, name: string): string => values[name] ?? '';

/** Names of the fields that differ. */
export function changedFields(before: Values, after: Values): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => textIn(before, name) !== textIn(after, name)).sort();
}

export interface Merged {
  /** What is stored now, under what was changed here. */
  readonly values: Values;
  /** Fields that were changed here and, to something else, by somebody else. */
  readonly conflicts: readonly string[];
}

/** @param base what both changes began from */
export function merge(base: Values, mine: Values, stored: Values): Merged {
  const changed = changedFields(base, mine);
  const theirs = new Set(changedFields(base, stored));
  const values = { ...stored };
  for (const name of changed) values[name] = textIn(mine, name);
  const conflicts = changed.filter(
    (name) => theirs.has(name) && textIn(mine, name) !== textIn(stored, name),
  );
  return { values, conflicts };
}

/** A number as people write it: `1.200`, `1 200`; `null` for nothing, `undefined` if it is no whole number. */
export function numberIn(text: string): number | null | undefined {
  const plain = text.trim().replace(/[\s\u00a0\u202f.,](?=\d{3}(?:\D|$))/g, '');
  if (plain === '') return null;
  return /^\d{1,8}$/.test(plain) ? Number(plain) : undefined;
}

const most = 10_000_000;

/** Names of the fields that cannot be saved as they are. */
export function unfitFields(values: Values): readonly string[] {
  const unfit = Object.entries(values).flatMap(([name, text]) => {
    if (!isNumberField(name)) return [];
    const value = numberIn(text);
    const least = name.startsWith('invited:') ? 0 : 1;
    const fits = value === null || (value !== undefined && value >= least && value <= most);
    return fits ? [] : [name];
  });
  for (const [from, until] of [
    ['from', 'until'],
    ['project-from', 'project-until'],
  ] as const) {
    const [first, last] = [textIn(values, from), textIn(values, until)];
    if (first && last && last < first) unfit.push(until);
  }
  return unfit;
}

const isNumberField = (name: string): boolean =>
  name === 'survey' || name === 'project' || /^(?:site|link|cell|headcount|invited):/.test(name);

/** The numbers of a kind of target, by what follows the colon. Nothing is left out but what is empty. */
export const numbersOf = (
  values: Values,
  kind: 'site' | 'link' | 'cell',
): readonly { readonly id: string; readonly wanted: number }[] =>
  Object.entries(values).flatMap(([name, text]) => {
    const wanted = numberIn(text);
    const isOfKind = name.startsWith(`${kind}:`);
    return isOfKind && wanted ? [{ id: name.slice(kind.length + 1), wanted }] : [];
  });

const sumOf = (values: Values, kind: 'site' | 'link'): number =>
  numbersOf(values, kind).reduce((sum, { wanted }) => sum + wanted, 0);

/** Of the whole survey: its own target, else what its sites come to, else its links; 0 without any. */
export const wantedOfAll = (values: Values): number =>
  numberIn(textIn(values, 'survey')) || sumOf(values, 'site') || sumOf(values, 'link');

export const cellFields = (values: Values): readonly string[] =>
  Object.keys(values)
    .filter((name) => name.startsWith('cell:'))
    .map((name) => name.slice('cell:'.length));

/** Every combination of the answers of these variables, as the keys of quota cells. */
export function combinations(
  variables: readonly { readonly variable: string; readonly codes: readonly string[] }[],
): readonly string[] {
  let cells: readonly Cell[] = [{}];
  for (const { variable, codes } of variables) {
    cells = cells.flatMap((cell) => codes.map((code) => ({ ...cell, [variable]: code })));
  }
  return cells.map(cellKey);
}
