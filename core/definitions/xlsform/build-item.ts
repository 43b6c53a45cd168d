/** One survey row that people answer or read → one item. */
import type { Choice, DefinitionText, Item, Validator } from '#core/definitions/definition.ts';
import { type Building, placeOfNode, rowOriginal } from '#core/definitions/xlsform/building.ts';
import { isDynamic } from '#core/definitions/xlsform/cell-expressions.ts';
import { storedText } from '#core/definitions/xlsform/emit-expression.ts';
import type { OutlineNode } from '#core/definitions/xlsform/outline.ts';
import { choiceCell } from '#core/definitions/xlsform/outline.ts';
import { pipedText } from '#core/definitions/xlsform/piped-text.ts';
import type { ItemKind } from '#core/definitions/xlsform/row-type.ts';

interface Shape {
  readonly type: string;
  readonly [property: string]: unknown;
}

export function buildItem(node: OutlineNode, building: Building): Item {
  const item = node.type.kind === 'item' ? node.type.item : 'text';
  const title = pipedText(node, 'label', building);
  const guidance = pipedText(node, 'guidance_hint', building);
  const description = pipedText(node, 'hint', building);
  const shape = shapeOf(item, node, building);
  const isRead = item === 'note';
  return {
    ...shape,
    name: building.names.of(node),
    ...(isRead || title === undefined ? {} : { title }),
    ...(isRead || description === undefined ? {} : { description }),
    ...conditions(node, building),
    ...(isRead ? required(node, building) : demands(node, building)),
    ...(isRead ? {} : filledIn(node, building)),
    ...(guidance === undefined ? {} : { lnGuidance: guidance }),
    lnXls: {
      ...rowOriginal(node),
      type: item,
      ...(node.type.kind === 'item' && node.type.list ? { list: node.type.list } : {}),
    },
  };
}

function shapeOf(item: ItemKind, node: OutlineNode, building: Building): Shape {
  const appearance = (node.row?.text('appearance') ?? '').toLowerCase();
  const isCompact = /\b(minimal|autocomplete|search)\b/.test(appearance);
  switch (item) {
    case 'integer':
      return { type: 'text', inputType: 'number', step: 1, lnMeasure: 'interval' };
    case 'decimal':
      return { type: 'text', inputType: 'number', lnMeasure: 'interval' };
    case 'range':
      return { type: 'text', inputType: 'number', ...rangeLimits(node), lnMeasure: 'interval' };
    case 'date':
      return { type: 'text', inputType: 'date' };
    case 'time':
      return { type: 'text', inputType: 'time' };
    case 'datetime':
      return { type: 'text', inputType: 'datetime-local' };
    case 'select_one':
      return { type: isCompact ? 'dropdown' : 'radiogroup', ...choiceParts(node, building) };
    case 'select_multiple':
      return { type: isCompact ? 'tagbox' : 'checkbox', ...choiceParts(node, building) };
    case 'rank':
      return { type: 'ranking', ...choiceParts(node, building) };
    case 'acknowledge':
      return { type: 'boolean', valueTrue: 'OK', valueFalse: '', renderAs: 'checkbox' };
    case 'note':
      return { type: 'html', html: noteText(node, building) };
    case 'place':
    case 'line':
    case 'area':
    case 'barcode':
      return { type: 'text', lnWidget: item, lnClass: item === 'barcode' ? 'quasi' : 'identifier' };
    case 'media':
      return unsupported(node, building);
    default:
      return { type: /\bmultiline\b/.test(appearance) ? 'comment' : 'text' };
  }
}

/** Files are not collected here: what is kept of them is their name, as Kobo's exports have it. */
function unsupported(node: OutlineNode, { problems, sheet }: Building): Shape {
  problems.warn('media-as-text', {}, placeOfNode({ sheet }, node, 'type'));
  return { type: 'text', lnWidget: 'file-name', lnClass: 'identifier' };
}

function rangeLimits(node: OutlineNode): { min?: number; max?: number; step?: number } {
  const parameters = node.row?.text('parameters') ?? '';
  const read = (name: string): number | undefined => {
    const value = new RegExp(`\\b${name}\\s*=\\s*(-?\\d+(?:\\.\\d+)?)`, 'i').exec(parameters)?.[1];
    return value === undefined ? undefined : Number(value);
  };
  return { min: read('start') ?? 1, max: read('end') ?? 10, step: read('step') ?? 1 };
}

/** A note is shown as text: its markup is not run. */
function noteText(node: OutlineNode, building: Building): DefinitionText {
  const text = pipedText(node, 'label', building) ?? '';
  if (typeof text === 'string') return escapeHtml(text);
  return Object.fromEntries(Object.entries(text).map(([tag, inner]) => [tag, escapeHtml(inner)]));
}

const escapeHtml = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\n/g, '<br>');

function choiceParts(
  node: OutlineNode,
  building: Building,
): { choices: readonly Choice[]; choicesOrder?: 'random'; lnMeasure: 'nominal' } {
  const filter = building.cells.filter(node, building.choiceColumns);
  const choices = node.choices.map(({ code, row }): Choice => {
    const text = building.languages.text(row, 'label');
    const cell = (column: string): string => choiceCell({ code, row }, column);
    return {
      value: code,
      ...(text === undefined ? {} : { text }),
      ...(filter ? { visibleIf: filter(cell) } : {}),
    };
  });
  const isShuffled = /\brandomize\s*=\s*true/i.test(node.row?.text('parameters') ?? '');
  return {
    choices,
    ...(isShuffled ? { choicesOrder: 'random' } : {}),
    lnMeasure: 'nominal',
  };
}

/** When the item is shown and whether it can be changed. */
function conditions(node: OutlineNode, { cells }: Building): Partial<Item> {
  const visibleIf = cells.condition(node, 'relevant');
  const readOnly = cells.condition(node, 'readonly');
  const isRequired = (cells.condition(node, 'required') ?? 'false') !== 'false';
  const locked =
    readOnly === undefined || readOnly === 'false' ? {} : lockedBy(readOnly, isRequired);
  return { ...(visibleIf === undefined ? {} : { visibleIf }), ...locked };
}

/** SurveyJS never looks at what is locked; where an answer is required all the same, the phone locks it itself. */
function lockedBy(condition: string, isRequired: boolean): Partial<Item> {
  if (condition !== 'true') return { enableIf: `!(${condition})` };
  return isRequired ? { lnLocked: true } : { readOnly: true };
}

/** A calculation fills the answer in whenever it changes, or only when the answer that triggers it does. */
export function filledIn(node: OutlineNode, { cells }: Building): Partial<Item> {
  const calculation = node.row?.cell('calculation') && cells.value(node, 'calculation');
  if (!calculation) return {};
  const trigger = node.row?.cell('trigger') && cells.value(node, 'trigger');
  return {
    lnFillExpression: storedText(calculation),
    ...(trigger ? { lnFillWhenExpression: storedText(trigger) } : {}),
  };
}

/** What the form demands of an answer: required, constraint, the default. */
function demands(node: OutlineNode, building: Building): Partial<Item> {
  const { row } = node;
  if (!row) return {};
  const requiredErrorText = pipedText(node, 'required_message', building);
  return {
    ...required(node, building),
    ...(requiredErrorText === undefined ? {} : { requiredErrorText }),
    ...constraint(node, building),
    ...defaultOf(node, building),
  };
}

function required(node: OutlineNode, { cells, problems, sheet }: Building): Partial<Item> {
  const requiredIf = cells.condition(node, 'required');
  if (requiredIf === undefined || requiredIf === 'false') return {};
  if (node.type.kind === 'item' && node.type.item === 'note') {
    problems.warn('required-locked', {}, placeOfNode({ sheet }, node, 'required'));
    return {};
  }
  return requiredIf === 'true' ? { isRequired: true } : { requiredIf };
}

/** ODK never asks an empty answer to keep a constraint. */
function constraint(node: OutlineNode, building: Building): { validators?: readonly Validator[] } {
  const { cells, names } = building;
  const condition = cells.condition(node, 'constraint');
  const written = writtenAs(node);
  if (condition === undefined || !node.row) return written ? { validators: [written] } : {};
  const text = pipedText(node, 'constraint_message', building);
  const self = node.repeats.length > 0 ? `panel.${names.of(node)}` : names.of(node);
  const expression = `{${self}} empty or (${condition})`;
  return {
    validators: [
      ...(written ? [written] : []),
      { type: 'expression', expression, ...(text === undefined ? {} : { text }) },
    ],
  };
}

const point = String.raw`-?\d{1,2}(\.\d+)? -?\d{1,3}(\.\d+)?( -?\d+(\.\d+)?){0,2}`;
const patterns: Readonly<Partial<Record<ItemKind, string>>> = {
  place: `^${point}$`,
  line: `^${point}(; ?${point})+;?$`,
  area: `^${point}(; ?${point}){2,};?$`,
};

/** Places are written as ODK writes them: latitude, longitude, altitude and accuracy, points with semicolons between. */
function writtenAs(node: OutlineNode): Validator | undefined {
  const pattern = node.type.kind === 'item' ? patterns[node.type.item] : undefined;
  return pattern === undefined ? undefined : { type: 'regex', regex: pattern, lnWidget: true };
}

/** A plain default is a value; one with references or functions is worked out when the interview opens. */
function defaultOf(node: OutlineNode, building: Building): Partial<Item> {
  const text = node.row?.text('default') ?? '';
  if (text === '') return {};
  const kind = node.type.kind === 'item' ? node.type.item : 'text';
  if (isDynamic(text)) {
    const emitted = building.cells.value(node, 'default');
    return emitted ? { defaultValueExpression: storedText(emitted) } : {};
  }
  if (kind === 'integer' || kind === 'decimal' || kind === 'range') {
    const number = Number(text);
    return Number.isFinite(number) ? { defaultValue: number } : {};
  }
  if (kind === 'select_multiple' || kind === 'rank') return { defaultValue: text.split(/\s+/) };
  return { defaultValue: text };
}
