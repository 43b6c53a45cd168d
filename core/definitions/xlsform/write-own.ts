/** What the cells of an export do not say: found by importing them again and comparing with the definition. */
import type { Definition, Item } from '#core/definitions/definition.ts';
import { elementsOf, isElement, valuesOf } from '#core/definitions/element-properties.ts';
import { specialTextProperty } from '#core/definitions/special-choices.ts';
import { choiceKey } from '#core/definitions/xlsform/choice-key.ts';
import {
  bare,
  blocksIn,
  childLists,
  fingerprint,
  formOf,
  type OwnKind,
  type OwnRecord,
  ownHeaders,
  ownSheetName,
  type Put,
  pathOf,
  readAt,
  saysOf,
  softProperties,
} from '#core/definitions/xlsform/own-record.ts';
import type { RowPlan } from '#core/definitions/xlsform/row-plan.ts';
import type { Sheet, SheetRow } from '#core/definitions/xlsform/sheet.ts';
import { offeredSpecials, specialSwitches } from '#core/definitions/xlsform/write-lists.ts';
import { canonicalJson } from '#core/kernel/canonical-json.ts';
import { pointerPart } from '#core/kernel/plain-data.ts';

type Element = Readonly<Record<string, unknown>>;

interface Line {
  readonly kind: OwnKind;
  readonly key: string;
  readonly record: OwnRecord;
}

/** @param built what the import makes of the sheets as they stand. */
export function ownSheet(
  definition: Definition,
  built: Definition,
  rows: readonly RowPlan[],
  hasBlocks: boolean,
): Sheet | undefined {
  const byPath = elementsByPath(built);
  const lines = [
    ...settingsLines(definition, built, hasBlocks),
    ...pageLines(definition, built),
    ...rows.flatMap((row) => rowLines(row, byPath)),
    ...madeLines(definition, built, rows),
  ].filter(({ record }) => Object.keys(record).length > 0);
  const unique = new Map(lines.map((line) => [`${line.kind} ${line.key}`, line]));
  return unique.size === 0 ? undefined : toSheet([...unique.values()]);
}

/** A cell holds at most 32,767 characters; escapes in the file count, too. */
const longest = 16_000;

function toSheet(lines: readonly Line[]): Sheet {
  const rows: SheetRow[] = [{ row: 1, cells: ownHeaders }];
  for (const { kind, key, record } of lines) {
    const text = asciiJson(record);
    for (let at = 0, part = 1; at < text.length; at += longest, part++) {
      const cells = [kind, key, String(part), text.slice(at, at + longest)];
      rows.push({ row: rows.length + 1, cells });
    }
  }
  return { name: ownSheetName, rows };
}

/** Without anything that a spreadsheet could change on its way: spaces at the ends, line breaks, odd characters. */
const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[^\x21-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

export function elementsByPath(definition: Definition): ReadonlyMap<string, Element> {
  const found = new Map<string, Element>();
  const visit = (element: Element): void => {
    const path = pathOf(element);
    if (path !== undefined) found.set(path, element);
    for (const list of childLists) for (const child of elementsOf(element, list)) visit(child);
  };
  for (const page of definition.pages) visit(page);
  for (const value of elementsOf(definition, 'calculatedValues')) visit(value);
  return found;
}

function settingsLines(
  definition: Definition,
  built: Definition,
  hasBlocks: boolean,
): readonly Line[] {
  const isOwn = definition.lnXls === undefined;
  const skipped = new Set(['pages', 'calculatedValues', ...(isOwn ? ['lnXls'] : [])]);
  const puts = [
    ...putsBetween(definition, built, skipped),
    ...(definition.calculatedValues && definition.calculatedValues.length === 0
      ? [['calculatedValues', fingerprint(undefined), []] as const]
      : []),
  ];
  const blocks = hasBlocks ? { blocks: blocksIn(definition) } : {};
  return [{ kind: 'settings', key: '', record: { ...recordOf(isOwn, puts), ...blocks } }];
}

/** Calculations that readers of forms add, as `<repeat>_count`. */
function madeLines(
  definition: Definition,
  built: Definition,
  rows: readonly RowPlan[],
): readonly Line[] {
  const known = new Set(elementsOf(definition, 'calculatedValues').map(pathOf));
  const visit = (row: RowPlan): void => {
    known.add(row.path);
    row.children.forEach(visit);
  };
  rows.forEach(visit);
  return elementsOf(built, 'calculatedValues').flatMap((value): readonly Line[] => {
    const path = pathOf(value);
    return path === undefined || known.has(path)
      ? []
      : [{ kind: 'row', key: path, record: { placeholder: true } }];
  });
}

const recordOf = (isOwn: boolean, puts: readonly Put[]): OwnRecord => ({
  ...(isOwn ? { own: true } : {}),
  ...(puts.length > 0 ? { put: puts } : {}),
});

/** Pages that no row stands for have their names by place. */
function pageLines(definition: Definition, built: Definition): readonly Line[] {
  return definition.pages.flatMap((page, index): readonly Line[] => {
    const made = built.pages[index];
    if (!made || pathOf(made) !== undefined) return [];
    const puts = putsBetween(page, made, new Set(['elements']));
    return [{ kind: 'page', key: String(index), record: recordOf(false, puts) }];
  });
}

/** What has to be put to make `built` the definition's own element; `lnXls` of an import is compared part by part. */
function putsBetween(
  own: Element,
  built: Element,
  skipped: ReadonlySet<string>,
  prefix = '',
): readonly Put[] {
  const puts: Put[] = [];
  for (const key of new Set([...Object.keys(built), ...Object.keys(own)])) {
    if (skipped.has(key) || (own[key] === undefined && built[key] === undefined)) continue;
    const one = own[key];
    const other = built[key];
    if (one !== undefined && other !== undefined && canonicalJson(one) === canonicalJson(other))
      continue;
    const isOriginal = prefix !== '' || key === 'lnXls';
    if (isOriginal && isElement(one) && isElement(other)) {
      puts.push(...putsBetween(one, other, new Set(), `${prefix || '/'}${pointerPart(key)}/`));
      continue;
    }
    const says = isOriginal ? fingerprint(other) : saysOf(built, key);
    const name = prefix === '' ? key : `${prefix}${pointerPart(key)}`;
    puts.push(one === undefined ? [name, says] : [name, says, one]);
  }
  return puts;
}

function rowLines(row: RowPlan, byPath: ReadonlyMap<string, Element>): readonly Line[] {
  const line = (record: OwnRecord): Line => ({ kind: 'row', key: row.path, record });
  const { origin } = row;
  const built = byPath.get(row.path);
  const inner = (): readonly Line[] => row.children.flatMap((child) => rowLines(child, byPath));
  switch (origin.as) {
    case 'placeholder':
      return [line({ placeholder: true })];
    case 'text':
      return built
        ? [line({ text: [origin.of.path, origin.pointer, fingerprint(saidText(built))] })]
        : [];
    case 'whole':
      return built ? [line(wholeRecord(row, origin.element, built, byPath))] : [];
    case 'element':
      return built ? [...elementLines(row, origin.element, built), ...inner()] : inner();
    default:
      return inner();
  }
}

/** What a row of text says: the label of a note, the title of an item. */
export const saidText = (built: Element): unknown =>
  built.type === 'html' ? built.html : built.title;

function wholeRecord(
  row: RowPlan,
  element: Item,
  built: Element,
  byPath: ReadonlyMap<string, Element>,
): OwnRecord {
  const texts = textsOf(row).map(
    ([path, pointer, own]) =>
      [path, pointer, own, fingerprint(readAt(byPath.get(path), pointer))] as const,
  );
  return {
    whole: element,
    form: formOf(
      built,
      texts.map(([path, pointer]) => [path, pointer]),
    ),
    texts,
    soft: softProperties.map((name) => [name, fingerprint(built[name])] as const),
  };
}

function textsOf(row: RowPlan): readonly (readonly [string, string, string])[] {
  return [
    ...row.texts.map(([built, own]) => [row.path, built, own] as const),
    ...row.children.flatMap(textsOf),
  ];
}

function elementLines(row: RowPlan, own: Element, built: Element): readonly Line[] {
  const isOwn = own.lnXls === undefined;
  const specials = row.kind === 'row' ? offeredSpecials(row.element) : [];
  const plain = withoutSpecials(built, specials.length);
  const aligned = row.kind === 'row' && alignedChoices(own, plain);
  const skipped = new Set<string>([
    ...childLists,
    ...(isOwn ? ['lnXls'] : []),
    ...(aligned ? ['choices'] : []),
    ...specials.flatMap((special) => specialSwitches[special].filter((name) => own[name] === true)),
  ]);
  const puts = putsBetween(own, plain, skipped);
  const list = listOf(built);
  return [
    { kind: 'row', key: row.path, record: { ...recordOf(isOwn, puts), ...barren(own, row) } },
    ...(list === undefined ? [] : choiceLines(list, own, built, specials, aligned)),
  ];
}

/** A group that has not even a list of elements: what it includes comes at publishing. */
const barren = (own: Element, row: RowPlan): OwnRecord =>
  row.kind === 'group' && own.elements === undefined ? { barren: true } : {};

const listOf = (built: Element): string | undefined =>
  isElement(built.lnXls) && typeof built.lnXls.list === 'string' ? built.lnXls.list : undefined;

/** The built-in answers stand last. */
const withoutSpecials = (built: Element, count: number): Element =>
  count === 0 || !Array.isArray(built.choices)
    ? built
    : { ...built, choices: built.choices.slice(0, built.choices.length - count) };

const alignedChoices = (own: Element, built: Element): boolean =>
  Array.isArray(own.choices) &&
  own.choices.length > 0 &&
  Array.isArray(built.choices) &&
  own.choices.length === built.choices.length;

function choiceLines(
  list: string,
  own: Element,
  built: Element,
  specials: ReturnType<typeof offeredSpecials>,
  aligned: boolean,
): readonly Line[] {
  const made = valuesOf(built, 'choices');
  const kept = Array.isArray(own.choices) ? own.choices : [];
  const seen = new Map<string, number>();
  return made.map((choice, index): Line => {
    const key = choiceKey(list, String(choice.value), seen);
    const special = specials[index - (made.length - specials.length)];
    if (special) {
      const switches = specialSwitches[special].filter((name) => own[name] === true);
      const record: OwnRecord = {
        special: [switches, specialTextProperty(special), fingerprint(choice.text)],
      };
      return { kind: 'choice', key, record };
    }
    return { kind: 'choice', key, record: aligned ? choiceRecord(kept[index], choice) : {} };
  });
}

function choiceRecord(own: unknown, built: Element): OwnRecord {
  if (!isElement(own)) return { put: [['', fingerprint(bare(built)), own]] };
  const puts = putsBetween(own, built, new Set());
  return puts.length > 0 ? { put: puts } : {};
}
