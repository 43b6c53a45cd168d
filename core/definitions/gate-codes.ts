/** Every kind of problem that the publish gate can name. Screens have words for each; programs rely on them. */
export const gateCodes = [
  // the document
  'structure-invalid',
  'document-too-large',
  'items-none',
  'items-too-many',
  'page-long',
  'too-deep',
  'copies-too-many',
  'bounds-crossed',
  // the closed subset
  'type-unknown',
  'property-unknown',
  'property-refused',
  'validator-unknown',
  'address-refused',
  'markup-in-text',
  'pattern-refused',
  // names and codes
  'name-invalid',
  'name-duplicate',
  'choices-empty',
  'choices-too-many',
  'choice-invalid',
  'choice-duplicate',
  'choice-ambiguous',
  'sites-none',
  // logic
  'expression-invalid',
  'expression-unclear',
  'expression-too-long',
  'function-unknown',
  'reference-unknown',
  'reference-forward',
  'reference-cycle',
  'reference-unclear',
  'text-reference-unknown',
  // meaning
  'title-missing',
  'translation-missing',
  'class-missing',
  'class-unknown',
  'measure-missing',
  'measure-unknown',
  'role-missing',
  'consent-missing',
] as const;

export type GateCode = (typeof gateCodes)[number];

const known: ReadonlySet<string> = new Set(gateCodes);
export const isGateCode = (code: string): code is GateCode => known.has(code);
