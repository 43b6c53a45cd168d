/** Outline → definition: pages from the top-level groups, panels from inner ones, items from rows. */
import type { CalculatedValue, Definition, Item, Page } from '#core/definitions/definition.ts';
import { buildItem, filledIn } from '#core/definitions/xlsform/build-item.ts';
import {
  type Building,
  type BuildParts,
  placeOfNode,
  rowOriginal,
} from '#core/definitions/xlsform/building.ts';
import { cellExpressions } from '#core/definitions/xlsform/cell-expressions.ts';
import { findCycle } from '#core/definitions/xlsform/cycles.ts';
import { storedText } from '#core/definitions/xlsform/emit-expression.ts';
import { descendants, type OutlineNode } from '#core/definitions/xlsform/outline.ts';
import { pipedText } from '#core/definitions/xlsform/piped-text.ts';
import type { ChoiceLists } from '#core/definitions/xlsform/read-choices.ts';
import { metadataKind } from '#core/definitions/xlsform/row-type.ts';

export function buildDefinition(parts: BuildParts): Definition {
  const { root, names, problems, settings, languages } = parts;
  const cells = cellExpressions(root, names, problems, parts.lists);
  const building: Building = { ...parts, cells };
  const pages = buildPages(building);
  const calculated = descendants(root)
    .filter((node) => node.repeats.length === 0)
    .flatMap((node) => buildCalculated(node, building));
  refuseCycle(building);
  const title = settings?.text('form_title') || settings?.text('form_id') || 'Survey';
  return {
    title,
    ...(languages.defaultTag === 'en' ? {} : { locale: languages.defaultTag }),
    clearInvisibleValues: 'onHiddenContainer',
    pages,
    ...(calculated.length > 0 ? { calculatedValues: calculated } : {}),
    lnXls: originals(building),
  };
}

/** What a re-export needs beyond the items: settings, display names of languages, lists, metadata rows. */
function originals({ root, lists, leftOut, settings, languages, keptSheets }: Building) {
  const metadata = descendants(root)
    .filter((node) => node.kind === 'metadata')
    .map((node) => ({ name: node.leaf, ...rowOriginal(node) }));
  const used = new Set(
    descendants(root).map(({ type }) => (type.kind === 'item' ? type.list : undefined)),
  );
  return {
    settings: settings?.original ?? {},
    languages: languages.names,
    lists: originalLists(lists.choices, used),
    ...(lists.external.size > 0 ? { externalLists: originalLists(lists.external, used) } : {}),
    metadata,
    ...(Object.keys(keptSheets).length > 0 ? { sheets: keptSheets } : {}),
    ...(leftOut.length > 0
      ? { rows: leftOut.map(({ row, original }) => ({ row, cells: original })) }
      : {}),
  };
}

/** Items hold the labels of the lists that they use. */
const originalLists = (lists: ChoiceLists, used: ReadonlySet<string | undefined>) =>
  Object.fromEntries(
    [...lists].map(([name, choices]) => [
      name,
      choices
        .filter(({ row }) => !row.isMade)
        .map(({ row }) => (used.has(name) ? row.kept : row.original)),
    ]),
  );

/** A page for each top-level group; rows between them share one. */
function buildPages(building: Building): readonly Page[] {
  const pages: (Page & { elements: Item[] })[] = [];
  const taken = new Set<string>();
  let loose: Item[] | undefined;
  for (const node of building.root.children) {
    if (node.kind === 'group') {
      pages.push({
        ...groupParts(node, building),
        name: freeName(node.leaf, taken),
        elements: children(node, building),
      });
      loose = undefined;
      continue;
    }
    const items = buildNode(node, building);
    if (items.length === 0) continue;
    if (!loose) {
      loose = [];
      pages.push({ name: freeName(`page_${pages.length + 1}`, taken), elements: loose });
    }
    loose.push(...items);
  }
  return pages;
}

function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  while (taken.has(name)) name = `${name}_`;
  taken.add(name);
  return name;
}

const children = (node: OutlineNode, building: Building): Item[] =>
  node.children.flatMap((child) => buildNode(child, building));

function buildNode(node: OutlineNode, building: Building): readonly Item[] {
  switch (node.kind) {
    case 'group': {
      const elements = children(node, building);
      return [
        { type: 'panel', name: node.path.join('/'), ...groupParts(node, building), elements },
      ];
    }
    case 'repeat':
      return [buildRepeat(node, building)];
    case 'item':
      return [buildItem(node, building)];
    case 'calculate':
    case 'hidden':
      if (isTriggered(node)) return [hiddenAnswer(node, building)];
      return node.repeats.length > 0 ? [hiddenExpression(node, building)] : [];
    default:
      return [];
  }
}

/** Title and condition of a group, whether it becomes a page or a panel. */
function groupParts(node: OutlineNode, building: Building) {
  const { cells } = building;
  const title = pipedText(node, 'label', building);
  const visibleIf = cells.condition(node, 'relevant');
  return {
    ...(title === undefined ? {} : { title }),
    ...(visibleIf === undefined ? {} : { visibleIf }),
    lnXls: rowOriginal(node),
  };
}

/** A repeat without a count begins with one turn, as everywhere in XForms. */
function buildRepeat(node: OutlineNode, building: Building): Item {
  const count = node.row?.text('repeat_count') ?? '';
  const fixed = /^\d{1,3}$/.test(count) ? Number(count) : undefined;
  return {
    type: 'paneldynamic',
    name: building.names.of(node),
    ...groupParts(node, building),
    ...(fixed === undefined
      ? copiesOf(node, building)
      : { panelCount: fixed, minPanelCount: fixed, maxPanelCount: fixed }),
    templateElements: children(node, building),
  };
}

function copiesOf(node: OutlineNode, { cells }: Building): Partial<Item> {
  const counted = node.row?.cell('repeat_count') && cells.value(node, 'repeat_count');
  if (!counted) return { panelCount: 1 };
  const first = counted.type === 'nodes' ? `x_first(${counted.text})` : counted.text;
  return { lnCount: `x_number(${first})`, allowAddPanel: false, allowRemovePanel: false };
}

/** A calculation that waits for an answer to change is an answer that the form gives itself. */
const isTriggered = ({ row }: OutlineNode): boolean =>
  row?.cell('trigger') !== undefined && row.cell('calculation') !== undefined;

function hiddenAnswer(node: OutlineNode, building: Building): Item {
  const { condition } = calculation(node, building);
  return {
    type: 'text',
    name: building.names.of(node),
    visible: false,
    lnCalculation: true,
    ...filledIn(node, building),
    ...(condition === '' ? {} : { lnVisibleIf: condition }),
    lnXls: rowOriginal(node),
  };
}

function hiddenExpression(node: OutlineNode, building: Building): Item {
  const { expression, condition } = calculation(node, building);
  return {
    type: 'expression',
    name: building.names.of(node),
    visible: false,
    lnCalculation: true,
    expression,
    ...(condition === '' ? {} : { lnVisibleIf: condition }),
    lnXls: rowOriginal(node),
  };
}

function buildCalculated(node: OutlineNode, building: Building): readonly CalculatedValue[] {
  if (node.kind === 'metadata') return metadataValue(node, building);
  if ((node.kind !== 'calculate' && node.kind !== 'hidden') || isTriggered(node)) return [];
  const { expression, isNumber, condition } = calculation(node, building);
  return [
    {
      name: building.names.of(node),
      expression,
      includeIntoResult: true,
      ...(condition === '' ? {} : { lnVisibleIf: condition }),
      lnMeasure: isNumber ? 'interval' : 'nominal',
      lnXls: rowOriginal(node),
    },
  ];
}

/** A calculation that is not relevant is empty. */
function calculation(
  node: OutlineNode,
  { cells }: Building,
): { expression: string; isNumber: boolean; condition: string } {
  const emitted = cells.value(node, 'calculation') ?? cells.start(node);
  const value = storedText(emitted);
  const conditions: string[] = [];
  for (let at: OutlineNode | undefined = node; at && at.kind !== 'repeat'; at = at.parent) {
    const own = at.row && cells.condition(at, 'relevant');
    if (own !== undefined) conditions.unshift(`(${own})`);
  }
  const condition = conditions.join(' and ');
  const expression = condition === '' ? value : `iif(${condition}, ${value}, '')`;
  return { expression, isNumber: emitted.type === 'number', condition };
}

const metadataExpressions: Readonly<Record<string, string>> = {
  today: 'x_today()',
  start: 'x_now()',
  end: 'x_now()',
};

/** `${today}` and the like are values only where an expression reads them; the rest of metadata is the server's. */
function metadataValue(
  node: OutlineNode,
  { cells, names, problems, sheet }: Building,
): readonly CalculatedValue[] {
  if (!cells.metadataRead.has(node)) return [];
  const type = metadataKind(node.row?.text('type') ?? '') ?? '';
  const expression = metadataExpressions[type] ?? "''";
  if (expression === "''") {
    problems.warn('metadata-empty', { type }, placeOfNode({ sheet }, node, 'type'));
  }
  return [{ name: names.of(node), expression, includeIntoResult: false, lnXls: rowOriginal(node) }];
}

/** Rows that wait for each other would never settle. */
function refuseCycle({ cells, problems, sheet }: Building): void {
  const cycle = findCycle(cells.reads);
  if (!cycle) return;
  const [first] = cycle;
  if (!first) return;
  const names = [...cycle, first].map((node) => node.leaf).join(' → ');
  problems.refuse('cycle', { names }, placeOfNode({ sheet }, first, 'relevant'));
}
