/**
 * An uploaded XLSForm → a definition, or one plain refusal. Files come from strangers: nothing in them is run, and what
 * no form needs is refused before anything looks closer.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Definition } from '#core/definitions/definition.ts';
import { fieldFault } from '#core/definitions/xlsform/cell-faults.ts';
import type { ImportProblem } from '#core/definitions/xlsform/import-problem.ts';
import { importXlsform } from '#core/definitions/xlsform/import-xlsform.ts';
import type { Sheet } from '#core/definitions/xlsform/sheet.ts';
import type { UploadProblem } from '#core/definitions/xlsform-api.ts';
import type { Problem, ProblemError } from '#core/kernel/problems.ts';
import { ok, type Result } from '#core/kernel/result.ts';
import { readWorkbook } from '#server/definitions/read-workbook.ts';

export interface UploadedForm {
  readonly definition: Definition;
  readonly problems: readonly UploadProblem[];
}

/** Rows of all sheets together; the largest forms of ministries have a third of it. */
const mostRows = 50_000;

/** Reading a large form and making a definition of it each take a while: whoever asks meanwhile is answered in between. */
export async function readUpload(bytes: Uint8Array): Promise<Result<UploadedForm>> {
  const workbook = await readWorkbook(bytes);
  if (!workbook.ok) {
    const code = workbook.tooLarge ? 'file-too-large' : 'file-unreadable';
    return refused({ code, errors: [{ code, message: workbook.sentence }] });
  }
  const fault = faultOf(workbook.sheets);
  if (fault) return refused({ code: 'file-unreadable', errors: [fault] });
  await nextTurn();
  const { definition, problems } = importXlsform(workbook.sheets);
  await nextTurn();
  if (!definition) {
    const errors = problems
      .filter(({ severity }) => severity === 'error')
      .map((problem) => toError(toUploadProblem(problem)));
    return refused({ code: 'form-unfit', errors });
  }
  return ok({ definition, problems: problems.map(toUploadProblem) });
}

const refused = (problem: Problem): Result<never> => ({ ok: false, problem });

function faultOf(sheets: readonly Sheet[]): ProblemError | undefined {
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  if (rows > mostRows) {
    const message = `The file has ${rows} rows; a form has at most ${mostRows}.`;
    return { code: 'too-many-rows', message };
  }
  return fieldFault(sheets);
}

const toError = ({ sheet, row, column, code, message, params }: UploadProblem): ProblemError => ({
  ...(params === undefined ? {} : { params }),
  ...(sheet === undefined ? {} : { sheet }),
  ...(row === undefined ? {} : { row }),
  ...(column === undefined ? {} : { column }),
  code,
  message,
});

const toUploadProblem = (problem: ImportProblem): UploadProblem => ({ ...problem });
