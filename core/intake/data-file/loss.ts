/**
 * What a file of responses says that could not be taken into the survey, cell by cell. A loss never carries the answer:
 * row and column are enough for whoever has the file. Sentences: `loss.<code>` in the catalogue `losses`.
 */
export const lossCodes = [
  // the file
  'sheet-unknown',
  'column-unknown',
  'column-repeated',
  'id-missing',
  'version-unknown',
  // a row
  'cells-uneven',
  'row-cut',
  'header-again',
  'parent-unknown',
  'response-repeated',
  'response-conflict',
  'client-exists',
  'answers-unfit',
  'response-unkeepable',
  // a cell
  'code-unlisted',
  'choice-columns-differ',
  'mark-unreadable',
  'number-unreadable',
  'date-unreadable',
  'date-ambiguous',
  'time-unreadable',
  'text-unreadable',
  'line-break-joined',
] as const;
export type LossCode = (typeof lossCodes)[number];

export interface Loss {
  /** Where the file has several. */
  readonly sheet?: string;
  /** As people count it: the header is row 1. Absent where a column, or the file as a whole, is meant. */
  readonly row?: number;
  readonly column?: string;
  readonly code: LossCode;
  /** Slots of the sentence: counts and short codes. */
  readonly params?: Readonly<Record<string, string | number>>;
}
