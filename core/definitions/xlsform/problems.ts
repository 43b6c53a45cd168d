/** Gathers problems on the way through a file, each with its place and one sentence that names it. */
import type { ImportProblem } from '#core/definitions/xlsform/import-problem.ts';

export interface Place {
  readonly sheet?: string | undefined;
  readonly row?: number | undefined;
  readonly column?: string | undefined;
  readonly path?: string | undefined;
}

export interface Problems {
  readonly found: readonly ImportProblem[];
  warn(code: string, message: string, place: Place): void;
  /** Refuses the file. */
  refuse(code: string, message: string, place: Place): void;
}

export function gatherProblems(): Problems {
  const found: ImportProblem[] = [];
  const add = (severity: 'error' | 'warning') => (code: string, message: string, place: Place) => {
    const { sheet, row, column, path = '' } = place;
    found.push({
      severity,
      code,
      message: `${placeText(place)}${message}.`,
      path,
      ...(sheet === undefined ? {} : { sheet }),
      ...(row === undefined ? {} : { row }),
      ...(column === undefined ? {} : { column }),
    });
  };
  return { found, warn: add('warning'), refuse: add('error') };
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
