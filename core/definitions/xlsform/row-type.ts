/** The `type` cell of a survey row: what kind of thing the row is, and which list of choices it takes. */

/** Kinds that give a person something to answer or read. */
export type ItemKind =
  | 'text'
  | 'integer'
  | 'decimal'
  | 'range'
  | 'date'
  | 'time'
  | 'datetime'
  | 'select_one'
  | 'select_multiple'
  | 'rank'
  | 'acknowledge'
  | 'note'
  | 'place'
  | 'media'
  | 'barcode';

type Block = 'group' | 'repeat' | 'loop';

export type RowType =
  | { readonly kind: 'begin'; readonly block: Block }
  | { readonly kind: 'end'; readonly block: Block }
  | {
      readonly kind: 'item';
      readonly item: ItemKind;
      readonly list?: string;
      readonly orOther?: boolean;
    }
  | { readonly kind: 'metadata' | 'calculate' | 'hidden' }
  | { readonly kind: 'from-file'; readonly file: string }
  | { readonly kind: 'unknown' };

const items: Readonly<Record<string, ItemKind>> = {
  text: 'text',
  string: 'text',
  integer: 'integer',
  int: 'integer',
  decimal: 'decimal',
  numeric: 'decimal',
  range: 'range',
  date: 'date',
  time: 'time',
  datetime: 'datetime',
  acknowledge: 'acknowledge',
  trigger: 'acknowledge',
  note: 'note',
  geopoint: 'place',
  gps: 'place',
  location: 'place',
  geotrace: 'place',
  geoshape: 'place',
  image: 'media',
  photo: 'media',
  audio: 'media',
  video: 'media',
  file: 'media',
  barcode: 'barcode',
  'add text prompt': 'text',
  'add integer prompt': 'integer',
  'add decimal prompt': 'decimal',
  'add date prompt': 'date',
  'add note prompt': 'note',
};

const metadata = new Set([
  'start',
  'end',
  'today',
  'deviceid',
  'username',
  'phonenumber',
  'email',
  'subscriberid',
  'simserial',
  'imei',
  'start-geopoint',
  'audit',
  'background-audio',
]);

const selects: readonly (readonly [RegExp, ItemKind])[] = [
  [/^(?:add )?(?:select_one|select one|select1)(?: prompt)?(?: using| from)? (.+)$/i, 'select_one'],
  [
    /^(?:add )?(?:select_multiple|select multiple|select all that apply)(?: prompt)?(?: using| from)? (.+)$/i,
    'select_multiple',
  ],
  [/^rank (.+)$/i, 'rank'],
];

/** Reads a `type` cell; case and doubled spaces do not matter. */
export function readRowType(cell: string): RowType {
  const text = cell.trim().replace(/\s+/g, ' ');
  const lower = text.toLowerCase();
  const block = /^(begin|end)[ _](group|repeat|loop)(?: over (.+))?$/.exec(lower);
  if (block) return { kind: block[1] === 'begin' ? 'begin' : 'end', block: blockOf(block[2]) };
  const file = /^select_(?:one|multiple)_from_file (\S+)$/i.exec(text)?.[1];
  if (file) return { kind: 'from-file', file };
  const item = items[lower];
  if (item) return { kind: 'item', item };
  if (metadata.has(lower)) return { kind: 'metadata' };
  if (lower === 'calculate') return { kind: 'calculate' };
  if (/^hidden( \w+)?$/.test(lower)) return { kind: 'hidden' };
  return readSelect(text);
}

const blockOf = (word: string | undefined): Block =>
  word === 'repeat' || word === 'loop' ? word : 'group';

function readSelect(text: string): RowType {
  for (const [pattern, item] of selects) {
    const rest = pattern.exec(text)?.[1];
    if (rest === undefined) continue;
    const orOther = / or[_ ](?:specify )?other$/i.test(rest);
    const list = rest.replace(/ or[_ ](?:specify )?other$/i, '').trim();
    return { kind: 'item', item, list, ...(orOther ? { orOther } : {}) };
  }
  return { kind: 'unknown' };
}
