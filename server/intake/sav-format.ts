/**
 * The system file of SPSS (.sav), as PSPP documents it: a dictionary and compressed cases, in UTF-8. Written as a
 * stream; only what R (haven, foreign), PSPP and SPSS need to show labels, missing values and sets of many answers.
 */

export interface SavVariable {
  /** A valid name, unique without regard to case, at most 64 bytes. */
  readonly name: string;
  readonly label: string;
  /** Bytes of a text; 0 for a number. */
  readonly width: number;
  readonly labels: readonly (readonly [value: string | number, label: string])[];
  /** At most three; of numbers and of texts of at most 8 bytes. */
  readonly missing: readonly (string | number)[];
  readonly measure: 'nominal' | 'ordinal' | 'scale';
  readonly format?: 'date' | 'datetime';
}

export interface SavSet {
  readonly name: string;
  readonly label: string;
  /** Names of 0/1 variables. */
  readonly variables: readonly string[];
}

/** A piece of a text variable: longer ones than 255 bytes are kept in several. */
interface Segment {
  readonly variable: number;
  readonly width: number;
  readonly short: string;
  readonly isFirst: boolean;
}

/** The text in UTF-8, cut between characters. */
function cut(text: string, bytes: number): Buffer {
  const all = Buffer.from(text, 'utf8');
  if (all.length <= bytes) return all;
  let end = bytes;
  while (end > 0 && ((all[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return all.subarray(0, end);
}

class Writer {
  private readonly parts: Buffer[] = [];

  int(...values: readonly number[]): this {
    for (const value of values) {
      const bytes = Buffer.alloc(4);
      bytes.writeInt32LE(value);
      this.parts.push(bytes);
    }
    return this;
  }

  double(...values: readonly number[]): this {
    for (const value of values) {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleLE(value);
      this.parts.push(bytes);
    }
    return this;
  }

  text(text: string, width: number): this {
    const bytes = Buffer.alloc(width, 32);
    cut(text, width).copy(bytes);
    this.parts.push(bytes);
    return this;
  }

  raw(bytes: Uint8Array): this {
    this.parts.push(Buffer.from(bytes));
    return this;
  }

  bytes(): Buffer {
    return Buffer.concat(this.parts);
  }
}

/** Space for a long text is set aside in steps of 252 bytes, and filled in steps of 255: so does SPSS. */
const segmentSpace = 252;
const segmentContent = 255;

function segmentsOf(variables: readonly SavVariable[]): readonly Segment[] {
  return variables.flatMap(({ width }, variable): readonly Segment[] => {
    const short = `V${variable + 1}`;
    if (width <= 255) return [{ variable, width, short, isFirst: true }];
    const count = Math.ceil(width / segmentSpace);
    return Array.from({ length: count }, (_, index) => ({
      variable,
      width: index < count - 1 ? segmentContent : width - segmentSpace * (count - 1),
      short: index === 0 ? short : `${short.slice(0, 5)}_${index.toString(36).toUpperCase()}`,
      isFirst: index === 0,
    }));
  });
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const measures = { nominal: 1, ordinal: 2, scale: 3 } as const;

export interface SavFile {
  readonly title: string;
  readonly madeAt: Date;
  /** Cases that follow. */
  readonly cases: number;
  readonly variables: readonly SavVariable[];
  readonly sets: readonly SavSet[];
}

/** Everything before the cases. */
export function savDictionary({ title, madeAt, cases, variables, sets }: SavFile): Buffer {
  const segments = segmentsOf(variables);
  const places = placesOf(variables, segments);
  const total = segments.reduce((sum, { width }) => sum + slots(width), 0);
  const writer = new Writer();
  const day = `${String(madeAt.getUTCDate()).padStart(2, '0')} ${months[madeAt.getUTCMonth()]} ${String(madeAt.getUTCFullYear()).slice(2)}`;
  writer
    .text('$FL2', 4)
    .text('@(#) SPSS DATA FILE Lang Nghe', 60)
    .int(2, total, 1, 0, cases)
    .double(100)
    .text(day, 9)
    .text(madeAt.toISOString().slice(11, 19), 8)
    .text(title, 64)
    .raw(new Uint8Array(3));
  for (const segment of segments) writeVariable(writer, segment, variables);
  writeShortLabels(writer, variables, places);
  writer.int(7, 3, 4, 8, 1, 0, 0, -1, 1, 1, 2, 65001);
  const lowest = -1.7976931348623155e308;
  writer.int(7, 4, 8, 3).double(-Number.MAX_VALUE, Number.MAX_VALUE, lowest);
  writeSets(writer, sets, variables);
  writer.int(7, 11, 4, segments.length * 3);
  for (const { variable, width } of segments) {
    const measure = measures[variables[variable]?.measure ?? 'nominal'];
    writer.int(measure, Math.min(width || 8, 40), width === 0 ? 1 : 0);
  }
  const names = variables.map(({ name }, index) => `V${index + 1}=${name}`);
  writeExtension(writer, 13, Buffer.from(names.join('\t')));
  const long = variables.flatMap(({ width }, index) =>
    width > 255 ? [`V${index + 1}=${String(width).padStart(5, '0')}\0\t`] : [],
  );
  if (long.length > 0) writeExtension(writer, 14, Buffer.from(long.join('')));
  writeLongLabels(writer, variables);
  writeExtension(writer, 20, Buffer.from('UTF-8'));
  return writer.int(999, 0).bytes();
}

const slots = (width: number): number => (width === 0 ? 1 : Math.ceil(width / 8));

/** Of each variable the place of its first slot, counted from 1. */
function placesOf(
  variables: readonly SavVariable[],
  segments: readonly Segment[],
): readonly number[] {
  const places: number[] = new Array(variables.length).fill(0);
  let next = 1;
  for (const { variable, width, isFirst } of segments) {
    if (isFirst) places[variable] = next;
    next += slots(width);
  }
  return places;
}

const formats = { date: (20 << 16) | (11 << 8), datetime: (22 << 16) | (20 << 8) } as const;

function writeVariable(
  writer: Writer,
  { variable, width, short, isFirst }: Segment,
  variables: readonly SavVariable[],
): void {
  const held = variables[variable];
  if (!held) return;
  const format =
    width > 0
      ? (1 << 16) | (Math.min(width, 255) << 8)
      : held.format
        ? formats[held.format]
        : (5 << 16) | (8 << 8) | (held.measure === 'scale' ? 2 : 0);
  const isShort = width === 0 || (held.width <= 8 && isFirst);
  const missing = isShort && isFirst ? held.missing.slice(0, 3) : [];
  const hasLabel = isFirst && held.label !== '';
  writer.int(2, width, hasLabel ? 1 : 0, missing.length, format, format).text(short, 8);
  if (hasLabel) {
    const label = cut(held.label, 255);
    writer
      .int(label.length)
      .raw(label)
      .raw(Buffer.alloc((4 - (label.length % 4)) % 4, 32));
  }
  for (const one of missing) {
    if (typeof one === 'number') writer.double(one);
    else writer.text(one, 8);
  }
  for (let more = 1; more < slots(width); more++) {
    writer.int(2, -1, 0, 0, 0, 0).text('', 8);
  }
}

/** Of numbers, and of texts that fit into one slot. */
function writeShortLabels(
  writer: Writer,
  variables: readonly SavVariable[],
  places: readonly number[],
): void {
  for (const [index, { labels, width }] of variables.entries()) {
    if (labels.length === 0 || width > 8) continue;
    writer.int(3, labels.length);
    for (const [value, label] of labels) {
      if (typeof value === 'number') writer.double(value);
      else writer.text(value, 8);
      const text = cut(label, 120);
      writer
        .raw(Uint8Array.of(text.length))
        .raw(text)
        .raw(Buffer.alloc((8 - ((text.length + 1) % 8)) % 8, 32));
    }
    writer.int(4, 1, places[index] ?? 1);
  }
}

function writeExtension(writer: Writer, kind: number, bytes: Uint8Array): void {
  writer.int(7, kind, 1, bytes.length).raw(bytes);
}

function writeSets(
  writer: Writer,
  sets: readonly SavSet[],
  variables: readonly SavVariable[],
): void {
  if (sets.length === 0) return;
  const shortOf = new Map(variables.map(({ name }, index) => [name, `v${index + 1}`]));
  const lines = sets.map(({ name, label, variables: within }) => {
    const text = cut(label, 255);
    const shorts = within.map((one) => shortOf.get(one)).join(' ');
    return `$${name}=D1 1 ${text.length} ${text.toString('utf8')} ${shorts}\n`;
  });
  writeExtension(writer, 7, Buffer.from(lines.join('')));
}

function writeLongLabels(writer: Writer, variables: readonly SavVariable[]): void {
  const long = variables.filter(({ width, labels }) => width > 8 && labels.length > 0);
  if (long.length === 0) return;
  const inner = new Writer();
  for (const { name, width, labels } of long) {
    const bytes = Buffer.from(name);
    inner.int(bytes.length).raw(bytes).int(width, labels.length);
    for (const [value, label] of labels) {
      const text = cut(label, 120);
      inner.int(width).text(String(value), width).int(text.length).raw(text);
    }
  }
  writeExtension(writer, 21, inner.bytes());
}

/** Cases by bytecode: eight commands, then what they stand for. */
export function savCases(variables: readonly SavVariable[]) {
  const segments = segmentsOf(variables);
  let commands: number[] = [];
  let values: Buffer[] = [];
  let ready: Buffer[] = [];
  const put = (command: number, value?: Buffer): void => {
    commands.push(command);
    if (value) values.push(value);
    if (commands.length < 8) return;
    ready.push(Buffer.from(commands), ...values);
    commands = [];
    values = [];
  };
  const putNumber = (value: number | null): void => {
    if (value === null || !Number.isFinite(value)) put(255);
    else if (Number.isInteger(value) && value > -100 && value < 152) put(value + 100);
    else {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleLE(value);
      put(253, bytes);
    }
  };
  const putText = (text: Buffer, width: number): void => {
    for (let from = 0; from < slots(width) * 8; from += 8) {
      const piece = text.subarray(from, Math.min(from + 8, width));
      if (piece.length === 0) put(254);
      else {
        const bytes = Buffer.alloc(8, 32);
        piece.copy(bytes);
        put(253, bytes);
      }
    }
  };
  return {
    /** Values in the order of the variables. */
    add(row: readonly (string | number | null)[]): void {
      let within = 0;
      for (const { variable, width, isFirst } of segments) {
        const value = row[variable] ?? null;
        if (width === 0) {
          putNumber(typeof value === 'number' ? value : null);
          continue;
        }
        within = isFirst ? 0 : within + 1;
        const whole = variables[variable]?.width ?? width;
        const text = cut(value === null ? '' : String(value), whole);
        const from = within * segmentContent;
        putText(text.subarray(from, from + Math.min(segmentContent, width)), width);
      }
    },
    /** What is complete so far. */
    take(): Buffer {
      const out = Buffer.concat(ready);
      ready = [];
      return out;
    },
    end(): void {
      while (commands.length > 0) put(0);
    },
  };
}
