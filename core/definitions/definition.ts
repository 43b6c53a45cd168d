/**
 * A definition is SurveyJS JSON in a closed subset that we can analyse, translate, export and keep safe. These types
 * describe what the other rooms read of it; what lies outside is refused by the publish gate, never ignored.
 * Our own properties start with `ln`.
 */
import type { LocalizedText } from '#core/kernel/localized-text.ts';

export type ItemClass = 'identifier' | 'quasi' | 'sensitive' | 'free-text' | 'neutral';
export type Measure = 'nominal' | 'ordinal+' | 'ordinal-' | 'interval' | 'count';

/** A text as definitions hold it: one string (in the default language) or one text a language. */
export type DefinitionText = string | LocalizedText;
export type ChoiceValue = string | number | boolean;

export interface Choice {
  readonly value: ChoiceValue;
  readonly text?: DefinitionText;
  readonly visibleIf?: string;
  /** Choosing it clears the others, and others clear it. */
  readonly isExclusive?: boolean;
  readonly [property: string]: unknown;
}

export interface Validator {
  readonly type: 'numeric' | 'text' | 'answercount' | 'regex' | 'email' | 'expression';
  readonly text?: DefinitionText;
  readonly [property: string]: unknown;
}

/** What every element may carry. Index signature: SurveyJS has many more properties; the gate knows which. */
export interface Item {
  readonly type: string;
  readonly name: string;
  readonly title?: DefinitionText;
  readonly description?: DefinitionText;
  readonly visibleIf?: string;
  readonly isRequired?: boolean;
  readonly requiredIf?: string;
  readonly inputType?: string;
  readonly choices?: readonly (ChoiceValue | Choice)[];
  readonly validators?: readonly Validator[];
  readonly elements?: readonly Item[];
  readonly templateElements?: readonly Item[];
  /** What reports understand it as: demographic, site, topic-demand, need, … */
  readonly lnRole?: string;
  readonly lnClass?: ItemClass;
  readonly lnMeasure?: Measure;
  /** Codes that mean don't know, refused or not applicable. */
  readonly lnMissing?: readonly ChoiceValue[];
  /** Short report label, a lower-case noun phrase per language. */
  readonly lnLabel?: DefinitionText;
  /** Short report labels of answers: code → text per language. */
  readonly lnChoiceLabels?: Readonly<Record<string, DefinitionText>>;
  /** Codes that count as a problem in the key-finding score. */
  readonly lnProblem?: readonly ChoiceValue[];
  /** Original XLSForm cells, for lossless export. */
  readonly lnXls?: unknown;
  readonly [property: string]: unknown;
}

export interface Page {
  readonly name: string;
  readonly title?: DefinitionText;
  readonly description?: DefinitionText;
  readonly visibleIf?: string;
  readonly elements?: readonly Item[];
  readonly [property: string]: unknown;
}

export interface CalculatedValue {
  readonly name: string;
  readonly expression: string;
  readonly includeIntoResult?: boolean;
  readonly [property: string]: unknown;
}

export interface Definition {
  readonly title?: DefinitionText;
  readonly description?: DefinitionText;
  /** The default language; absent means English, as in SurveyJS. */
  readonly locale?: string;
  readonly pages: readonly Page[];
  readonly calculatedValues?: readonly CalculatedValue[];
  readonly clearInvisibleValues?: 'onHiddenContainer';
  /** At a kiosk, what somebody had answered who walked away is sent as a partial response; else it is forgotten. */
  readonly lnKeepAbandoned?: boolean;
  readonly [property: string]: unknown;
}
