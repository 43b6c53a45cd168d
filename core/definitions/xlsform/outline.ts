/**
 * The survey sheet as the tree it describes: groups and repeats with the rows inside them. Here names become those of
 * the definition: the leaf where no other row has it, else the whole path, as in Kobo's JSON.
 */
import type { TableRow } from '#core/definitions/xlsform/columns.ts';
import type { RowType } from '#core/definitions/xlsform/row-type.ts';

/** A row of the choices sheet. */
export interface ListChoice {
  readonly code: string;
  readonly row: TableRow;
}

/** A cell of a choice as expressions speak of it: by its header, but for the two that have other spellings. */
export function choiceCell({ code, row }: ListChoice, column: string): string {
  if (column === 'name') return code;
  if (column === 'label' || column === 'itextId') return row.text('label');
  return row.original[column] ?? '';
}

export interface OutlineNode {
  readonly kind: 'root' | 'group' | 'repeat' | 'item' | 'calculate' | 'hidden' | 'metadata';
  readonly type: RowType;
  /** Absent for the root. */
  readonly row: TableRow | undefined;
  readonly leaf: string;
  /** Leaves from the root, itself last. */
  readonly path: readonly string[];
  readonly parent: OutlineNode | undefined;
  readonly children: OutlineNode[];
  /** Repeats it stands in, outermost first. */
  readonly repeats: readonly OutlineNode[];
  readonly choices: readonly ListChoice[];
}

export const rootNode = (): OutlineNode => ({
  kind: 'root',
  type: { kind: 'begin', block: 'group' },
  row: undefined,
  leaf: '',
  path: [],
  parent: undefined,
  children: [],
  repeats: [],
  choices: [],
});

export type NodeParts = Pick<OutlineNode, 'kind' | 'type' | 'row' | 'leaf'> &
  Partial<Pick<OutlineNode, 'choices'>>;

/** Adds a row under its group. */
export function addNode(parent: OutlineNode, parts: NodeParts): OutlineNode {
  const node: OutlineNode = {
    choices: [],
    ...parts,
    path: [...parent.path, parts.leaf],
    parent,
    children: [],
    repeats: parent.kind === 'repeat' ? [...parent.repeats, parent] : parent.repeats,
  };
  parent.children.push(node);
  return node;
}

/** All rows below, parents first, in the order of the sheet. */
export function descendants(node: OutlineNode): readonly OutlineNode[] {
  return node.children.flatMap((child) => [child, ...descendants(child)]);
}

/** Groups hold no value of their own; everything else may be spoken of in an expression. */
export const holdsValue = (node: OutlineNode): boolean =>
  node.kind !== 'group' && node.kind !== 'root';

/** Words that mean something else inside braces (`{panel.x}`, `{row}`), so that no item may have them as its name. */
const reserved = new Set(
  (
    'panel row item choice self survey locale parentpanel nextpanel prevpanel nextrow prevrow totalrow panelindex ' +
    'visiblepanelindex rowindex visiblerowindex rowname rowvalue rowtitle matrix pageno pagecount questioncount ' +
    'correctedanswers correctanswers correctedanswercount incorrectedanswers incorrectanswers incorrectedanswercount ' +
    'length __proto__ constructor'
  ).split(' '),
);

export interface Names {
  of(node: OutlineNode): string;
  /** Rows whose name had to change, because expressions could not say it. */
  readonly changed: readonly OutlineNode[];
}

/** One name for each row that holds a value; names that differ by case only count as the same. */
export function nameNodes(root: OutlineNode): Names {
  const nodes = descendants(root).filter(holdsValue);
  const uses = new Map<string, number>();
  for (const node of nodes) {
    const key = node.leaf.toLowerCase();
    uses.set(key, (uses.get(key) ?? 0) + 1);
  }
  const names = new Map<OutlineNode, string>();
  const taken = new Set<string>();
  const changed: OutlineNode[] = [];
  for (const node of nodes) {
    const wanted = uses.get(node.leaf.toLowerCase()) === 1 ? node.leaf : node.path.join('/');
    const name = sayable(wanted, taken);
    if (name !== wanted) changed.push(node);
    taken.add(name.toLowerCase());
    names.set(node, name);
  }
  return { of: (node) => names.get(node) ?? node.leaf, changed };
}

function sayable(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted.replace(/[.{}[\]:$#]/g, '_');
  if (/-comment$|-unwrapped$/i.test(name)) name = `${name}_`;
  while (taken.has(name.toLowerCase()) || reserved.has(name.toLowerCase())) name = `${name}_`;
  return name;
}
