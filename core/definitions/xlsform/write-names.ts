/** Names of rows in a survey sheet: those that items have already where a form allows it, and no two alike. */
import type { Definition } from '#core/definitions/definition.ts';
import { elementsOf } from '#core/definitions/element-properties.ts';
import type { OriginalRow } from '#core/definitions/xlsform/row-plan.ts';
import type { Written } from '#core/definitions/xlsform/write-scope.ts';

/** What readers of forms call the whole form, and what they note of an interview themselves. */
const ownNames = ['data', 'meta', 'instanceid', 'instancename'];

export interface Namer {
  /** @param isCounted a repeat with a count takes `<name>_count`, too: readers of forms keep the count there. */
  item(
    name: string,
    parent: string,
    original: OriginalRow | undefined,
    isCounted?: boolean,
  ): string;
  /** A page or panel: gives way to every item. */
  container(name: string, parent: string, original: OriginalRow | undefined): string;
  /** A row that the definition does not have. */
  extra(wanted: string): string;
  /** What expressions know the row as; how it is written is known when all rows are named. */
  written(path: string, leaf: string, facts: Omit<Written, 'xpath'>): Written;
  settle(): void;
}

export function newNamer(definition: Definition): Namer {
  const reserved = namesIn(definition);
  const taken = new Set(ownNames);
  const inGroup = new Set<string>();
  const leaves = new Map<string, number>();
  const pending: {
    readonly written: { xpath: string };
    readonly path: string;
    readonly leaf: string;
  }[] = [];
  const take = (parent: string, leaf: string): string => {
    taken.add(leaf.toLowerCase());
    inGroup.add(`${parent}/${leaf.toLowerCase()}`);
    leaves.set(leaf, (leaves.get(leaf) ?? 0) + 1);
    return leaf;
  };
  const free = (wanted: string, isFree: (name: string) => boolean): string => {
    let name = wanted;
    for (let number = 2; !isFree(name.toLowerCase()); number++) name = `${wanted}_${number}`;
    return name;
  };
  const original = (
    name: string,
    parent: string,
    row: OriginalRow | undefined,
  ): string | undefined => {
    const leaf = row?.path.split('/').at(-1);
    if (leaf === undefined || !isSameName(name, leaf)) return undefined;
    return inGroup.has(`${parent}/${leaf.toLowerCase()}`) ? undefined : take(parent, leaf);
  };
  const extra = (wanted: string, parent = ''): string =>
    take(
      parent,
      free(xmlName(wanted), (name) => !taken.has(name) && !reserved.has(name)),
    );
  return {
    item: (name, parent, row, isCounted = false) => {
      const isFree = (one: string): boolean =>
        !taken.has(one) && (one === name.toLowerCase() || !reserved.has(one));
      const fits = (one: string): boolean =>
        isFree(one) && !(isCounted && (taken.has(`${one}_count`) || reserved.has(`${one}_count`)));
      const leaf = original(name, parent, row) ?? take(parent, free(xmlName(name), fits));
      if (isCounted) taken.add(`${leaf.toLowerCase()}_count`);
      return leaf;
    },
    container: (name, parent, row) =>
      original(name, parent, row) ?? extra(name.split('/').at(-1) || 'group', parent),
    extra,
    written: (path, leaf, facts) => {
      const written = { ...facts, xpath: '' };
      pending.push({ written, path, leaf });
      return written;
    },
    settle: () => {
      for (const { written, path, leaf } of pending) {
        written.xpath = leaves.get(leaf) === 1 ? `\${${leaf}}` : `/data/${path}`;
      }
    },
  };
}

/** Letters and numbers that names in XML have no place for; pyxform refuses À to Ö, too. Source: XML 1.0, NameChar. */
const noNameLetters =
  /[^\w.\-\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\u{10000}-\u{effff}]/gu;

/** What a form takes as a name, from whatever ours is. */
export function xmlName(name: string): string {
  const fit = name
    .trim()
    .replace(/[\u00c0-\u00d6]/g, (letter) => letter.normalize('NFD').charAt(0))
    .replace(/[^\p{L}\p{N}_.-]+/gu, '_')
    .replace(noNameLetters, '_')
    .slice(0, 200)
    .replace(/\p{Cs}$/u, '');
  return /^[\p{L}_]/u.test(fit) ? fit : `_${fit}`;
}

/** The importer may have made the name longer, or put other signs in it. */
function isSameName(name: string, leaf: string): boolean {
  const plain = (text: string): string => text.replace(/[.{}[\]:$#]/g, '_').replace(/_+$/, '');
  const last = name.split('/').at(-1) ?? '';
  return plain(last) === plain(leaf);
}

/** Names of all items, so that no row of ours takes one of them. */
function namesIn(definition: Definition): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (element: Readonly<Record<string, unknown>>): void => {
    for (const list of ['elements', 'templateElements']) {
      for (const inner of elementsOf(element, list)) {
        if (inner.type !== 'panel' && typeof inner.name === 'string') {
          names.add(xmlName(inner.name).toLowerCase());
        }
        visit(inner);
      }
    }
  };
  for (const page of definition.pages) visit(page);
  for (const value of elementsOf(definition, 'calculatedValues')) {
    if (typeof value.name === 'string') names.add(xmlName(value.name).toLowerCase());
  }
  return names;
}
