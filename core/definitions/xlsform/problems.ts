/** Gathers problems on the way through a file, each with its place and one sentence that names it. */
import type { ImportProblem } from '#core/definitions/xlsform/import-problem.ts';
import english from '#core/language/en/xlsform.json' with { type: 'json' };

export interface Place {
  readonly sheet?: string | undefined;
  readonly row?: number | undefined;
  readonly column?: string | undefined;
  readonly path?: string | undefined;
}

/** What the slots of a sentence are filled with. */
export type ProblemParams = Readonly<Record<string, string | number>>;

export interface Problems {
  readonly found: readonly ImportProblem[];
  /** With the slots of `xlsform.<code>`, or with a sentence of its own. */
  warn(code: string, words: ProblemParams | string, place: Place): void;
  /** Refuses the file. */
  refuse(code: string, words: ProblemParams | string, place: Place): void;
}

export function gatherProblems(): Problems {
  const found: ImportProblem[] = [];
  const add =
    (severity: 'error' | 'warning') =>
    (code: string, words: ProblemParams | string, place: Place): void => {
      const { sheet, row, column, path = '' } = place;
      const sentence = typeof words === 'string' ? words : englishOf(code, words);
      found.push({
        severity,
        code,
        message: `${placeText(place)}${sentence}.`,
        path,
        ...(typeof words === 'string' ? {} : { params: words }),
        ...(sheet === undefined ? {} : { sheet }),
        ...(row === undefined ? {} : { row }),
        ...(column === undefined ? {} : { column }),
      });
    };
  return { found, warn: add('warning'), refuse: add('error') };
}

const sentences: Readonly<Record<string, string>> = english;

/** The catalogue's English; programs read it, people get `xlsform.<code>` in their own language. */
function englishOf(code: string, params: ProblemParams): string {
  const sentence = sentences[`xlsform.${code}`] ?? code;
  return sentence.replace(/\{(\w+)\}/g, (slot, name: string) => String(params[name] ?? slot));
}

/** `survey, row 12, column relevant: ` */
function placeText({ sheet, row, column }: Place): string {
  const parts = [
    sheet,
    row === undefined ? undefined : `row ${row}`,
    column === undefined ? undefined : `column ${column}`,
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? `${parts.join(', ')}: ` : '';
}
