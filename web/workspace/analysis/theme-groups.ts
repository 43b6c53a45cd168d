import type { LocalizedText } from '#core/kernel/localized-text.ts';
import type { Table } from '#web/workspace/analysis/result-rows.ts';

interface ThemeGroup {
  readonly key: string;
  readonly theme: LocalizedText | undefined;
  readonly members: readonly Table[];
}

/** Letters without their marks: "khao sat" finds "khảo sát". */
export const withoutMarks = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toLowerCase();

/** Tables of neighbouring items with one theme, in the order of the survey; only those that hold what is sought. */
export function themeGroups(
  tables: readonly Table[],
  sought: string,
  text: (text: LocalizedText | undefined, fallback?: string) => string,
): readonly ThemeGroup[] {
  const needle = withoutMarks(sought.trim());
  const groups: { key: string; theme: LocalizedText | undefined; members: Table[] }[] = [];
  for (const table of tables) {
    const { variable } = table;
    const words = [text(variable.label), text(variable.shortLabel), variable.name].join(' ');
    if (!withoutMarks(words).includes(needle)) continue;
    const title = text(variable.theme);
    const last = groups.at(-1);
    if (last && text(last.theme) === title) last.members.push(table);
    else groups.push({ key: variable.name, theme: variable.theme, members: [table] });
  }
  return groups;
}
