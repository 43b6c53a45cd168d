/**
 * The cells of a survey row. A row that came from a file keeps the cells it had, except those whose meaning the
 * definition has changed since; all other rows are said anew.
 */
import type { DefinitionText, Item } from '#core/definitions/definition.ts';
import { textProperty } from '#core/definitions/element-properties.ts';
import { isDefinitionText } from '#core/definitions/languages.ts';
import { CannotWrite } from '#core/definitions/xlsform/cannot-write.ts';
import { isDynamic } from '#core/definitions/xlsform/cell-expressions.ts';
import { columnOf } from '#core/definitions/xlsform/columns.ts';
import type { Problems } from '#core/definitions/xlsform/problems.ts';
import { type RowPlan, repeatCount } from '#core/definitions/xlsform/row-plan.ts';
import { writeConstraint } from '#core/definitions/xlsform/write-constraint.ts';
import { isAcknowledgement } from '#core/definitions/xlsform/write-desugar.ts';
import { xpathLiteral, xpathOf } from '#core/definitions/xlsform/write-expression.ts';
import {
  isBlank,
  noteHtml,
  pipedCells,
  type WriteLanguages,
} from '#core/definitions/xlsform/write-languages.ts';
import type { Lists } from '#core/definitions/xlsform/write-lists.ts';
import type { WriteScope } from '#core/definitions/xlsform/write-scope.ts';

export interface CellWriting {
  readonly languages: WriteLanguages;
  readonly lists: Lists;
  /** Of `select_one_external`: a sheet of their own. */
  readonly externalLists: Lists;
  readonly problems: Problems;
  /** Columns of an imported row whose cell no longer says what the definition says. */
  stale(path: string): ReadonlySet<string>;
}

/** Columns that hold expressions or lists, and which properties of the definition they stand for. */
export const columnsOfProperty: Readonly<Record<string, readonly string[]>> = {
  type: ['type', 'appearance', 'parameters'],
  inputType: ['type', 'appearance', 'parameters'],
  step: ['type', 'parameters'],
  min: ['constraint', 'parameters'],
  max: ['constraint', 'parameters'],
  visibleIf: ['relevant'],
  visible: ['relevant'],
  isRequired: ['required'],
  requiredIf: ['required'],
  validators: ['constraint'],
  readOnly: ['readonly'],
  enableIf: ['readonly'],
  defaultValue: ['default'],
  defaultValueExpression: ['default'],
  expression: ['calculation'],
  lnFillExpression: ['calculation'],
  lnFillWhenExpression: ['trigger'],
  lnCount: ['repeat_count'],
  lnWidget: ['type', 'appearance'],
  choices: ['choice_filter'],
  choicesVisibleIf: ['choice_filter'],
  choicesOrder: ['parameters'],
  panelCount: ['repeat_count'],
  minPanelCount: ['repeat_count'],
  maxPanelCount: ['repeat_count'],
};

/** The cells by header. */
export function writeCells(plan: RowPlan, writing: CellWriting): Map<string, string> {
  const { original } = plan;
  const stale = writing.stale(plan.path);
  const cells = new Map<string, string>();
  const headers = new Map<string, string>();
  for (const [header, text] of Object.entries(original?.cells ?? {})) {
    const { key } = columnOf(header);
    headers.set(key, headers.get(key) ?? header);
    if (!stale.has(key) && key !== 'name') cells.set(header, text);
  }
  const put = (key: string, text: string | undefined): void => {
    const header = headers.get(key) ?? key;
    if (text !== undefined && text !== '' && !cells.has(header)) cells.set(header, text);
  };
  // a note without a name is called by its row
  const isUnnamed = original && !headers.has('name') && /^generated_/.test(plan.leaf);
  if (!isUnnamed) put('name', plan.leaf);
  if (plan.origin.as === 'kept') return cells;
  const isSaidAnew = (key: string): boolean => !original || stale.has(key);
  const said = new Map(saidOf(plan, { ...writing, problems: only(isSaidAnew, writing.problems) }));
  for (const [key, text] of said) if (isSaidAnew(key)) put(key, text);
  correctList(plan, cells, headers.get('type') ?? 'type', writing);
  addTexts(plan, cells, writing);
  if (original?.labels) restoreLabels(cells, original.labels);
  return cells;
}

/** Of a cell that the file has said already, nothing is lost. */
const only = (isSaid: (column: string) => boolean, problems: Problems): Problems => ({
  ...problems,
  warn: (code, words, place) => {
    if (isSaid(place.column ?? '')) problems.warn(code, words, place);
  },
});

function restoreLabels(cells: Map<string, string>, labels: Readonly<Record<string, string>>): void {
  for (const header of [...cells.keys()]) {
    if (columnOf(header).key === 'label') cells.delete(header);
  }
  for (const [header, text] of Object.entries(labels)) cells.set(header, text);
}

/** A list whose choices were edited is another list, though the row is the file's. */
function correctList(
  plan: RowPlan,
  cells: Map<string, string>,
  header: string,
  writing: CellWriting,
): void {
  const list = plan.original?.list;
  const type = cells.get(header);
  if (list === undefined || type === undefined || writing.stale(plan.path).has('type')) return;
  const { name } = listOf(plan, writing);
  if (name === list) return;
  cells.set(header, type.replace(list, name));
}

const isExternal = ({ original }: RowPlan): boolean =>
  Object.entries(original?.cells ?? {}).some(
    ([header, text]) => columnOf(header).key === 'type' && /external/i.test(text),
  );

const listOf = (plan: RowPlan, writing: CellWriting) =>
  (isExternal(plan) ? writing.externalLists : writing.lists).of(
    plan,
    (expression, asked) => condition(expression, asked, 'choice_filter', writing),
    plan.original !== undefined && !writing.stale(plan.path).has('choice_filter'),
  );

/** Says a condition, or notes that the form will go without it. */
function condition(
  expression: string | undefined,
  plan: RowPlan,
  column: string,
  writing: CellWriting,
  scope: WriteScope = plan.scope,
): string | undefined {
  if (expression === undefined) return undefined;
  try {
    return xpathOf(expression, scope);
  } catch (error) {
    if (!(error instanceof CannotWrite)) throw error;
    const message = `${error.message}, so that the form goes without this ${column}`;
    writing.problems.warn('export-expression', message, { column, path: plan.path });
    return undefined;
  }
}

function saidOf(
  plan: RowPlan,
  writing: CellWriting,
): readonly (readonly [string, string | undefined])[] {
  const { element, kind } = plan;
  const relevant = element.visible === false ? 'false()' : said('visibleIf', 'relevant');
  function said(property: string, column: string): string | undefined {
    return condition(textProperty(element, property), plan, column, writing);
  }
  if (kind === 'calculate') {
    const expression = textProperty(element, 'expression');
    return [
      ['type', 'calculate'],
      ['calculation', condition(expression, plan, 'calculation', writing) ?? "''"],
    ];
  }
  if (kind === 'group' || kind === 'repeat') {
    const isFlat = plan.isPage === true && !hasRepeat(plan);
    return [
      ['type', `begin_${kind}`],
      ['relevant', relevant],
      ['appearance', textProperty(element, 'appearance') ?? (isFlat ? 'field-list' : undefined)],
      ['repeat_count', kind === 'repeat' ? repeatCount(element) : undefined],
    ];
  }
  return [...rowCells(plan, writing), ['relevant', relevant], ...demandCells(plan, writing)];
}

/** Repeats cannot stand on one screen with other rows. */
const hasRepeat = (plan: RowPlan): boolean =>
  plan.children.some((child) => child.kind === 'repeat' || hasRepeat(child));

type Pairs = readonly (readonly [string, string | undefined])[];

function rowCells(plan: RowPlan, writing: CellWriting): Pairs {
  const { element } = plan;
  const usual = usualType(element);
  if (usual !== undefined) {
    const [type, appearance] = usual;
    return [
      ['type', type],
      ['appearance', textProperty(element, 'appearance') ?? appearance],
      ['calculation', calculated(plan, writing)],
    ];
  }
  const select = selects[element.type];
  if (select !== undefined) {
    const list = listOf(plan, writing);
    return [
      ['type', `${select[0]} ${list.name}`],
      ['appearance', textProperty(element, 'appearance') ?? select[1]],
      ['choice_filter', list.filter],
      ['parameters', element.choicesOrder === 'random' ? 'randomize=true' : undefined],
    ];
  }
  const message = `the type ${element.type} has no equal; the form asks for a text`;
  writing.problems.warn('export-type', message, { column: 'type', path: plan.path });
  return [['type', 'text']];
}

const calculated = (plan: RowPlan, writing: CellWriting): string | undefined =>
  condition(textProperty(plan.element, 'expression'), plan, 'calculation', writing);

const selects: Readonly<Record<string, readonly [string, string | undefined]>> = {
  radiogroup: ['select_one', undefined],
  buttongroup: ['select_one', 'columns-pack'],
  dropdown: ['select_one', 'minimal'],
  checkbox: ['select_multiple', undefined],
  tagbox: ['select_multiple', 'minimal'],
  ranking: ['rank', undefined],
};

const inputs: Readonly<Record<string, string>> = {
  date: 'date',
  time: 'time',
  'datetime-local': 'dateTime',
  datetime: 'dateTime',
};

function usualType(element: Item): readonly [string, string | undefined] | undefined {
  switch (element.type) {
    case 'text': {
      const { inputType } = element;
      if (inputType === 'number' || inputType === 'range') {
        return [element.step === 1 ? 'integer' : 'decimal', undefined];
      }
      return [inputs[inputType ?? ''] ?? 'text', undefined];
    }
    case 'comment':
      return ['text', 'multiline'];
    case 'html':
      return ['note', undefined];
    case 'boolean':
      return isAcknowledgement(element) ? ['acknowledge', undefined] : undefined;
    default:
      return undefined;
  }
}

/** What the row demands of an answer, and what it begins with. */
function demandCells(plan: RowPlan, writing: CellWriting): Pairs {
  const { element } = plan;
  if (element.type === 'html') return [];
  const written = plan.scope.names.get(element.name.toLowerCase());
  const scope: WriteScope = written
    ? { ...plan.scope, self: { ...written, xpath: '.' } }
    : plan.scope;
  const { tests } = writeConstraint(element, (expression) =>
    condition(aboutItself(expression, element), plan, 'constraint', writing, scope),
  );
  const enableIf = condition(textProperty(element, 'enableIf'), plan, 'readonly', writing);
  const requiredIf = condition(textProperty(element, 'requiredIf'), plan, 'required', writing);
  const isFixed = element.readOnly === true || typeof element.expression === 'string';
  return [
    ['required', requiredIf ?? (element.isRequired === true ? 'yes' : undefined)],
    ['constraint', tests.length > 1 ? tests.map((test) => `(${test})`).join(' and ') : tests[0]],
    ['readonly', isFixed ? 'yes' : enableIf && `not(${enableIf})`],
    ['default', defaultCell(plan, writing)],
  ];
}

/** ODK asks no constraint of an empty answer: what the importer put in front of it goes again. */
function aboutItself(expression: string, { name }: Item): string {
  const words = `(?:panel\\.|row\\.)?${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`;
  return expression.replace(new RegExp(`^\\{${words}\\} empty or (\\(.*\\))$`, 's'), '$1');
}

function defaultCell(plan: RowPlan, writing: CellWriting): string | undefined {
  const { element } = plan;
  const dynamic = textProperty(element, 'defaultValueExpression');
  if (dynamic !== undefined) return condition(dynamic, plan, 'default', writing);
  const { defaultValue } = element;
  if (Array.isArray(defaultValue)) return defaultValue.map(String).join(' ');
  if (defaultValue === undefined || defaultValue === null || typeof defaultValue === 'object') {
    return undefined;
  }
  const text = String(defaultValue);
  return isDynamic(text) ? xpathLiteral(text) : text;
}

function addTexts(plan: RowPlan, cells: Map<string, string>, writing: CellWriting): void {
  const { element, scope } = plan;
  const add = (column: string, text: unknown): void => {
    if (!isDefinitionText(text)) return;
    const piped = pipedCells(writing.languages.cells(text), scope);
    for (const [suffix, words] of piped) cells.set(`${column}${suffix}`, words);
  };
  if (plan.kind === 'calculate') return;
  if (element.type === 'html') {
    const { html } = element;
    add('label', isDefinitionText(html) && !isBlank(html) ? noteLabel(plan, html) : '–');
    return;
  }
  add('label', labelOf(plan));
  if (plan.kind !== 'row') return;
  add('hint', element.description);
  add('required_message', element.requiredErrorText);
  add('constraint_message', writeConstraint(element, () => '1').message);
}

/** The description of a page is no mark-up yet. */
const noteLabel = (plan: RowPlan, html: DefinitionText): DefinitionText =>
  plan.origin.as === 'text' ? html : noteHtml(html);

/** An item without a title is called by its name on the phone, a group goes without. */
function labelOf({ element, kind, original }: RowPlan): DefinitionText | undefined {
  const { title } = element;
  if (title !== undefined && !isBlank(title)) return title;
  return kind === 'row' && !original ? element.name : undefined;
}
