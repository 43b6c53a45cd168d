/**
 * survey-core leaves many meetings of unlike values to JavaScript's own coercions, so these are the semantics here. The
 * type system rightly forbids them everywhere else: every cast in this file exists only to let JavaScript decide.
 */
type Coercible = string & number;

export const addLoosely = (left: unknown, right: unknown): unknown =>
  (left as Coercible) + (right as Coercible);
export const subtractLoosely = (left: unknown, right: unknown): number =>
  (left as Coercible) - (right as Coercible);
export const multiplyLoosely = (left: unknown, right: unknown): number =>
  (left as Coercible) * (right as Coercible);
export const divideLoosely = (left: unknown, right: unknown): number =>
  (left as Coercible) / (right as Coercible);
export const remainderLoosely = (left: unknown, right: unknown): number =>
  (left as Coercible) % (right as Coercible);
export const powerLoosely = (left: unknown, right: unknown): number =>
  (left as Coercible) ** (right as Coercible);
export const isLess = (left: unknown, right: unknown): boolean =>
  (left as Coercible) < (right as Coercible);
export const isMore = (left: unknown, right: unknown): boolean =>
  (left as Coercible) > (right as Coercible);
// biome-ignore lint/suspicious/noDoubleEquals: loose equality is what survey-core asks for here.
export const equalsLoosely = (left: unknown, right: unknown): boolean => left == right;
/** As the global `isNaN`: whether JavaScript reads no number. */
export const readsAsNaN = (value: unknown): boolean => Number.isNaN(Number(value));
/** No radix: JavaScript then reads `0x1F` as hexadecimal. */
// biome-ignore lint/correctness/useParseIntRadix: survey-core passes none.
export const parseIntLoosely = (value: unknown): number => Number.parseInt(value as Coercible);
export const parseFloatLoosely = (value: unknown): number => Number.parseFloat(value as Coercible);

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
