/** Outline → definition: pages from the top-level groups, panels from inner ones, items from rows. */
import type { CalculatedValue, Definition, Item, Page } from '#core/definitions/definition.ts';
import { buildItem } from '#core/definitions/xlsform/build-item.ts';
import {
  type Building,
  type BuildParts,
  placeOfNode,
  rowOriginal,
} from '#core/definitions/xlsform/building.ts';
import { cellExpressions } from '#core/definitions/xlsform/cell-expressions.ts';
import { findCycle } from '#core/definitions/xlsform/cycles.ts';
import { descendants, type OutlineNode } from '#core/definitions/xlsform/outline.ts';
import { pipedText } from '#core/definitions/xlsform/piped-text.ts';

export function buildDefinition(parts: BuildParts): Definition {
  const { root, names, problems, settings, languages } = parts;
  const cells = cellExpressions(root, names, problems);
  const building: Building = { ...parts, cells };
  for (const node of names.changed) {
    const message = `expressions cannot say the name ${node.leaf}; the item is called ${names.of(node)}`;
    problems.warn('name-changed', message, placeOfNode(parts, node, 'name'));
  }
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
function originals({ root, lists, settings, languages }: Building) {
  const metadata = descendants(root)
    .filter((node) => node.kind === 'metadata')
    .map((node) => ({ name: node.leaf, ...rowOriginal(node) }));
  const used = new Set(
    descendants(root).map(({ type }) => (type.kind === 'item' ? type.list : undefined)),
  );
  return {
    settings: settings?.original ?? {},
    languages: languages.names,
    lists: Object.fromEntries(
      [...lists].map(([name, choices]) => [
        name,
        // items hold the labels of the lists that they use
        choices.map(({ row }) => (used.has(name) ? row.kept : row.original)),
      ]),
    ),
    metadata,
  };
}

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
  return pages.filter((page) => page.elements.length > 0);
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
      if (elements.length === 0) return [];
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

function buildRepeat(node: OutlineNode, building: Building): Item {
  const count = node.row?.text('repeat_count') ?? '';
  const fixed = /^\d{1,3}$/.test(count) ? Number(count) : undefined;
  if (count !== '' && fixed === undefined) {
    const message =
      'the number of repeats follows other answers, which is left to the person who answers';
    building.problems.warn('repeat-count', message, placeOfNode(building, node, 'repeat_count'));
  }
  return {
    type: 'paneldynamic',
    name: building.names.of(node),
    ...groupParts(node, building),
    ...(fixed === undefined
      ? { panelCount: 1 }
      : { panelCount: fixed, minPanelCount: fixed, maxPanelCount: fixed }),
    templateElements: children(node, building),
  };
}

function hiddenExpression(node: OutlineNode, building: Building): Item {
  const { expression } = calculation(node, building);
  return {
    type: 'expression',
    name: building.names.of(node),
    visible: false,
    lnCalculation: true,
    expression,
    lnXls: rowOriginal(node),
  };
}

function buildCalculated(node: OutlineNode, building: Building): readonly CalculatedValue[] {
  if (node.kind === 'metadata') return metadataValue(node, building);
  if (node.kind !== 'calculate' && node.kind !== 'hidden') return [];
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
  const first = emitted.type === 'nodes' ? `x_first(${emitted.text})` : emitted.text;
  const mayBeNaN = emitted.type === 'number' || emitted.type === 'value';
  const value = mayBeNaN ? `x_stored(${first})` : first;
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
  const type = node.row?.text('type').toLowerCase() ?? '';
  const expression = metadataExpressions[type] ?? "''";
  if (expression === "''") {
    problems.warn(
      'metadata-empty',
      `a browser does not know ${type}; expressions find it empty`,
      placeOfNode({ sheet }, node, 'type'),
    );
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
  problems.refuse(
    'cycle',
    `relevance or calculation goes round in a circle: ${names}`,
    placeOfNode({ sheet }, first, 'relevant'),
  );
}
