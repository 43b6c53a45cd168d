/** Why a file cannot be read at all; words: `refusal.<code>` in the catalogue `losses`. */
export const refusalCodes = [
  'unreadable',
  'empty',
  'damaged',
  'locked',
  'too-large',
  'no-table',
  'irregular',
  'encoding',
  'no-columns',
  'no-version',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** The message is one plain sentence that people may see: it holds no cell of the file. */
export class FileRefusal extends Error {
  override readonly name = 'FileRefusal';
  readonly code: RefusalCode;

  constructor(code: RefusalCode, sentence: string) {
    super(sentence);
    this.code = code;
  }
}
