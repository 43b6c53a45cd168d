/**
 * Every kind of problem that the publish gate can name, every mend that it offers, every hint about plain language.
 * Programs rely on them; people read `gate.<code>`, `gate.mend.<code>` and `gate.hint.<code>` of the catalogues.
 */
export const gateCodes = [
  // the document
  'structure-invalid',
  'document-fault',
  'document-too-large',
  'items-none',
  'items-too-many',
  'page-long',
  'page-empty',
  'survey-long',
  'too-deep',
  'copies-too-many',
  'bounds-crossed',
  // the closed subset
  'type-unknown',
  'input-unknown',
  'property-unknown',
  'property-refused',
  'setting-dead',
  'checker-warns',
  'validator-unknown',
  'address-refused',
  'address-in-text',
  'markup-in-text',
  'pattern-refused',
  'pattern-too-long',
  // names and codes
  'name-invalid',
  'name-duplicate',
  'choices-empty',
  'choices-source',
  'choices-too-many',
  'choice-invalid',
  'choice-duplicate',
  'choice-ambiguous',
  'column-dropped',
  'rows-begin',
  'sites-none',
  // how expressions are written
  'expression-invalid',
  'expression-unfinished',
  'expression-bracket',
  'expression-null',
  'expression-bare',
  'expression-joins',
  'expression-too-long',
  'kinds-differ',
  'branches-differ',
  'date-misused',
  'date-stored',
  'date-unreadable',
  'date-months',
  'function-unknown',
  'function-clock',
  'function-unclear',
  // what they speak of
  'reference-unknown',
  'reference-forward',
  'reference-cycle',
  'reference-own',
  'reference-unclear',
  'reference-hidden',
  'calculation-locked',
  'calculation-hidden',
  'code-unknown',
  'never-shown',
  'choice-never-shown',
  'carried-empty',
  'cannot-go-on',
  'condition-always',
  'default-not-offered',
  'text-reference-unknown',
  // meaning
  'title-missing',
  'title-telling',
  'translation-missing',
  'default-text-missing',
  'translation-unsigned',
  'class-missing',
  'class-unknown',
  'measure-missing',
  'measure-unknown',
  'role-missing',
  'consent-missing',
  'unique-misplaced',
  'unique-unknown',
  'unique-twice',
  'client-code-anonymous',
] as const;

export const mendCodes = [
  'rename',
  'recode',
  'split-page',
  'remove-property',
  'remove-choice',
  'remove-condition',
  'remove-text',
  'set-class',
  'set-measure',
  'add-bracket',
  'use-empty',
  'use-today',
  'compare-true',
  'ask-whether-answered',
  'correct-name',
  'correct-code',
  'move-after',
  'swap-bounds',
  'lower',
  'begin-empty',
  'copy-text',
  'sign-off',
  'strip-markup',
  'show-name-plainly',
] as const;

export const hintCodes = [
  'long-sentence',
  'two-questions',
  'double-negation',
  'leading',
  'jargon',
  'stigma',
  'many-choices',
  'unbalanced-scale',
  'no-way-out',
] as const;

export type GateCode = (typeof gateCodes)[number];
export type MendCode = (typeof mendCodes)[number];
export type HintCode = (typeof hintCodes)[number];

/** What fills the slots of a sentence: names, codes, numbers; `language` is a tag, which screens call by its name. */
export type GateParams = Readonly<Record<string, string | number>>;

const known: ReadonlySet<string> = new Set(gateCodes);
export const isGateCode = (code: string): code is GateCode => known.has(code);
const knownMends: ReadonlySet<string> = new Set(mendCodes);
export const isMendCode = (code: string): code is MendCode => knownMends.has(code);
