/**
 * Responses of a file → frame, by the form's own logic on each row's own values. What contradicts the logic counts and
 * is said: a value where nobody should have been asked, a value outside its constraint.
 */
import type { Frame } from '#core/analysis/frame.ts';
import { createFrameBuilder } from '#core/analysis/frame-builder.ts';
import { isBlank, valueAt } from '#core/analysis/read-value.ts';
import type { ChoiceValue, Definition } from '#core/definitions/definition.ts';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import type { CompiledLogic, LogicEnvironment } from '#core/definitions/logic/compiled-logic.ts';
import type { Variable } from '#core/definitions/variable.ts';
import { xlsformFunctions } from '#core/definitions/xlsform/functions.ts';
import type { DataTable, DataWarning } from '#core/intake/data-file/data-table.ts';
import {
  type DataFileReading,
  type FileResponse,
  readDataFile,
} from '#core/intake/data-file/read-data-file.ts';
import { ok, type Result } from '#core/kernel/result.ts';

export interface FileFrame {
  readonly frame: Frame;
  readonly reading: DataFileReading;
  /** All that there is to say about the file, in the order of its rows. */
  readonly warnings: readonly DataWarning[];
}

export interface FileFrameOptions {
  /** The clock for rows that do not say when they were answered. */
  readonly environment: LogicEnvironment;
  readonly missingCodes?: readonly ChoiceValue[];
}

/** @returns `definition-unfit` if the logic of the definition cannot be compiled. */
export function frameFromFile(
  table: DataTable,
  definition: Definition,
  { environment, missingCodes = [] }: FileFrameOptions,
): Result<FileFrame> {
  const compiled = compileLogic(definition, { functions: xlsformFunctions, lenient: true });
  if (!compiled.ok) return compiled;
  const reading = readDataFile(table, definition, environment);
  const builder = createFrameBuilder(reading.variables, {
    inData: reading.inData,
    missingCodes,
    capacity: reading.responses.length,
  });
  const warnings: DataWarning[] = [...reading.warnings];
  const remark = remarks(reading, compiled.value);
  for (const response of reading.responses) {
    const relevance = compiled.value.relevance(response.answers, response.environment);
    builder.append(response.answers, relevance);
    warnings.push(...remark(response, relevance));
  }
  const inOrder = warnings
    .map((warning, index) => ({ warning, index }))
    .sort((a, b) => (a.warning.row ?? 0) - (b.warning.row ?? 0) || a.index - b.index)
    .map(({ warning }) => warning);
  return ok({ frame: builder.frame(), reading, warnings: inOrder });
}

const limits = new Set(['validator', 'min', 'max', 'step', 'email', 'minSelected']);

function remarks({ variables, columnOf, inData }: DataFileReading, logic: CompiledLogic) {
  const present = variables.filter(({ name }) => inData.has(name));
  const byItem = new Map(present.map((variable) => [variable.item, variable]));
  return (
    { row, answers, environment }: FileResponse,
    relevance: ReadonlyMap<string, boolean>,
  ): readonly DataWarning[] => {
    const place = (variable: Variable) => ({
      row,
      column: columnOf.get(variable.name) ?? variable.name,
    });
    const unasked = present
      .filter(({ item, path }) => relevance.get(item) === false && !isBlank(valueAt(answers, path)))
      .map((variable) => ({
        ...place(variable),
        code: 'not-relevant',
        message: 'by the form nobody was asked this here; the value counts',
      }));
    const outside = logic
      .check(answers, environment)
      .errors.filter(({ kind }) => limits.has(kind))
      .flatMap(({ path }) => byItem.get(path) ?? [])
      .map((variable) => ({
        ...place(variable),
        code: 'constraint',
        message: 'the value is outside what the form allows; it counts',
      }));
    return [...unasked, ...new Set(outside)];
  };
}
