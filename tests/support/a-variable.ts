import type { Category, Variable, VariableType } from '#core/definitions/variable.ts';

/** A variable of which only name, type and categories matter. */
export const aVariable = (
  name: string,
  type: VariableType,
  categories?: readonly Category[],
  rest: Partial<Variable> = {},
): Variable => ({
  name,
  item: name,
  path: [name],
  label: { en: name },
  type,
  measure: null,
  multi: type === 'multi',
  ...(categories && { categories }),
  missingCodes: [],
  problemCodes: [],
  class: null,
  role: null,
  page: 'page1',
  groups: [],
  ...rest,
});

/** One category a letter. */
export const codes = (letters: string): readonly Category[] =>
  [...letters].map((value) => ({ value, label: { en: value.toUpperCase() } }));
