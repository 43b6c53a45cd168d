/**
 * Columns that speak of the response and not of its answers: ids, times, version, the ties between sheets. Kobo, ODK and
 * our own export name them differently. A column of an item is never one of these, whatever it is called.
 */
import { placedItems } from '#core/definitions/codebook.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { isElement } from '#core/definitions/element-properties.ts';
import { folded } from '#core/intake/data-file/match-columns.ts';

export const aboutKinds = [
  'id',
  'started',
  'finished',
  'submitted',
  'version',
  'outcome',
  'language',
  'collector',
  'index',
  'parent-index',
  'parent-table',
  'parent-key',
  'parent-id',
  'key',
] as const;
export type AboutKind = (typeof aboutKinds)[number];

/** Headings by what they say, the better one first. Kobo and ODK both put a group `meta` before some. */
const headings: Readonly<Record<AboutKind, readonly string[]>> = {
  id: ['_uuid', 'meta/instanceID', 'meta-instanceID', 'meta.instanceID', 'instanceID', 'KEY'],
  started: ['_started_at', 'start', 'starttime'],
  finished: ['_finished_at', 'end', 'endtime'],
  submitted: ['_submission_time', 'SubmissionDate', '_received_at'],
  version: ['__version__', '_version', '_version_', 'FormVersion', '__Version__'],
  outcome: ['_outcome'],
  language: ['_language'],
  collector: ['_collector'],
  index: ['_index'],
  'parent-index': ['_parent_index'],
  'parent-table': ['_parent_table_name'],
  'parent-key': ['PARENT_KEY'],
  'parent-id': ['_submission__uuid'],
  key: ['KEY'],
};

/** Written by the servers, of no use here. */
const technical =
  /^(?:_id|_status|_notes|_tags|_validation_status|_submitted_by|_submission__.*|_xform_id(?:_string)?|_attachments|_geolocation|_bamboo_dataset_id|_media_all_received|_flags|_site|_receipt_code|_paper_number|_source|_test|__version__.*|_version_.*|formhub\/uuid|formhub-uuid|meta[/.-].*|instanceName|instanceID|KEY|SET-OF-.*|SubmitterID|SubmitterName|AttachmentsPresent|AttachmentsExpected|Status|ReviewState|DeviceID|Edits|FormVersion|isValidated|deviceid|username|phonenumber|subscriberid|simserial|simid|devicephonenum|imei|email|today|audit|background-audio|rootUuid|caseid|duration|review_.*|formdef_version)$/;

export interface AboutColumns {
  readonly columns: ReadonlyMap<AboutKind, number>;
  isAbout(index: number): boolean;
}

/** @param taken columns that belong to items. */
export function aboutColumns(
  header: readonly string[],
  definition: Definition,
  taken: ReadonlySet<number>,
): AboutColumns {
  const texts = header.map((heading, index) => (taken.has(index) ? '' : heading.trim()));
  const ownWords = metadataOf(definition);
  const columns = new Map<AboutKind, number>();
  for (const kind of aboutKinds) {
    const wanted = [...(ownWords.get(kind) ?? []), ...headings[kind]];
    const found = wanted
      .map((heading) => texts.findIndex((text) => text === heading || leafOf(text) === heading))
      .find((index) => index >= 0);
    if (found !== undefined) columns.set(kind, found);
  }
  const used = new Set(columns.values());
  const metadata = new Set([...[...ownWords.values()].flat(), ...notesOf(definition)].map(folded));
  return {
    columns,
    isAbout: (index) => {
      const text = texts[index] ?? '';
      return used.has(index) || (text !== '' && metadata.has(folded(text))) || technical.test(text);
    },
  };
}

const leafOf = (text: string): string => text.slice(text.lastIndexOf('/') + 1);

/** Exports have a column for every note, too, always empty. */
function notesOf(definition: Definition): readonly string[] {
  return placedItems(definition)
    .filter(({ item }) => item.type === 'html')
    .flatMap(({ item, panels }) => {
      const groups = panels.map((panel) => panel.name);
      const original = isElement(item.lnXls) ? item.lnXls.path : undefined;
      const path = typeof original === 'string' ? original : [...groups, item.name].join('/');
      const texts = isElement(item.html) ? Object.values(item.html) : [item.html];
      const plain = texts.map((text) => plainText(String(text ?? '')));
      return [item.name, leafOf(path), path, path.replaceAll('/', '-'), ...plain];
    })
    .filter((text) => text !== '');
}

const plainText = (html: string): string =>
  html
    .replaceAll('<br>', '\n')
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => entities[name] ?? '');

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** What the form itself calls start, end and its other metadata; labels too, for exports with labels. */
function metadataOf({ lnXls }: Definition): ReadonlyMap<string, readonly string[]> {
  const words = new Map<string, string[]>();
  const rows = isElement(lnXls) && Array.isArray(lnXls.metadata) ? lnXls.metadata : [];
  for (const row of rows) {
    if (!isElement(row)) continue;
    const type = typeof row.type === 'string' ? row.type.toLowerCase() : typeOfCells(row.cells);
    const kind = type === 'start' ? 'started' : type === 'end' ? 'finished' : 'other';
    const labels = isElement(row.cells)
      ? Object.entries(row.cells).flatMap(([column, text]) =>
          /^(?:label|caption)/i.test(column) ? [String(text).trim()] : [],
        )
      : [];
    const path = typeof row.path === 'string' ? row.path : '';
    const names = [
      path,
      path.replaceAll('/', '-'),
      String(row.name ?? ''),
      leafOf(path),
      ...labels,
    ];
    const held = words.get(kind) ?? [];
    words.set(kind, [...held, ...names.filter((name) => name !== '')]);
  }
  return words;
}

function typeOfCells(cells: unknown): string {
  const entries = isElement(cells) ? Object.entries(cells) : [];
  const type = entries.find(([column]) => /^(?:type|command)$/i.test(column.trim()))?.[1];
  return typeof type === 'string' ? type.trim().toLowerCase() : '';
}
