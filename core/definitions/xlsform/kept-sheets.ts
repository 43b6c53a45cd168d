/**
 * What a form says beside its items and has no place in a definition: entities, answers of maps. It is kept as it was
 * written; where it speaks of items that have another name now, or are gone, a re-export would be refused, so that it is
 * made to fit.
 */
import type { Definition } from '#core/definitions/definition.ts';
import { isElement } from '#core/definitions/element-properties.ts';
import { columnOf, readTable } from '#core/definitions/xlsform/columns.ts';
import type { ImportProblem } from '#core/definitions/xlsform/import-problem.ts';
import { gatherProblems, type Problems } from '#core/definitions/xlsform/problems.ts';
import type { RowPlan } from '#core/definitions/xlsform/row-plan.ts';
import type { Sheet, SheetRow } from '#core/definitions/xlsform/sheet.ts';
import { unreferred } from '#core/definitions/xlsform/write-languages.ts';
import { elementsByPath } from '#core/definitions/xlsform/write-own.ts';
import { newSheet } from '#core/definitions/xlsform/write-sheet.ts';

type Rows = readonly Readonly<Record<string, string>>[];

/** Sheets that XLSForm gives a meaning and definitions do not; all others are the author's own notes. */
const kept = new Set(['entities', 'osm']);
const isEntities = ({ name }: Sheet): boolean => name.trim().toLowerCase() === 'entities';

/** Their rows by name of the sheet, cells by header. */
export function sheetsToKeep(sheets: readonly Sheet[]): Readonly<Record<string, Rows>> {
  const found = sheets
    .filter(({ name }) => kept.has(name.trim().toLowerCase()))
    .map((sheet) => [sheet.name, readTable(sheet).rows.map(({ original }) => original)] as const);
  return Object.fromEntries(found.filter(([, rows]) => rows.length > 0));
}

/** @param lnXls of an imported definition. */
export function keptSheets(lnXls: unknown): readonly Sheet[] {
  if (!isElement(lnXls) || !isElement(lnXls.sheets)) return [];
  return Object.entries(lnXls.sheets).flatMap(([name, rows]) => {
    if (!kept.has(name.trim().toLowerCase()) || !Array.isArray(rows)) return [];
    const sheet = newSheet(name, []);
    for (const row of rows.filter(isElement)) {
      const cells = Object.entries(row).map(([header, text]) => [header, String(text)] as const);
      sheet.add(new Map(cells), undefined);
    }
    return [sheet.sheet()];
  });
}

export interface MendedSheets {
  /** The same object where nothing had to be changed. */
  readonly sheets: readonly Sheet[];
  readonly problems: readonly ImportProblem[];
}

/** @param built what the import makes of the sheets: it has rows that no cell names, as copies of a loop. */
export function mendReferences(
  sheets: readonly Sheet[],
  plans: readonly RowPlan[],
  built: Definition | undefined,
): MendedSheets {
  const problems = gatherProblems();
  const leaves = leavesOf(plans, built);
  const renamed = renamedLeaves(plans);
  let isChanged = false;
  const mend: Mend = (text, isText) => {
    let isDead = false;
    const mended = text.replace(
      /\$\{(\s*(?:last-saved#)?)([^{}]*?)(\s*)\}/g,
      (whole, before: string, name: string, after: string) => {
        if (leaves.has(name)) return whole;
        const now = renamed.get(name);
        if (now === undefined) isDead = true;
        return now === undefined ? unreferred(whole) : `\${${before}${now}${after}}`;
      },
    );
    if (mended !== text) isChanged = true;
    return isDead && !isText ? undefined : mended;
  };
  const mended = sheets.map((sheet) =>
    isSpoken(sheet) ? mendSheet(sheet, mend, problems) : sheet,
  );
  const whole = withoutLostEntities(mended, sheets.some(isEntities), problems);
  return isChanged || whole !== mended
    ? { sheets: whole, problems: problems.found }
    : { sheets, problems: [] };
}

const isSpoken = ({ name }: Sheet): boolean =>
  /^(survey|choices|external_choices|settings|entities)$/i.test(name.trim());

/** @returns undefined where the cell cannot be said any more; what is read by people stays, as plain text. */
type Mend = (text: string, isText: boolean) => string | undefined;

const texts = new Set([
  'label',
  'hint',
  'guidance_hint',
  'constraint_message',
  'required_message',
  'form_title',
]);

function mendSheet(sheet: Sheet, mend: Mend, problems: Problems): Sheet {
  const headers = sheet.rows[0]?.cells ?? [];
  const isAllText = /choices$/i.test(sheet.name.trim());
  const isText = headers.map((header) => isAllText || texts.has(columnOf(header).key));
  const isEntity = isEntities(sheet);
  const rows = sheet.rows.map((row): SheetRow => {
    if (!row.cells.some((text) => text.includes('${'))) return row;
    const cells = row.cells.map((text, index) => {
      const mended = text.includes('${') ? mend(text, !isEntity && isText[index] === true) : text;
      if (mended === undefined) {
        const place = { sheet: sheet.name, row: row.row, column: headers[index] };
        problems.warn('export-reference', 'speaks of a row that the form has not; left out', place);
      }
      return mended ?? '';
    });
    return { ...row, cells };
  });
  // an entity without its label or condition would be another one
  const isLost =
    isEntities(sheet) &&
    rows.some(({ cells }, at) =>
      cells.some((text, index) => text === '' && sheet.rows[at]?.cells[index] !== ''),
    );
  return isLost ? { ...sheet, rows: [] } : { ...sheet, rows };
}

/** Answers are saved to properties of an entity: without one, a column that does so is refused. */
function withoutLostEntities(
  sheets: readonly Sheet[],
  hadEntities: boolean,
  problems: Problems,
): readonly Sheet[] {
  if (sheets.some((sheet) => isEntities(sheet) && sheet.rows.length > 1)) return sheets;
  const survey = sheets.find(({ name }) => name === 'survey');
  const at = (survey?.rows[0]?.cells ?? []).findIndex((header) =>
    savesTo.has(columnOf(header).key),
  );
  if (at < 0 && !hadEntities) return sheets;
  if (at >= 0) {
    const words = 'the form keeps no entities, so that answers are not saved to them';
    problems.warn('export-entities', words, {
      sheet: 'survey',
      row: 1,
      column: survey?.rows[0]?.cells[at],
    });
  }
  return sheets
    .filter((sheet) => !isEntities(sheet))
    .map((sheet) => (sheet === survey && at >= 0 ? withoutColumn(sheet, at) : sheet));
}

const savesTo = new Set(['save_to', 'bind::entities:saveto']);

const withoutColumn = (sheet: Sheet, at: number): Sheet => ({
  ...sheet,
  rows: sheet.rows.map((row) => ({ ...row, cells: row.cells.filter((_, index) => index !== at) })),
});

function leavesOf(plans: readonly RowPlan[], built: Definition | undefined): ReadonlySet<string> {
  const leaves = new Set<string>();
  const visit = (plan: RowPlan): void => {
    leaves.add(plan.leaf);
    plan.children.forEach(visit);
  };
  plans.forEach(visit);
  for (const path of built ? elementsByPath(built).keys() : []) {
    leaves.add(path.split('/').at(-1) ?? '');
  }
  return leaves;
}

/** Rows of the imported file whose item was given another name. */
function renamedLeaves(plans: readonly RowPlan[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = ({ original, leaf, children }: RowPlan): void => {
    const before = original?.path.split('/').at(-1);
    if (before !== undefined && before !== leaf) found.set(before, leaf);
    children.forEach(visit);
  };
  plans.forEach(visit);
  return found;
}
