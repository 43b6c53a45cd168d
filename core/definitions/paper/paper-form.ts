/** A survey as it is printed: what stands on the sheet, before it becomes mark-up. */

/** A text and the language it really is in. */
export interface PaperText {
  readonly text: string;
  readonly language: string;
}

export interface PaperAnswer {
  /** What is typed for it from the sheet: 1, 2, 3 in the order of the list. */
  readonly mark: string;
  readonly text: PaperText;
  /** As it is stored. */
  readonly code: string;
  /** Where to go on after it, in words. */
  readonly skip?: string;
  /** There is a line beside it, to write on. */
  readonly isWritten: boolean;
}

export type PaperBody =
  | { readonly kind: 'answers'; readonly isMany: boolean; readonly answers: readonly PaperAnswer[] }
  | { readonly kind: 'ranks'; readonly answers: readonly PaperAnswer[] }
  | {
      readonly kind: 'scale';
      readonly answers: readonly PaperAnswer[];
      readonly ends: readonly (PaperText | undefined)[];
    }
  | { readonly kind: 'lines'; readonly count: number }
  /** Boxes for single signs, with a fixed sign between the groups: a date, a time, a number. */
  | { readonly kind: 'boxes'; readonly groups: readonly number[]; readonly between: string }
  /** One mark a row. */
  | {
      readonly kind: 'grid';
      readonly columns: readonly PaperAnswer[];
      readonly rows: readonly { readonly number: string; readonly text: PaperText }[];
    }
  /** Cells to write in; what may be written stands under the head of its column. */
  | {
      readonly kind: 'table';
      readonly columns: readonly {
        readonly text: PaperText;
        readonly answers: readonly PaperAnswer[];
      }[];
      readonly rows: readonly (PaperText | undefined)[];
    }
  | {
      readonly kind: 'texts';
      readonly rows: readonly { readonly number: string; readonly text: PaperText }[];
    };

export type PaperBlock =
  | {
      readonly kind: 'section';
      readonly level: 1 | 2;
      readonly title?: PaperText;
      readonly description?: PaperText;
      readonly condition?: string;
    }
  | {
      readonly kind: 'note';
      readonly text: PaperText;
      readonly condition?: string;
      readonly joins?: true;
    }
  | {
      readonly kind: 'question';
      readonly name: string;
      readonly number: string;
      readonly title: PaperText;
      readonly description?: PaperText;
      readonly isRequired: boolean;
      /** For whom it is, in words. */
      readonly condition?: string;
      /** It is for those for whom the block before it is. */
      readonly joins?: true;
      /** How to answer it. */
      readonly how?: string;
      readonly body: PaperBody;
      /** A line for a remark, with what it is for. */
      readonly comment?: PaperText;
    }
  | {
      readonly kind: 'repeat';
      readonly number: string;
      readonly title: PaperText;
      readonly condition?: string;
      readonly joins?: true;
      readonly how: string;
      /** One for each blank, all alike. */
      readonly copies: readonly {
        readonly heading: string;
        readonly blocks: readonly PaperBlock[];
      }[];
    };

export interface PaperForm {
  readonly language: string;
  readonly title: PaperText;
  readonly description?: PaperText;
  /** Short code of the version, so that a sheet is typed in under the one it was printed from. */
  readonly version: string;
  readonly blocks: readonly PaperBlock[];
}
