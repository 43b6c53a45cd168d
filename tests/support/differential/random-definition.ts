/** Random definitions over the whole closed subset: every item type, conditions of all kinds, groups inside groups. */
import type { CalculatedValue, Definition, Item, Page } from '#core/definitions/definition.ts';
import {
  calculation,
  codes,
  condition,
  type Draft,
  type Kind,
  type Known,
  type Making,
  type Names,
} from './random-condition.ts';
import type { Chance } from './seeded-random.ts';

export function randomDefinition(random: Chance): Definition {
  const { int, chance } = random;
  let used = 0;
  const making: Making = { ...random, fresh: () => ++used };
  const names: Names = [];
  const calculatedValues: CalculatedValue[] = [];
  const pages = Array.from({ length: int(1, 3) }, (_, index): Page => {
    const visibleIf = index > 0 && chance(0.35) ? { visibleIf: condition(names, making) } : {};
    const elements: Item[] = [];
    for (let left = int(1, 5); left > 0; left--) {
      elements.push(chance(0.15) ? panel(names, making) : item(names, '', 0, making));
      if (chance(0.12)) calculatedValues.push(calculated(names, making));
    }
    return { name: `page${index}`, ...visibleIf, elements };
  });
  return { clearInvisibleValues: 'onHiddenContainer', pages, calculatedValues };
}

function panel(names: Names, making: Making): Item {
  const { int, chance, fresh } = making;
  const draft: Draft = { type: 'panel', name: `panel${fresh()}` };
  if (chance(0.5)) draft.visibleIf = condition(names, making);
  if (chance(0.1)) draft.enableIf = condition(names, making);
  draft.elements = Array.from({ length: int(1, 3) }, () => item(names, '', 0, making));
  return draft;
}

function calculated(names: Names, making: Making): CalculatedValue {
  const name = `calc${making.fresh()}`;
  const expression = making.chance(0.5) ? calculation(names, making) : condition(names, making);
  return { name, expression, includeIntoResult: true };
}

const simpleTypes = [
  'radiogroup',
  'radiogroup',
  'dropdown',
  'buttongroup',
  'checkbox',
  'checkbox',
  'tagbox',
  'ranking',
  'text',
  'text',
  'number',
  'number',
  'date',
  'datetime',
  'month',
  'time',
  'comment',
  'boolean',
  'rating',
  'expression',
];

function item(names: Names, prefix: string, depth: number, making: Making): Item {
  const { pick, chance, fresh } = making;
  const groups = depth < 2 ? ['paneldynamic', 'matrixdynamic', 'matrixdropdown'] : [];
  const deeper = depth === 2 && chance(0.1) ? ['paneldynamic'] : [];
  const atRoot = depth === 0 ? ['multipletext', 'matrix', 'carry'] : [];
  const type = pick([...simpleTypes, ...groups, ...deeper, ...atRoot]);
  const draft: Draft = { type, name: `q${fresh()}` };
  if (chance(0.4)) draft.visibleIf = condition(names, making);
  if (chance(0.3)) draft.isRequired = true;
  else if (chance(0.2)) draft.requiredIf = condition(names, making);
  if (chance(0.1)) draft.enableIf = condition(names, making);
  complete(draft, names, { prefix, depth }, making);
  return draft;
}

interface Where {
  readonly prefix: string;
  readonly depth: number;
}

function complete(draft: Draft, names: Names, where: Where, making: Making): void {
  const reference = where.prefix + draft.name;
  const know = (kind: Kind, more: Partial<Known> = {}): void => {
    names.push({ reference, kind, ...more });
  };
  switch (draft.type) {
    case 'radiogroup':
    case 'buttongroup':
    case 'dropdown': {
      const offered = addChoices(draft, names, making);
      addValidators(draft, 'one', names, reference, making);
      know('one', { codes: offered, source: draft });
      return;
    }
    case 'tagbox':
    case 'checkbox': {
      const offered = addChoices(draft, names, making);
      if (making.chance(0.2)) draft.minSelectedChoices = making.int(1, 2);
      addValidators(draft, 'many', names, reference, making);
      know('many', { codes: offered, source: draft });
      return;
    }
    case 'carry':
      carry(draft, names, reference, making);
      return;
    case 'expression':
      expressionItem(draft, names, where, making);
      return;
    default:
      if (!completeInput(draft, names, know, { reference, making })) {
        completeGroup(draft, names, where, making);
      }
  }
}

type Know = (kind: Kind, more?: Partial<Known>) => void;

/** Items of one plain answer. @returns whether the draft is one of them. */
function completeInput(
  draft: Draft,
  names: Names,
  know: Know,
  { reference, making }: { readonly reference: string; readonly making: Making },
): boolean {
  const { chance, pick } = making;
  const input = (inputType: string, bounds: Bounds): void => {
    Object.assign(draft, { type: 'text', inputType });
    if (bounds.low !== undefined && chance(0.3)) draft.min = bounds.low;
    if (bounds.high !== undefined && chance(0.3)) draft.max = bounds.high;
  };
  switch (draft.type) {
    case 'number':
      input('number', { low: pick([0, 5]), high: pick([50, 100]) });
      if (chance(0.1)) draft.step = 5;
      addValidators(draft, 'number', names, reference, making);
      know('number');
      return true;
    case 'date':
      input('date', { low: '2000-01-02', high: '2026-06-01' });
      know('date');
      return true;
    case 'datetime':
      input('datetime-local', { low: '2024-02-29T12:00', high: '2026-05-17T10:30' });
      know('unread');
      return true;
    case 'month':
      input('month', { low: '2026-01', high: '2026-04' });
      know('unread');
      return true;
    case 'time':
      input('time', { low: '11:00', high: '22:00' });
      know('unread');
      return true;
    case 'text':
      if (chance(0.15)) draft.inputType = 'email';
      addValidators(draft, 'text', names, reference, making);
      know('text');
      return true;
    case 'comment':
      know('text');
      return true;
    default:
      return completeScale(draft, know, making);
  }
}

interface Bounds {
  readonly low?: string | number;
  readonly high?: string | number;
}

function completeScale(draft: Draft, know: Know, { chance, int }: Making): boolean {
  switch (draft.type) {
    case 'boolean':
      if (chance(0.4)) Object.assign(draft, { valueTrue: 'yes', valueFalse: 'no' });
      know('boolean', draft.valueTrue ? { codes: ['yes', 'no'] } : {});
      return true;
    case 'rating': {
      const kind = int(0, 2);
      if (kind === 0) Object.assign(draft, { rateMin: 0, rateMax: 10 });
      if (kind === 1) draft.rateValues = [1, 2, { value: 3, text: 'three' }];
      know('number');
      return true;
    }
    case 'ranking':
      draft.choices = codes.slice(0, int(2, 4));
      know('rank', { codes: codes.slice(0, 2) });
      return true;
    default:
      return false;
  }
}

function addChoices(draft: Draft, names: Names, making: Making): readonly string[] {
  const { int, pick, chance } = making;
  const offered = codes.slice(0, int(2, 4));
  draft.choices = offered.map((value) =>
    chance(0.15) ? { value, visibleIf: condition(names, making, 1) } : value,
  );
  if (chance(0.12)) {
    draft.choicesVisibleIf = pick([
      "{item} <> 'b'",
      `{item} = 'a' or ${condition(names, making, 0)}`,
    ]);
  }
  if (chance(0.2) && draft.type !== 'buttongroup') draft.showOtherItem = true;
  if (chance(0.15) && !offered.includes('none')) draft.showNoneItem = true;
  if (chance(0.1)) draft.showDontKnowItem = true;
  if (chance(0.1)) draft.showRefuseItem = true;
  if (chance(0.1) && draft.type === 'dropdown') {
    Object.assign(draft, { choicesMin: 1, choicesMax: 4 });
  }
  return offered;
}

function addValidators(
  draft: Draft,
  kind: Kind,
  names: Names,
  self: string | undefined,
  making: Making,
): void {
  const { pick, chance } = making;
  const validators: Record<string, unknown>[] = [];
  if (kind === 'number' && chance(0.25)) {
    validators.push({ type: 'numeric', minValue: pick([0, 5]), maxValue: pick([20, 100]) });
  }
  if (kind === 'text' && chance(0.25)) {
    validators.push(
      pick<Record<string, unknown>>([
        { type: 'text', minLength: 2, maxLength: 4 },
        { type: 'text', allowDigits: false },
        { type: 'regex', regex: '^[a-z]+$' },
        { type: 'regex', regex: '^[a-z]+$', caseInsensitive: true },
        { type: 'email' },
      ]),
    );
  }
  if (kind === 'many' && chance(0.3)) {
    validators.push({ type: 'answercount', minCount: 1, maxCount: 2 });
  }
  if (self && chance(0.15)) {
    const expression = `{${self}} empty or ${condition(names, making)}`;
    validators.push({ type: 'expression', expression });
  }
  if (validators.length > 0) draft.validators = validators;
}

function carry(draft: Draft, names: Names, reference: string, making: Making): void {
  const { pick } = making;
  const sources = names.filter(({ source }) => source && !source.choicesFromQuestion);
  const source = sources.length > 0 ? pick(sources) : undefined;
  if (!source?.source) {
    draft.type = 'comment';
    names.push({ reference, kind: 'text' });
    return;
  }
  draft.type = pick(['radiogroup', 'checkbox']);
  draft.choicesFromQuestion = source.source.name;
  draft.choicesFromQuestionMode = pick(['all', 'selected', 'unselected']);
  const kind = draft.type === 'checkbox' ? 'many' : 'one';
  names.push({ reference, kind, ...(source.codes ? { codes: source.codes } : {}) });
}

function expressionItem(
  draft: Draft,
  names: Names,
  { prefix, depth }: Where,
  making: Making,
): void {
  for (const property of ['isRequired', 'requiredIf', 'enableIf']) delete draft[property];
  if (depth > 0) delete draft.visibleIf;
  draft.expression = calculation(names, making);
  if (making.chance(0.2)) draft.precision = 1;
  // One that can be hidden keeps its value by the order of answers, so nothing may read it.
  names.push({ reference: prefix + draft.name, kind: draft.visibleIf ? 'unread' : 'number' });
}

function completeGroup(draft: Draft, names: Names, where: Where, making: Making): void {
  switch (draft.type) {
    case 'matrix':
      matrix(draft, names, where, making);
      return;
    case 'multipletext':
      multipleText(draft, names, where, making);
      return;
    case 'paneldynamic':
      panelDynamic(draft, names, where, making);
      return;
    default:
      table(draft, names, where, making);
      return;
  }
}

function matrix(draft: Draft, names: Names, { prefix }: Where, making: Making): void {
  const { chance } = making;
  draft.rows = ['r1', 'r2', 'r3'].map((value) =>
    chance(0.15) ? { value, visibleIf: condition(names, making, 1) } : value,
  );
  draft.columns = ['a', 'b', { value: 3, text: 'x' }];
  if (chance(0.25)) draft.rowsVisibleIf = `{item} <> 'r2' or ${condition(names, making, 0)}`;
  if (chance(0.4)) draft.eachRowRequired = true;
  names.push({ reference: `${prefix}${draft.name}.r1`, kind: 'one', codes: ['a', 'b', 3] });
}

function multipleText(draft: Draft, names: Names, { prefix }: Where, making: Making): void {
  const items = ['m1', 'm2'].map((name): Draft => {
    const part: Draft = { type: 'text', name };
    if (making.chance(0.3)) part.isRequired = true;
    if (making.chance(0.3)) part.inputType = 'number';
    addValidators(part, part.inputType ? 'number' : 'text', names, undefined, making);
    return part;
  });
  draft.items = items.map(({ type: _, ...part }) => part);
  const kind = items[0]?.inputType ? 'number' : 'text';
  names.push({ reference: `${prefix}${draft.name}.m1`, kind });
}

function panelDynamic(draft: Draft, names: Names, { prefix, depth }: Where, making: Making): void {
  const { int, chance } = making;
  const inner: Names = names.map(({ source: _, ...known }) => ({
    ...known,
    reference: known.reference.replace(/^panel\./, 'parentPanel.'),
  }));
  const elements = Array.from(
    { length: int(1, 4) },
    (): Draft => ({
      ...item(inner, 'panel.', depth + 1, making),
    }),
  );
  const last = elements.at(-1);
  if (last && chance(0.2) && last.type !== 'expression') last.visibleIf = '{panelIndex} > 0';
  const field = elements.find(({ type }) => type === 'text') ?? elements[0];
  if (field && chance(0.2) && field.type === 'text' && !field.inputType) draft.keyName = field.name;
  draft.templateElements = elements;
  if (depth === 0 && field) {
    names.push({ reference: prefix + draft.name, kind: 'list', field: field.name });
  }
}

function table(draft: Draft, names: Names, { prefix, depth }: Where, making: Making): void {
  const inner: Names = names.map(({ source: _, ...known }) => known);
  const columns = Array.from({ length: making.int(1, 3) }, () => column(inner, making));
  const first = columns[0]?.name ?? '';
  draft.columns = columns;
  const reference = prefix + draft.name;
  if (draft.type === 'matrixdynamic') {
    draft.rowCount = 0;
    if (depth === 0) names.push({ reference, kind: 'list', field: first });
    return;
  }
  draft.rows = ['r1', 'r2'];
  if (depth === 0) names.push({ reference: `${reference}.r1.${first}`, kind: 'text' });
}

const kindOfCell: Readonly<Record<string, Kind>> = {
  dropdown: 'one',
  checkbox: 'many',
  number: 'number',
  boolean: 'boolean',
  text: 'text',
};

function column(inner: Names, making: Making): { name: string; [property: string]: unknown } {
  const { pick, chance, fresh } = making;
  const cell = pick(['dropdown', 'text', 'number', 'checkbox', 'boolean']);
  const kind = kindOfCell[cell] ?? 'text';
  const draft: Draft = {
    type: '',
    name: `k${fresh()}`,
    cellType: cell === 'number' ? 'text' : cell,
  };
  if (cell === 'number') draft.inputType = 'number';
  if (cell === 'number' && chance(0.3)) draft.min = 5;
  if (kind === 'one' || kind === 'many') draft.choices = ['a', 'b', 'c'];
  if (chance(0.35)) draft.visibleIf = condition(inner, making, 1);
  if (chance(0.3)) draft.isRequired = true;
  else if (chance(0.15)) draft.requiredIf = condition(inner, making, 1);
  if (kind === 'number' || kind === 'text') addValidators(draft, kind, inner, undefined, making);
  inner.push({ reference: `row.${draft.name}`, kind }, { reference: 'rowIndex', kind: 'number' });
  const { type: _, ...properties } = draft;
  return properties;
}
