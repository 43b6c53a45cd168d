/** One survey row that people answer or read → one item. */
import type { Choice, DefinitionText, Item, Validator } from '#core/definitions/definition.ts';
import { type Building, placeOfNode, rowOriginal } from '#core/definitions/xlsform/building.ts';
import { isDynamic } from '#core/definitions/xlsform/cell-expressions.ts';
import { textLiteral } from '#core/definitions/xlsform/emit-expression.ts';
import type { OutlineNode } from '#core/definitions/xlsform/outline.ts';
import { pipedText } from '#core/definitions/xlsform/piped-text.ts';
import type { ItemKind } from '#core/definitions/xlsform/row-type.ts';

interface Shape {
  readonly type: string;
  readonly [property: string]: unknown;
}

export function buildItem(node: OutlineNode, building: Building): Item {
  const item = node.type.kind === 'item' ? node.type.item : 'text';
  const { row } = node;
  const title = row ? pipedText(node, 'label', building) : 'Other';
  const description = pipedText(node, 'hint', building);
  const shape = shapeOf(item, node, building);
  if (row?.cell('calculation') && item !== 'note') {
    const message = 'the calculation does not fill the answer in; whoever answers does';
    building.problems.warn('item-calculation', message, placeOfNode(building, node, 'calculation'));
  }
  const isRead = item === 'note';
  return {
    ...shape,
    name: building.names.of(node),
    ...(isRead || title === undefined ? {} : { title }),
    ...(isRead || description === undefined ? {} : { description }),
    ...conditions(node, building),
    ...(isRead ? {} : demands(node, building)),
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
    case 'media':
      return unsupported(item, node, building);
    default:
      return { type: /\bmultiline\b/.test(appearance) ? 'comment' : 'text' };
  }
}

/** Answers of these kinds are kept as what Kobo exports: coordinates as text, files by their name. */
function unsupported(item: ItemKind, node: OutlineNode, { problems, sheet }: Building): Shape {
  const what =
    item === 'place'
      ? 'places are taken as text (latitude longitude)'
      : 'files are taken as their name';
  problems.warn(`${item}-as-text`, what, placeOfNode({ sheet }, node, 'type'));
  return { type: 'text', lnClass: 'identifier' };
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
    const cell = (column: string): string => row.original[column] ?? '';
    return {
      value: code,
      ...(text === undefined ? {} : { text }),
      ...(filter ? { visibleIf: filter(cell) } : {}),
    };
  });
  const hasOther = node.type.kind === 'item' && node.type.orOther;
  const other: readonly Choice[] =
    hasOther && !choices.some(({ value }) => value === 'other')
      ? [{ value: 'other', text: 'Other' }]
      : [];
  const isShuffled = /\brandomize\s*=\s*true/i.test(node.row?.text('parameters') ?? '');
  return {
    choices: [...choices, ...other],
    ...(isShuffled ? { choicesOrder: 'random' } : {}),
    lnMeasure: 'nominal',
  };
}

/** When the item is shown and whether it can be changed. */
function conditions(node: OutlineNode, { cells, names }: Building): Partial<Item> {
  const { otherOf } = node;
  if (otherOf) {
    const isOne = otherOf.type.kind === 'item' && otherOf.type.item === 'select_one';
    return {
      visibleIf: `{${names.of(otherOf)}} ${isOne ? '=' : 'contains'} ${textLiteral('other')}`,
    };
  }
  const visibleIf = cells.condition(node, 'relevant');
  const readOnly = /^(yes|true|true\(\))$/i.test(node.row?.text('readonly') ?? '');
  return {
    ...(visibleIf === undefined ? {} : { visibleIf }),
    ...(readOnly ? { readOnly: true } : {}),
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

function required(node: OutlineNode, { cells }: Building): Partial<Item> {
  const text = node.row?.text('required') ?? '';
  if (/^(yes|true|true\(\)|1)$/i.test(text)) return { isRequired: true };
  if (text === '' || /^(no|false|false\(\)|0)$/i.test(text)) return {};
  const requiredIf = cells.condition(node, 'required');
  return requiredIf === undefined ? {} : { requiredIf };
}

/** ODK never asks an empty answer to keep a constraint. */
function constraint(node: OutlineNode, building: Building): { validators?: readonly Validator[] } {
  const { cells, names } = building;
  const condition = cells.condition(node, 'constraint');
  if (condition === undefined || !node.row) return {};
  const text = pipedText(node, 'constraint_message', building);
  const self = node.repeats.length > 0 ? `panel.${names.of(node)}` : names.of(node);
  const expression = `{${self}} empty or (${condition})`;
  return {
    validators: [{ type: 'expression', expression, ...(text === undefined ? {} : { text }) }],
  };
}

/** A plain default is a value; one with references or functions is worked out when the interview opens. */
function defaultOf(node: OutlineNode, building: Building): Partial<Item> {
  const text = node.row?.text('default') ?? '';
  if (text === '') return {};
  const kind = node.type.kind === 'item' ? node.type.item : 'text';
  if (isDynamic(text)) {
    const emitted = building.cells.value(node, 'default');
    return emitted ? { defaultValueExpression: emitted.text } : {};
  }
  if (kind === 'integer' || kind === 'decimal' || kind === 'range') {
    const number = Number(text);
    return Number.isFinite(number) ? { defaultValue: number } : {};
  }
  if (kind === 'select_multiple' || kind === 'rank') return { defaultValue: text.split(/\s+/) };
  return { defaultValue: text };
}
