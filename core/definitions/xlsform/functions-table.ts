/**
 * Which XPath functions we can say: the registered function that computes it, what it gives, how many parameters it
 * takes. A function that is not here keeps its row from being computed, and the import says so.
 */
export type ResultType = 'boolean' | 'number' | 'text' | 'value' | 'nodes';

export interface KnownFunction {
  readonly name: string;
  readonly result: ResultType;
  readonly least: number;
  readonly most: number;
}

const known = (name: string, result: ResultType, least: number, most = least): KnownFunction => ({
  name,
  result,
  least,
  most,
});
const many = Number.POSITIVE_INFINITY;

export const knownFunctions: Readonly<Record<string, KnownFunction>> = {
  boolean: known('x_bool', 'boolean', 1),
  'boolean-from-string': known('x_boolFromText', 'boolean', 1),
  selected: known('x_selected', 'boolean', 2),
  'count-selected': known('x_countSelected', 'number', 1),
  'selected-at': known('x_selectedAt', 'text', 2),
  regex: known('x_regex', 'boolean', 2),
  string: known('x_string', 'text', 1),
  'string-length': known('x_stringLength', 'number', 1),
  concat: known('x_concat', 'text', 1, many),
  join: known('x_join', 'text', 1, many),
  substr: known('x_substr', 'text', 2, 3),
  substring: known('x_substring', 'text', 2, 3),
  'substring-before': known('x_substringBefore', 'text', 2),
  'substring-after': known('x_substringAfter', 'text', 2),
  contains: known('x_contains', 'boolean', 2),
  'starts-with': known('x_startsWith', 'boolean', 2),
  'ends-with': known('x_endsWith', 'boolean', 2),
  translate: known('x_translate', 'text', 3),
  'normalize-space': known('x_normalizeSpace', 'text', 1),
  number: known('x_number', 'number', 1),
  int: known('x_int', 'number', 1),
  floor: known('x_floor', 'number', 1),
  ceiling: known('x_ceiling', 'number', 1),
  round: known('x_round', 'number', 1, 2),
  abs: known('x_abs', 'number', 1),
  pow: known('x_pow', 'number', 2),
  sqrt: known('x_sqrt', 'number', 1),
  exp: known('x_exp', 'number', 1),
  exp10: known('x_exp10', 'number', 1),
  log: known('x_log', 'number', 1),
  log10: known('x_log10', 'number', 1),
  sin: known('x_sin', 'number', 1),
  cos: known('x_cos', 'number', 1),
  tan: known('x_tan', 'number', 1),
  asin: known('x_asin', 'number', 1),
  acos: known('x_acos', 'number', 1),
  atan: known('x_atan', 'number', 1),
  atan2: known('x_atan2', 'number', 2),
  pi: known('x_pi', 'number', 0),
  min: known('x_min', 'number', 1, many),
  max: known('x_max', 'number', 1, many),
  sum: known('x_sum', 'number', 1),
  count: known('x_count', 'number', 1),
  'count-non-empty': known('x_countNonEmpty', 'number', 1),
  today: known('x_today', 'text', 0),
  now: known('x_now', 'text', 0),
  date: known('x_date', 'text', 1),
  'date-time': known('x_dateTime', 'text', 1),
  'decimal-date-time': known('x_decimalDateTime', 'number', 1),
  'decimal-time': known('x_decimalTime', 'number', 1),
  'format-date': known('x_formatDate', 'text', 2),
  'format-date-time': known('x_formatDate', 'text', 2),
  coalesce: known('x_coalesce', 'value', 2),
  once: known('x_value', 'value', 1),
  checklist: known('x_checklist', 'boolean', 2, many),
  'weighted-checklist': known('x_weightedChecklist', 'boolean', 2, many),
};

/** Functions that take whole sets of nodes, one value for each turn of a repeat. */
export const takesNodes = new Set([
  'count',
  'count-non-empty',
  'sum',
  'min',
  'max',
  'join',
  'concat',
]);
