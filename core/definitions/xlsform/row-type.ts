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
  | 'line'
  | 'area'
  | 'media'
  | 'barcode';

export type Block = 'group' | 'repeat' | 'loop';
/** Blocks that KoboToolbox writes into its XLSForms and takes apart itself. */
export type KoboBlock = 'kobomatrix' | 'score' | 'rank';

export type RowType =
  | { readonly kind: 'begin'; readonly block: Block; readonly list?: string }
  | { readonly kind: 'end'; readonly block: Block }
  | { readonly kind: 'kobo-begin' | 'kobo-end'; readonly block: KoboBlock }
  | { readonly kind: 'kobo-row'; readonly block: KoboBlock }
  | {
      readonly kind: 'item';
      readonly item: ItemKind;
      readonly list?: string;
      readonly orOther?: boolean;
      /** The list is in the sheet `external_choices`. */
      readonly isExternal?: boolean;
      /** What the type itself demands of an answer. */
      readonly constraint?: string;
    }
  | { readonly kind: 'metadata' | 'calculate' | 'hidden' }
  | { readonly kind: 'from-file'; readonly item: ItemKind; readonly file: string }
  /** Data that other rows look things up in. */
  | { readonly kind: 'data-file' }
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
  'date time': 'datetime',
  acknowledge: 'acknowledge',
  trigger: 'acknowledge',
  note: 'note',
  geopoint: 'place',
  gps: 'place',
  location: 'place',
  geotrace: 'line',
  geoshape: 'area',
  image: 'media',
  photo: 'media',
  picture: 'media',
  audio: 'media',
  video: 'media',
  file: 'media',
  barcode: 'barcode',
};

/** Types with a demand of their own. Source: pyxform's dictionary of types. */
const demanding: Readonly<Record<string, { item: ItemKind; constraint: string }>> = {
  percentage: { item: 'integer', constraint: '0 <= . and . <= 100' },
  'phone number': { item: 'text', constraint: "regex(., '^\\d*$')" },
  'number of days in last month': { item: 'integer', constraint: '0 <= . and . <= 31' },
  'number of days in last six months': { item: 'integer', constraint: '0 <= . and . <= 183' },
  'number of days in last year': { item: 'integer', constraint: '0 <= . and . <= 365' },
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
  'background-geopoint',
]);
const metadataWords: Readonly<Record<string, string>> = {
  'start time': 'start',
  'end time': 'end',
  'get start time': 'start',
  'get end time': 'end',
  'get today': 'today',
  'device id': 'deviceid',
  'get device id': 'deviceid',
  'sim id': 'simserial',
  'get sim id': 'simserial',
  'subscriber id': 'subscriberid',
  'get subscriber id': 'subscriberid',
  'get phone number': 'phonenumber',
};

/** Which clock or device a metadata row asks for: `get start time`, `uri:deviceid`, `today`. */
export function metadataKind(type: string): string | undefined {
  const word = plain(type).toLowerCase();
  const known = metadataWords[word] ?? word.replace(/^uri:/, '');
  return metadata.has(known) ? known : undefined;
}

const selects: readonly (readonly [RegExp, ItemKind])[] = [
  [
    /^(?:add )?(?:select_one|select one|select1|q select1)(?: prompt)?(?: using| from)? (.+)$/i,
    'select_one',
  ],
  [
    /^(?:add )?(?:select_multiple|select multiple|select all that apply|q select)(?: prompt)?(?: using| from)? (.+)$/i,
    'select_multiple',
  ],
  [/^rank (.+)$/i, 'rank'],
];

const plain = (cell: string): string => cell.trim().replace(/\s+/g, ' ');

/** Reads a `type` cell; case and doubled spaces do not matter. */
export function readRowType(cell: string): RowType {
  const text = plain(cell);
  const lower = text.toLowerCase();
  const block = readBlock(text);
  if (block) return block;
  const external = /^select(?:_| )one(?:_| )external (\S+)$/i.exec(text)?.[1];
  if (external) return { kind: 'item', item: 'select_one', list: external, isExternal: true };
  const [, many, file] = /^select[_ ](one|multiple)[_ ]from[_ ]file (\S+)/i.exec(text) ?? [];
  if (many && file) {
    const item = many.toLowerCase() === 'one' ? 'select_one' : 'select_multiple';
    return { kind: 'from-file', item, file };
  }
  const demand = demanding[lower];
  if (demand) return { kind: 'item', ...demand };
  const item = items[lower] ?? items[lower.replace(/^(?:q |add )|(?: prompt)$/g, '')];
  if (item) return { kind: 'item', item };
  if (metadataKind(text)) return { kind: 'metadata' };
  if (/^(?:add |q )?calculate(?: prompt)?$/.test(lower)) return { kind: 'calculate' };
  if (/^hidden( \w+)?$/.test(lower)) return { kind: 'hidden' };
  if (lower === 'csv-external' || lower === 'xml-external') return { kind: 'data-file' };
  return readSelect(text);
}

function readBlock(text: string): RowType | undefined {
  const lower = text.toLowerCase();
  const kobo = /^(begin|end)[ _](kobomatrix|score|rank)$/.exec(lower);
  if (kobo) {
    const kind = kobo[1] === 'begin' ? 'kobo-begin' : 'kobo-end';
    return { kind, block: koboBlock(kobo[2]) };
  }
  const koboRow = /^(score|rank)__(?:row|level)$/.exec(lower);
  if (koboRow) return { kind: 'kobo-row', block: koboBlock(koboRow[1]) };
  const block =
    /^(begin|end)[ _](group|repeat|loop|lgroup|looped group)(?:(?: over)? (\S+))?$/i.exec(text);
  if (!block) return undefined;
  const kind = blockOf(block[2]?.toLowerCase());
  if (block[1]?.toLowerCase() === 'end') return { kind: 'end', block: kind };
  return { kind: 'begin', block: kind, ...(block[3] ? { list: block[3] } : {}) };
}

const koboBlock = (word: string | undefined): KoboBlock =>
  word === 'score' || word === 'rank' ? word : 'kobomatrix';

function blockOf(word: string | undefined): Block {
  if (word === 'loop') return 'loop';
  return word === 'group' ? 'group' : 'repeat';
}

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

/** The spellings that pyxform takes; it minds case. */
const strictTypes = new Set(
  (
    'acknowledge|audio|audit|background-audio|background-geopoint|barcode|calculate|csv-external|date|date time|dateTime|' +
    'datetime|decimal|device id|deviceid|email|end|end time|file|geopoint|geoshape|geotrace|get device id|get end time|' +
    'get phone number|get sim id|get start time|get subscriber id|get today|gps|hidden|image|imei|int|integer|location|' +
    'note|number of days in last month|number of days in last six months|number of days in last year|osm|percentage|' +
    'phone number|phonenumber|photo|range|rank|sim id|simserial|start|start time|start-geopoint|string|subscriber id|' +
    'subscriberid|text|time|today|trigger|username|video|xml-external'
  ).split('|'),
);
const strictPatterns = [
  /^(?:add select one prompt using|add select multiple prompt using|select all that apply from|select one from|select1|select_one|select one|select_multiple|select all that apply|select_one_external|rank) \S+(?: (?:or specify other|or_other|or other))?$/,
  /^(?:select_one_from_file|select_multiple_from_file|select one from file|select multiple from file|osm) \S/,
  /^(?:begin|end)[\s_](?:group|lgroup|repeat|loop|looped group)\b/,
  /^(?:q|add) [a-zA-Z1 ]+$/,
  /^uri:/,
];

/** Whether pyxform knows the type as it is written; it is strict where we are not. */
export function isStrictlySpelled(cell: string): boolean {
  const text = plain(cell);
  return strictTypes.has(text) || strictPatterns.some((pattern) => pattern.test(text));
}
