/** Definition → the rows of a survey sheet as a tree, with a name for each; what stands in their cells comes later. */
import type { ChoiceValue, Definition, Item, Page } from '#core/definitions/definition.ts';
import {
  elementsOf,
  isElement,
  isOn,
  specialsOf,
  valuesOf,
} from '#core/definitions/element-properties.ts';
import { specialText } from '#core/definitions/special-choices.ts';
import { insertKeptRows } from '#core/definitions/xlsform/plan-kept-rows.ts';
import {
  isMade,
  join,
  type Origin,
  type OriginalRow,
  originalOf,
  type RowPlan,
  repeatCount,
  rowParts,
  sheetCodes,
  toItem,
} from '#core/definitions/xlsform/row-plan.ts';
import {
  desugar,
  isAcknowledgement,
  type Part,
  type TextPairs,
} from '#core/definitions/xlsform/write-desugar.ts';
import { xpathLiteral } from '#core/definitions/xlsform/write-expression.ts';
import { type Namer, newNamer } from '#core/definitions/xlsform/write-names.ts';
import {
  newScope,
  type WriteScope,
  type Written,
  type WrittenKind,
} from '#core/definitions/xlsform/write-scope.ts';

export interface Planning {
  readonly namer: Namer;
  readonly isImported: boolean;
}

export interface Plan {
  readonly rows: readonly RowPlan[];
  readonly root: WriteScope;
}

export function planRows(definition: Definition): Plan {
  const namer = newNamer(definition);
  const planning: Planning = { namer, isImported: isElement(definition.lnXls) };
  const root = newScope();
  const rows: RowPlan[] = [];
  let wasLoose = false;
  for (const page of definition.pages) {
    const isLoose: boolean = planning.isImported && !wasLoose && isLoosePage(page);
    wasLoose = isLoose;
    if (isLoose)
      rows.push(
        ...elementsOf(page, 'elements').flatMap((item) =>
          planItem(toItem(item), '', root, planning),
        ),
      );
    else rows.push(planPage(page, root, planning));
  }
  insertKeptRows(definition, rows, root, namer);
  namer.settle();
  return { rows, root };
}

/** The importer makes such a page for rows that stand between groups. */
const isLoosePage = (page: Page): boolean =>
  /^page_\d+_*$/.test(page.name) &&
  Object.keys(page).every((key) => key === 'name' || key === 'elements') &&
  (page.elements?.length ?? 0) > 0;

function planPage(page: Page, scope: WriteScope, planning: Planning): RowPlan {
  const { elements: _, ...own } = page;
  const element: Item = { ...own, type: 'panel', name: page.name };
  return planGroup(element, page, '', scope, planning, true);
}

function planGroup(
  element: Item,
  source: Readonly<Record<string, unknown>>,
  parent: string,
  scope: WriteScope,
  planning: Planning,
  isPage: boolean,
): RowPlan {
  const original = originalOf(source);
  const leaf = planning.namer.container(element.name, parent, original);
  const path = join(parent, leaf);
  const group: RowPlan = {
    kind: 'group',
    leaf,
    path,
    element,
    origin: { as: 'element', element: source },
    scope,
    children: [],
    texts: [],
    isPage,
    ...(original ? { original } : {}),
  };
  addDescription(group, planning);
  for (const child of elementsOf(source, 'elements')) {
    group.children.push(...planItem(toItem(child), path, scope, planning));
  }
  if (!original) addPlaceholder(group, planning);
  return group;
}

/** A group without rows would be nothing in a form. */
function addPlaceholder(group: RowPlan, planning: Planning): void {
  if (group.children.some(({ kind }) => kind !== 'calculate')) return;
  const leaf = planning.namer.extra(`${group.leaf}_empty`);
  group.children.push({
    ...rowParts(leaf, group.path, { type: 'html', name: leaf, html: '–' }, group.scope),
    origin: { as: 'placeholder' },
  });
}

/** XLSForm has no hint for groups: what a page says first becomes a note. */
function addDescription(group: RowPlan, planning: Planning): void {
  const { description } = group.element;
  if (description === undefined || description === '' || group.original) return;
  const leaf = planning.namer.extra(`${group.leaf}_note`);
  group.children.push({
    ...rowParts(leaf, group.path, { type: 'html', name: leaf, html: description }, group.scope),
    origin: { as: 'text', of: group, pointer: '/description' },
  });
}

/** The row or rows of an item: itself, and what people write beside it. */
export function planItem(
  item: Item,
  parent: string,
  scope: WriteScope,
  planning: Planning,
): RowPlan[] {
  if (isMade(item)) {
    return elementsOf(item, 'elements').flatMap((child) =>
      planItem(toItem(child), parent, scope, planning),
    );
  }
  if (item.type === 'panel') return [planGroup(item, item, parent, scope, planning, false)];
  const sugared = item.lnCalculation === true ? undefined : desugar(item);
  const original = sugared ? undefined : originalOf(item);
  const leaf = planning.namer.item(item.name, parent, original, isCounted(item));
  const made = makeRow(
    { item, leaf, parent, scope, original, element: sugared?.element ?? item },
    {
      parts: sugared?.parts,
      texts: sugared?.texts ?? [],
      origin: sugared ? { as: 'whole', element: item } : { as: 'element', element: item },
    },
    planning,
  );
  scope.names.set(item.name.toLowerCase(), made.written);
  for (const [word, part] of made.inner) {
    scope.names.set(`${item.name}.${word}`.toLowerCase(), part);
  }
  return [made.plan, ...besides(item, made, parent, scope, planning)];
}

const isCounted = (item: Item): boolean =>
  item.type === 'paneldynamic' && repeatCount(item) !== undefined;

interface Place {
  readonly item: Item;
  readonly leaf: string;
  readonly parent: string;
  readonly scope: WriteScope;
  readonly original: OriginalRow | undefined;
  readonly element: Item;
}

interface Made {
  readonly plan: RowPlan;
  readonly written: Written;
  /** Its parts by the words that expressions have for them. */
  readonly inner: ReadonlyMap<string, Written>;
}

function makeRow(
  { item, leaf, parent, scope, original, element }: Place,
  how: {
    readonly parts: readonly Part[] | undefined;
    readonly texts: TextPairs;
    readonly origin: Origin;
  },
  planning: Planning,
): Made {
  const path = join(parent, leaf);
  const isRepeat = element.type === 'paneldynamic';
  const isGroup = !isRepeat && how.parts !== undefined;
  const inside = isRepeat ? newScope(scope) : scope;
  const plan: RowPlan = {
    kind: isRepeat ? 'repeat' : isGroup ? 'group' : kindOfRow(item),
    leaf,
    path,
    element,
    origin: how.origin,
    scope,
    children: [],
    texts: how.texts,
    ...(original ? { original } : {}),
  };
  const inner = new Map<string, Written>();
  const parts: Written[] = [];
  if (how.parts) {
    for (const part of how.parts) parts.push(planPart(part, plan, inside, inner, planning));
  } else if (isRepeat) {
    for (const child of elementsOf(item, 'templateElements')) {
      plan.children.push(...planItem(toItem(child), path, inside, planning));
    }
  }
  if (isRepeat || isGroup) addPlaceholder(plan, planning);
  const facts = factsOf(plan, item, { parts, inside });
  const written = planning.namer.written(path, leaf, facts);
  return { plan, written, inner: isRepeat ? new Map() : inner };
}

/** What expressions need to know of the row. */
function factsOf(
  { kind, element, original }: RowPlan,
  item: Item,
  { parts, inside }: { readonly parts: readonly Written[]; readonly inside: WriteScope },
): Omit<Written, 'xpath'> {
  const codes = original ? {} : codesOf(item, element);
  if (kind === 'repeat') return { kind: 'repeat', fields: inside, ...codes };
  if (kind === 'group') return { kind: 'group', parts, ...codes };
  return { kind: kindOf(item), ...codes };
}

const kindOfRow = (item: Item): RowPlan['kind'] =>
  item.type === 'expression' && item.lnCalculation === true ? 'calculate' : 'row';

function planPart(
  part: Part,
  whole: RowPlan,
  scope: WriteScope,
  inner: Map<string, Written>,
  planning: Planning,
): Written {
  const isRepeat = whole.kind === 'repeat';
  const leaf = isRepeat
    ? planning.namer.extra(part.element.name)
    : planning.namer.extra(`${whole.leaf}_${part.word}`);
  const cells = new Map<string, Written>();
  const own: WriteScope = {
    ...scope,
    ...(part.item === undefined ? {} : { item: xpathLiteral(String(part.item)) }),
    ...(part.isRow ? { row: cells } : {}),
  };
  const sugared = part.parts ? undefined : desugar(part.element);
  const made = makeRow(
    {
      item: part.element,
      leaf,
      parent: whole.path,
      scope: own,
      original: undefined,
      element: sugared?.element ?? part.element,
    },
    { parts: part.parts ?? sugared?.parts, texts: part.texts, origin: { as: 'part' } },
    planning,
  );
  whole.children.push(made.plan, ...besides(part.element, made, whole.path, own, planning));
  for (const [word, cell] of made.inner) {
    cells.set(word.toLowerCase(), cell);
    inner.set(`${part.word}.${word}`, cell);
  }
  inner.set(part.word, made.written);
  if (isRepeat) scope.names.set(part.word.toLowerCase(), made.written);
  return made.written;
}

function kindOf(item: Item): WrittenKind {
  switch (item.type) {
    case 'radiogroup':
    case 'buttongroup':
    case 'dropdown':
    case 'rating':
      return 'one';
    case 'checkbox':
    case 'tagbox':
    case 'ranking':
      return 'many';
    case 'boolean':
      return isAcknowledgement(item) ? 'text' : 'boolean';
    case 'expression':
      return 'number';
    default:
      if (item.inputType === 'number' || item.inputType === 'range') return 'number';
      return item.inputType === 'date' ? 'date' : 'text';
  }
}

function codesOf(item: Item, element: Item): { codes?: ReadonlyMap<ChoiceValue, string> } {
  const values = [...valuesOf(element, 'choices'), ...specialsOf(item).map((value) => ({ value }))];
  return values.length === 0 ? {} : { codes: sheetCodes(values.map(({ value }) => value)) };
}

/** Text rows for "other" and for comments, which SurveyJS keeps inside the item. */
function besides(
  item: Item,
  made: Made,
  parent: string,
  scope: WriteScope,
  planning: Planning,
): RowPlan[] {
  const rows: RowPlan[] = [];
  const hasOther = specialsOf(item).includes('other');
  if (!hasOther && !isOn(item, 'showCommentArea', 'hasComment')) return rows;
  const leaf = planning.namer.extra(`${made.plan.leaf}_${hasOther ? 'other' : 'comment'}`);
  const comment = planning.namer.written(join(parent, leaf), leaf, { kind: 'text' });
  const own: WriteScope = { ...scope, self: made.written };
  const code = made.written.codes?.get('other') ?? 'other';
  const isMany = made.written.kind === 'many';
  const title = hasOther ? specialText(item, 'other') : (item.commentText ?? '–');
  const element = {
    type: hasOther ? 'text' : 'comment',
    name: leaf,
    title,
    ...(hasOther ? { visibleIf: `{self} ${isMany ? 'contains' : '='} '${code}'` } : {}),
  } as Item; // as: texts of the definition have been checked by its schema
  rows.push({
    ...rowParts(leaf, parent, element, own),
    origin:
      made.plan.origin.as === 'part'
        ? { as: 'part' }
        : { as: 'text', of: made.plan, pointer: hasOther ? '' : '/commentText' },
  });
  Reflect.set(made.written, 'comment', comment);
  return rows;
}
