/**
 * Definition → XLSForm. Other programs find everything that XLSForm has words for; what it has none for stands in a
 * sheet of our own, so that importing the export gives the same definition again.
 *
 * The rows are written and imported again: where that gives something else than the definition, a cell kept from an
 * imported file was out of date and is said anew; what still differs is what XLSForm cannot say.
 */
import { collapseBlocks } from '#core/definitions/blocks.ts';
import type { Definition } from '#core/definitions/definition.ts';
import {
  elementsOf,
  isElement,
  numberProperty,
  textProperty,
} from '#core/definitions/element-properties.ts';
import { textOf } from '#core/definitions/languages.ts';
import { columnOf } from '#core/definitions/xlsform/columns.ts';
import type { ImportProblem } from '#core/definitions/xlsform/import-problem.ts';
import { importXlsform } from '#core/definitions/xlsform/import-xlsform.ts';
import { keptSheets, mendReferences } from '#core/definitions/xlsform/kept-sheets.ts';
import { gatherProblems } from '#core/definitions/xlsform/problems.ts';
import type { RowPlan } from '#core/definitions/xlsform/row-plan.ts';
import type { Sheet } from '#core/definitions/xlsform/sheet.ts';
import { columnsOfProperty, writeCells } from '#core/definitions/xlsform/write-cells.ts';
import {
  unreferred,
  type WriteLanguages,
  writeLanguages,
} from '#core/definitions/xlsform/write-languages.ts';
import { keptLists, type ListRow, newLists } from '#core/definitions/xlsform/write-lists.ts';
import { elementsByPath, ownSheet } from '#core/definitions/xlsform/write-own.ts';
import { planRows } from '#core/definitions/xlsform/write-plan.ts';
import { newSheet } from '#core/definitions/xlsform/write-sheet.ts';
import { canonicalJson } from '#core/kernel/canonical-json.ts';

export interface WrittenXlsform {
  /** survey, choices, settings, and our own. */
  readonly sheets: readonly Sheet[];
  /** What other programs will not find in it, by row. */
  readonly problems: readonly ImportProblem[];
}

export interface XlsformFacts {
  /** `form_id` and `version` of the settings, where the definition brings none. */
  readonly formId?: string;
  readonly version?: string;
  /** The definition with the items of its blocks, which other programs need to have. */
  readonly expanded?: Definition;
}

/** Rows, by path, whose cells have to be said anew, and which. */
type Stale = ReadonlyMap<string, ReadonlySet<string>>;

export function writeXlsform(asWritten: Definition, facts: XlsformFacts = {}): WrittenXlsform {
  const { expanded } = facts;
  const hasBlocks = expanded !== undefined && isSame(collapseBlocks(expanded), asWritten);
  const definition = hasBlocks ? expanded : asWritten;
  let stale: Stale = new Map();
  let written = writeSheets(definition, facts, stale);
  for (let pass = 0; pass < 4; pass++) {
    const next = staleCells(written, stale);
    if (next === stale) break;
    stale = next;
    written = writeSheets(definition, facts, stale);
  }
  return withOwnSheet(definition, written, hasBlocks);
}

/** Last, what the file had beside the items is made to fit them, and what the cells do not say is put beside. */
function withOwnSheet(definition: Definition, written: Draft, hasBlocks: boolean): WrittenXlsform {
  const first = importXlsform(written.sheets);
  const mended = mendReferences(written.sheets, written.rows, first.definition);
  const problems = [...written.problems, ...mended.problems];
  const { definition: built, problems: refusals } =
    mended.sheets === written.sheets ? first : importXlsform(mended.sheets);
  if (!built) return { sheets: mended.sheets, problems: [...problems, ...refusals] };
  const own = ownSheet(definition, built, written.rows, hasBlocks);
  return { sheets: own ? [...mended.sheets, own] : mended.sheets, problems };
}

interface Draft {
  readonly sheets: readonly Sheet[];
  readonly problems: readonly ImportProblem[];
  readonly rows: readonly RowPlan[];
  /** Path of each row of the survey sheet, by row number. */
  readonly paths: ReadonlyMap<number, string>;
}

function writeSheets(definition: Definition, facts: XlsformFacts, stale: Stale): Draft {
  const { rows } = planRows(definition);
  const languages = writeLanguages(definition);
  const lists = newLists(keptLists(definition.lnXls), languages, listsWithOther(rows));
  const externalLists = newLists(
    keptLists(definition.lnXls, 'externalLists'),
    languages,
    new Set(),
  );
  const problems = gatherProblems();
  const none: ReadonlySet<string> = new Set();
  const survey = newSheet('survey', [
    'type',
    'name',
    ...languages.suffixes.map((suffix) => `label${suffix}`),
  ]);
  const paths = new Map<number, string>();
  const leftOut = leftOutRows(definition);
  const write = (plan: RowPlan): void => {
    const cells = writeCells(plan, {
      languages,
      lists,
      externalLists,
      problems,
      stale: (path) => stale.get(path) ?? none,
    });
    paths.set(survey.add(cells, plan.original?.row), plan.path);
    for (const child of plan.children) write(child);
    if (plan.kind === 'group' || plan.kind === 'repeat') {
      const block = endOf(cells, plan);
      const kept = leftOut.takeEnd(block, survey.last());
      survey.add(kept?.cells ?? new Map([['type', `end_${block}`]]), kept?.row);
    }
  };
  for (const plan of rows) write(plan);
  for (const { row, cells } of leftOut.rest()) survey.addAt(cells, row);
  const choices = newSheet('choices', ['list_name', 'name']);
  for (const row of lists.rows()) choices.add(new Map(Object.entries(row)), undefined);
  const external = newSheet('external_choices', ['list_name', 'name']);
  const externalRows = externalLists.rows();
  for (const row of externalRows) external.add(new Map(Object.entries(row)), undefined);
  const settings = newSheet('settings', []);
  const settingsCells = writeSettings(definition, facts, languages);
  if (settingsCells.size > 0) settings.add(settingsCells, undefined);
  const found = problems.found.map((problem) => withRow(problem, paths));
  const more = keptSheets(definition.lnXls);
  return {
    sheets: [
      survey.sheet(),
      choices.sheet(),
      ...(externalRows.length > 0 ? [external.sheet()] : []),
      ...more,
      settings.sheet(),
    ],
    problems: found,
    rows,
    paths,
  };
}

/** Lists that rows of the imported file ask with `or_other`, which adds an answer to them. */
function listsWithOther(rows: readonly RowPlan[]): ReadonlySet<string> {
  const found = rows.flatMap(({ original, children }) => {
    const asks = Object.values(original?.cells ?? {}).some((text) =>
      / or[_ ](specify )?other$/i.test(text.trim()),
    );
    const own = asks && original?.list !== undefined ? [original.list] : [];
    return [...own, ...listsWithOther(children)];
  });
  return new Set(found);
}

/** The end is that of the beginning: a file may have `begin loop`. */
function endOf(cells: ReadonlyMap<string, string>, plan: RowPlan): string {
  return /^begin[ _](\w+)/i.exec(typeCell(cells))?.[1] ?? plan.kind;
}

function withRow(problem: ImportProblem, paths: ReadonlyMap<number, string>): ImportProblem {
  const row = [...paths].find(([, path]) => path === problem.path)?.[0];
  return { ...problem, sheet: 'survey', ...(row === undefined ? {} : { row }) };
}

interface LeftOutRow {
  readonly row: number;
  readonly cells: ReadonlyMap<string, string>;
}

/** Rows of the imported file that made no element: disabled ones, remarks, ends of groups with cells of their own. */
function leftOutRows(definition: Definition): {
  takeEnd(block: string, after: number): LeftOutRow | undefined;
  rest(): readonly LeftOutRow[];
} {
  const { lnXls } = definition;
  const rows = (isElement(lnXls) ? elementsOf(lnXls, 'rows') : []).flatMap((row): LeftOutRow[] => {
    const number = numberProperty(row, 'row');
    if (number === undefined || !isElement(row.cells)) return [];
    const texts = Object.entries(row.cells).map(
      ([header, text]) => [header, String(text)] as const,
    );
    return [{ row: number, cells: new Map(texts) }];
  });
  const isEnd = ({ cells }: LeftOutRow, block: string): boolean =>
    new RegExp(`^end[ _]?${block}`, 'i').test(typeCell(cells));
  return {
    takeEnd: (block, after) => {
      const at = rows.findIndex((row) => row.row > after && isEnd(row, block));
      return at < 0 ? undefined : rows.splice(at, 1)[0];
    },
    rest: () => rows.filter(({ cells }) => !/^end/i.test(typeCell(cells))),
  };
}

const typeCell = (cells: ReadonlyMap<string, string>): string =>
  ([...cells].find(([header]) => columnOf(header).key === 'type')?.[1] ?? '').trim();

function writeSettings(
  definition: Definition,
  facts: XlsformFacts,
  languages: WriteLanguages,
): ReadonlyMap<string, string> {
  const cells = new Map<string, string>();
  const { lnXls } = definition;
  const kept: ListRow =
    isElement(lnXls) && isElement(lnXls.settings) ? (lnXls.settings as ListRow) : {}; // as: cells are texts, see textCells
  const headerOf = (key: string): string =>
    Object.keys(kept).find((header) => columnOf(header).key === key) ?? key;
  for (const [header, text] of Object.entries(kept)) {
    if (typeof text === 'string') cells.set(header, text);
  }
  const title = titleCell(definition);
  const usual = kept[headerOf('form_id')] ?? 'Survey';
  const isKept = isElement(lnXls) && kept[headerOf('form_title')] === undefined && title === usual;
  if (title !== undefined && !isKept) cells.set(headerOf('form_title'), title);
  const put = (key: string, text: string | undefined): void => {
    if (text !== undefined && text !== '' && !cells.has(headerOf(key))) cells.set(key, text);
  };
  if (!isElement(lnXls)) {
    put('form_id', facts.formId);
    put('version', facts.version);
  }
  put('default_language', languages.defaultName);
  return cells;
}

/** A form has one title for all languages. */
function titleCell(definition: Definition): string | undefined {
  const texts = textOf(definition.title, definition);
  if (!texts) return undefined;
  const own = texts[textProperty(definition, 'locale') ?? 'en'];
  return (
    unreferred((own ?? Object.values(texts)[0] ?? '').replace(/\s+/g, ' ').trim()) || undefined
  );
}

/** Kept cells that mean something else than the definition now; the same object where there are none. */
function staleCells(written: Draft, stale: Stale): Stale {
  const found = new Map([...stale].map(([path, columns]) => [path, new Set(columns)]));
  let isMore = false;
  for (const [path, column] of changedCells(written)) {
    const columns = found.get(path) ?? new Set();
    if (columns.has(column)) continue;
    found.set(path, columns.add(column));
    isMore = true;
  }
  return isMore ? found : stale;
}

/** Path and column. Where the form is refused as a whole, the cells that refuse it. */
function changedCells(written: Draft): readonly (readonly [string, string])[] {
  const originals = originalRows(written.rows);
  if (originals.size === 0) return [];
  const { definition: built, problems } = importXlsform(written.sheets);
  if (!built) return problems.flatMap((problem) => refusingCell(problem, written, originals));
  const byPath = elementsByPath(built);
  return [...originals].flatMap(([path, own]) => {
    const made = byPath.get(path);
    return made ? changedColumns(own, made).map((column) => [path, column] as const) : [];
  });
}

function refusingCell(
  { severity, sheet, row, column }: ImportProblem,
  { paths }: Draft,
  originals: ReadonlyMap<string, Element>,
): readonly (readonly [string, string])[] {
  const path = sheet === 'survey' && row !== undefined ? paths.get(row) : undefined;
  if (severity !== 'error' || path === undefined || column === undefined) return [];
  return originals.has(path) ? [[path, columnOf(column).key]] : [];
}

type Element = Readonly<Record<string, unknown>>;

function originalRows(rows: readonly RowPlan[]): ReadonlyMap<string, Element> {
  const found = new Map<string, Element>();
  const visit = (row: RowPlan): void => {
    if (row.original && row.origin.as === 'element') found.set(row.path, row.origin.element);
    row.children.forEach(visit);
  };
  rows.forEach(visit);
  return found;
}

function changedColumns(own: Element, made: Element): readonly string[] {
  return Object.entries(columnsOfProperty).flatMap(([property, columns]) =>
    isSame(withoutTexts(own[property]), withoutTexts(made[property])) ? [] : columns,
  );
}

/** Texts are written from the definition anyway. */
function withoutTexts(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((entry: unknown) => {
    if (!isElement(entry)) return entry;
    const { text: _, ...rest } = entry;
    return rest;
  });
}

const isSame = (one: unknown, other: unknown): boolean =>
  one === other ||
  (one !== undefined && other !== undefined && canonicalJson(one) === canonicalJson(other));
