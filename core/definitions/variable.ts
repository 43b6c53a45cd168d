/**
 * A variable is what analysis sees. One item gives one or more: a choice item one, a matrix one a row. The codebook
 * (`codebook.ts`) makes them from a definition; everything downstream speaks of variables, never of SurveyJS types.
 */
import type { ChoiceValue, ItemClass, Measure } from '#core/definitions/definition.ts';
import type { LocalizedText } from '#core/kernel/localized-text.ts';

export type VariableType = 'choice' | 'multi' | 'rank' | 'number' | 'date' | 'boolean' | 'text';

export interface Category {
  readonly value: ChoiceValue;
  /** The answer as the respondent reads it. */
  readonly label: LocalizedText;
  /** A short noun phrase for sentences, where the definition gives one. */
  readonly shortLabel?: LocalizedText;
  readonly exclusive?: boolean;
  /** Codes that this answer had in earlier versions, as text. */
  readonly formerValues?: readonly string[];
}

export interface Variable {
  /** The item's name if unique in the definition, else `group/name`; a matrix row is `item.row`. */
  readonly name: string;
  /** The item that asks for it. */
  readonly item: string;
  /**
   * Where the answer lies in an answers object: `['sex']`, `['matrix', 'row']`. Items inside a repeated group are not
   * in the flat codebook; they have a table of their own.
   */
  readonly path: readonly string[];
  readonly label: LocalizedText;
  readonly shortLabel?: LocalizedText;
  readonly type: VariableType;
  readonly measure: Measure | null;
  readonly multi: boolean;
  readonly categories?: readonly Category[];
  /** Codes set aside as missing (don't know, refused, not applicable), as the definition says. */
  readonly missingCodes: readonly ChoiceValue[];
  readonly problemCodes: readonly ChoiceValue[];
  readonly class: ItemClass | null;
  readonly role: string | null;
  /** Title of the page or top-level group it stands in: the theme of a report section. */
  readonly theme?: LocalizedText;
  readonly page: string;
  /** Groups it stands in, outermost first, by name. */
  readonly groups: readonly string[];
  /** The block that it came with, `worker-demographics@1`: variables of one block pool over surveys. */
  readonly block?: string;
  /** What it was called in earlier versions. */
  readonly formerNames?: readonly string[];
}

/** Variables that figures are made of; free text is not. */
export const isAnalysable = (variable: Variable): boolean => variable.type !== 'text';

/** A variable that no item asks for, or that counts copies of one: its name and label are all that is said of it. */
export const bareVariable = (
  name: string,
  type: VariableType,
  measure: Measure | null,
  label: LocalizedText = {},
): Variable => ({
  name,
  item: name,
  path: [name],
  label,
  type,
  measure,
  multi: false,
  missingCodes: [],
  problemCodes: [],
  class: null,
  role: null,
  page: '',
  groups: [],
});
