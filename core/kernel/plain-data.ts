/**
 * The guard in front of everything that comes from outside as JSON: it finds what a database would refuse, change or
 * choke on, before anything else looks at the data. A key that stands twice in the text counts once, with its last
 * value, as JSON.parse has it.
 */
export type PlainFaultCode =
  | 'too-deep'
  | 'nul'
  | 'lone-surrogate'
  | 'number-not-finite'
  | 'number-unsafe'
  | 'forbidden-key'
  | 'too-many-keys'
  | 'text-too-long';

export interface PlainFault {
  readonly code: PlainFaultCode;
  /** RFC 6901, from the value that was examined. */
  readonly pointer: string;
}

/** Containers inside each other, keys an object, UTF-16 units a text. */
export const plainLimits = { depth: 32, keys: 2_000, text: 20_000 } as const;

/** What cannot be kept as it is on both databases, in JSON and in a hash. The rest is kept, but does not fit. */
const unkeepable: ReadonlySet<PlainFaultCode> = new Set([
  'too-deep',
  'nul',
  'lone-surrogate',
  'number-not-finite',
  'number-unsafe',
]);
export const isUnkeepable = (fault: PlainFault): boolean => unkeepable.has(fault.code);

/** Enough to explain a refusal; an attacker's ten thousand faults are not worth listing. */
const faultsListed = 20;

// With the `u` flag only surrogates without their other half match.
const loneSurrogate = /[\ud800-\udfff]/u;

/**
 * Faults of a parsed JSON value, in document order, at most 20. It never descends deeper than the limit, so that no
 * input, however deep, can exhaust the stack.
 */
export function plainFaults(value: unknown): readonly PlainFault[] {
  const faults: PlainFault[] = [];
  examine(value, 1, () => '', faults);
  return faults;
}

/** @param at the pointer, worked out only where a fault is found. */
function examine(value: unknown, depth: number, at: () => string, faults: PlainFault[]): void {
  if (faults.length >= faultsListed) return;
  if (typeof value === 'string') {
    examineText(value, at, faults);
    if (value.length > plainLimits.text) faults.push({ code: 'text-too-long', pointer: at() });
  } else if (typeof value === 'number') {
    if (!Number.isFinite(value)) faults.push({ code: 'number-not-finite', pointer: at() });
    else if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
      faults.push({ code: 'number-unsafe', pointer: at() });
    }
  } else if (typeof value === 'object' && value !== null) {
    if (depth > plainLimits.depth) faults.push({ code: 'too-deep', pointer: at() });
    else if (Array.isArray(value)) {
      value.forEach((inner, index) => {
        examine(inner, depth + 1, () => `${at()}/${index}`, faults);
      });
    } else examineObject(value, depth, at, faults);
  }
}

function examineObject(value: object, depth: number, at: () => string, faults: PlainFault[]): void {
  const entries = Object.entries(value);
  if (entries.length > plainLimits.keys) faults.push({ code: 'too-many-keys', pointer: at() });
  for (const [key, inner] of entries) {
    const here = () => `${at()}/${pointerPart(key)}`;
    if (key === '__proto__') faults.push({ code: 'forbidden-key', pointer: here() });
    examineText(key, at, faults);
    examine(inner, depth + 1, here, faults);
  }
}

function examineText(text: string, at: () => string, faults: PlainFault[]): void {
  if (text.includes('\0')) faults.push({ code: 'nul', pointer: at() });
  if (loneSurrogate.test(text)) faults.push({ code: 'lone-surrogate', pointer: at() });
}

/** One step of a pointer, escaped. */
export const pointerPart = (key: string | number): string =>
  String(key).replaceAll('~', '~0').replaceAll('/', '~1');

/** A pointer from its steps: `['answers', 'a/b', 0]` → `/answers/a~1b/0`. */
export const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((key) => `/${pointerPart(String(key))}`).join('');
