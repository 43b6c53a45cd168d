/**
 * The sheet `langnghe` of a form that we exported → the definition as it was. Only what the cells still say as they did
 * is taken from there: whoever edited a cell in a spreadsheet meant it.
 */
import { z } from 'zod';
import { collapseBlocks } from '#core/definitions/blocks.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { isElement } from '#core/definitions/element-properties.ts';
import { readTable } from '#core/definitions/xlsform/columns.ts';
import { restoreChoices, restoreSpecials } from '#core/definitions/xlsform/own-choices.ts';
import {
  blocksIn,
  childLists,
  cloneJson,
  elementAt,
  fingerprint,
  formOf,
  type OwnRecord,
  ownSheetName,
  type Put,
  pathOf,
  readAt,
  saysOf,
  writeAt,
} from '#core/definitions/xlsform/own-record.ts';
import type { Problems } from '#core/definitions/xlsform/problems.ts';
import { findSheet, type Sheet } from '#core/definitions/xlsform/sheet.ts';
import { isSugar } from '#core/definitions/xlsform/write-desugar.ts';
import { isUnkeepable, plainFaults } from '#core/kernel/plain-data.ts';

type Draft = Record<string, unknown>;

const putSchema = z.array(z.unknown()).min(2).max(3);
const recordSchema = z.object({
  own: z.literal(true).optional(),
  put: z.array(putSchema).optional(),
  whole: z.record(z.string(), z.unknown()).optional(),
  form: z.string().optional(),
  texts: z.array(z.array(z.string()).length(4)).optional(),
  soft: z.array(z.array(z.string()).length(2)).optional(),
  text: z.array(z.string()).length(3).optional(),
  placeholder: z.literal(true).optional(),
  barren: z.literal(true).optional(),
  blocks: z.string().optional(),
  special: z.tuple([z.array(z.string()), z.string(), z.string()]).optional(),
});

export interface OwnRecords {
  get(kind: string, key: string): OwnRecord | undefined;
}

/** Fits the definition to what our own export said of it; others' forms have no such sheet and stay as they are. */
export function restoreOwn(
  definition: Definition,
  sheets: readonly Sheet[],
  problems: Problems,
): Definition {
  const sheet = findSheet(sheets, ownSheetName);
  if (!sheet) return definition;
  const records = readRecords(sheet, problems);
  const draft = cloneJson(definition) as Draft; // as: taken apart and put together as plain JSON
  const restoring: Restoring = { records, problems, texts: [] };
  restoreList(draft, 'pages', restoring, true);
  restoreList(draft, 'calculatedValues', restoring, false);
  if (Array.isArray(draft.calculatedValues) && draft.calculatedValues.length === 0) {
    delete draft.calculatedValues;
  }
  applyTexts(draft, restoring);
  const settings = records.get('settings', '');
  if (settings) applyPuts(draft, settings);
  const restored = draft as unknown as Definition; // as: every part of it is what the importer built or the sheet held; the gate judges it
  const isAsIncluded = settings?.blocks !== undefined && settings.blocks === blocksIn(draft);
  return isAsIncluded ? collapseBlocks(restored) : restored;
}

interface Restoring {
  readonly records: OwnRecords;
  readonly problems: Problems;
  /** Texts that rows hold for other elements. */
  readonly texts: {
    readonly of: string;
    readonly pointer: string;
    readonly text: unknown;
    readonly isEdited: boolean;
  }[];
}

function readRecords(sheet: Sheet, problems: Problems): OwnRecords {
  const texts = new Map<string, string>();
  for (const row of readTable(sheet).rows) {
    const key = `${row.text('kind')} ${row.text('key')}`;
    texts.set(key, `${texts.get(key) ?? ''}${row.text('json')}`);
  }
  const records = new Map<string, OwnRecord>();
  for (const [key, text] of texts) {
    const record = readRecord(text);
    if (record) records.set(key, record);
    else {
      problems.warn('own-unreadable', { key }, { sheet: sheet.name });
    }
  }
  return { get: (kind, key) => records.get(`${kind} ${key}`) };
}

function readRecord(text: string): OwnRecord | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (plainFaults(value).some((fault) => isUnkeepable(fault) || fault.code === 'forbidden-key')) {
      return undefined;
    }
    const parsed = recordSchema.safeParse(value);
    return parsed.success ? (parsed.data as unknown as OwnRecord) : undefined; // as: the schema says the same, member by member
  } catch {
    return undefined;
  }
}

function restoreList(parent: Draft, list: string, restoring: Restoring, isPages: boolean): void {
  const elements = parent[list];
  if (!Array.isArray(elements)) return;
  const restored: unknown[] = [];
  elements.forEach((element: unknown, index) => {
    if (!isElement(element)) return;
    const draft = element as Draft; // as: a clone of our own, see restoreOwn
    if (isPages && pathOf(draft) === undefined) {
      const record = restoring.records.get('page', String(index));
      restoreChildren(draft, restoring);
      if (record) applyPuts(draft, record);
      restored.push(draft);
    } else {
      const kept = restoreElement(draft, restoring);
      if (kept) restored.push(kept);
    }
  });
  parent[list] = restored;
}

function restoreChildren(element: Draft, restoring: Restoring): void {
  for (const list of childLists) restoreList(element, list, restoring, false);
}

/** The element as it was, or undefined where the row is none. */
function restoreElement(element: Draft, restoring: Restoring): Draft | undefined {
  const record = restoring.records.get('row', pathOf(element) ?? '');
  if (record?.placeholder) return undefined;
  if (record?.text) {
    const [of, pointer, before] = record.text;
    const text = element.type === 'html' ? element.html : element.title;
    restoring.texts.push({ of, pointer, text, isEdited: fingerprint(text) !== before });
    return undefined;
  }
  if (record?.whole) {
    const whole = restoreWhole(element, record);
    if (whole) return whole;
    const name = String(record.whole.name ?? '');
    restoring.problems.warn(
      'own-group-changed',
      { name },
      {
        sheet: 'survey',
        path: pathOf(element) ?? '',
        row: rowOf(element),
      },
    );
    return element;
  }
  restoreChildren(element, restoring);
  restoreSpecials(element, restoring.records);
  const lnXls = element.lnXls;
  if (record) applyPuts(element, record);
  if (record?.put?.some(([name]) => name === 'choices')) return element;
  // which list the choices came from is known by the row, which an element of our own forgets
  const withList: Draft = { ...element, lnXls };
  restoreChoices(withList, restoring.records);
  if (withList.choices !== undefined) element.choices = withList.choices;
  return element;
}

const rowOf = ({ lnXls }: Draft): number | undefined =>
  isElement(lnXls) && typeof lnXls.row === 'number' ? lnXls.row : undefined;

function restoreWhole(
  built: Draft,
  { whole, form, texts = [], soft = [] }: OwnRecord,
): Draft | undefined {
  const places = texts.map(([path, pointer]) => [path, pointer] as const);
  if (!whole || !isSugar(whole) || formOf(built, places) !== form) return undefined;
  const element = cloneJson(whole) as Draft; // as: plain JSON, cloned to be changed
  for (const [path, pointer, own, before] of texts) {
    const text = readAt(elementAt(built, path), pointer);
    if (fingerprint(text) !== before) writeAt(element, own, text);
  }
  for (const [property, before] of soft) {
    if (fingerprint(built[property]) === before) continue;
    if (built[property] === undefined) delete element[property];
    else element[property] = built[property];
  }
  return element;
}

/** Descriptions of pages and what "other" is called stand in rows of their own. */
function applyTexts(draft: Draft, { texts }: Restoring): void {
  const pages = Array.isArray(draft.pages) ? draft.pages : [];
  for (const { of, pointer, text, isEdited } of texts) {
    if (pointer === '') continue;
    const element = pages.map((page: unknown) => elementAt(page, of)).find((found) => found);
    if (element && isEdited) writeAt(element, pointer, text);
  }
}

/** What only rows and cells may say: mark-up, and what stands in a group. */
const untakable: ReadonlySet<string> = new Set(['pages', ...childLists]);

/** Notes may be said to be empty, or to have none: text without any mark-up. */
const isTakable = ([name, , value]: Put): boolean =>
  name === 'html' ? !/[<&]/.test(JSON.stringify(value) ?? '') : !untakable.has(name);

/** Sets what the cells do not say, as far as they say the rest as before. */
export function applyPuts(element: Draft, { own, barren, put = [] }: OwnRecord): void {
  const before = { ...element };
  const isOtherType = put.some(
    ([name, says]) => name === 'type' && saysOf(before, 'type') !== says,
  );
  for (const one of put) {
    const [name] = one;
    if (!isTakable(one) || (isOtherType && !/^\/?ln/.test(name))) continue;
    if (name.startsWith('/')) applyDeep(element, one);
    else if (saysOf(before, name) === one[1]) setOrRemove(element, name, one);
  }
  if (own) delete element.lnXls;
  if (barren && Array.isArray(element.elements) && element.elements.length === 0) {
    delete element.elements;
  }
}

function setOrRemove(element: object, name: string, put: Put): void {
  if (put.length > 2) Reflect.set(element, name, put[2]);
  else Reflect.deleteProperty(element, name);
}

/** A part of what is kept of the imported file, by its pointer. */
function applyDeep(element: Draft, put: Put): void {
  const [pointer, before] = put;
  const last = pointer.split('/').at(-1) ?? '';
  const place = readAt(element, pointer.slice(0, pointer.length - last.length - 1));
  if (!isElement(place) || fingerprint(readAt(element, pointer)) !== before) return;
  setOrRemove(place, last.replaceAll('~1', '/').replaceAll('~0', '~'), put);
}
