/**
 * Builds a frame, one response after the other. Columns are typed arrays that grow by doubling; `frame()` hands out
 * views of what is there, so that a store can go on appending while older frames stay as they were.
 */
import type { Column, Frame } from '#core/analysis/frame.ts';
import { type CellWriter, cellWriter } from '#core/analysis/frame-columns.ts';
import type { ChoiceValue } from '#core/definitions/definition.ts';
import type { Answers } from '#core/definitions/logic/compiled-logic.ts';
import { isAnalysable, type Variable } from '#core/definitions/variable.ts';

export interface FrameOptions {
  /** Names of the variables that the data had a column for; absent = all. */
  readonly inData?: ReadonlySet<string>;
  /** Codes to set aside as missing in every variable, beside those that the definition names. */
  readonly missingCodes?: readonly ChoiceValue[];
  /** Rows to make room for at once. */
  readonly capacity?: number;
}

export interface FrameBuilder {
  /**
   * One response. A value always counts as asked, also where the item was not relevant; a value that cannot be read
   * is a missing answer.
   * @param relevance by name of the variable, else of its item; `null` = everybody was asked everything. What is not
   *   named was asked.
   */
  append(answers: Answers, relevance: ReadonlyMap<string, boolean> | null): void;
  readonly rows: number;
  /** What has been appended so far. Cheap: no row is copied unless unlisted codes have to be put in order. */
  frame(): Frame;
}

/** @param variables the codebook; free text is left out */
export function createFrameBuilder(
  variables: readonly Variable[],
  options: FrameOptions = {},
): FrameBuilder {
  const writers: readonly CellWriter[] = variables.filter(isAnalysable).map((variable) =>
    cellWriter({
      variable,
      inData: options.inData?.has(variable.name) ?? true,
      missingCodes: [...variable.missingCodes, ...(options.missingCodes ?? [])],
      capacity: Math.max(16, options.capacity ?? 1024),
    }),
  );
  let rows = 0;
  return {
    get rows() {
      return rows;
    },
    append(answers, relevance) {
      for (const writer of writers) {
        const { name, item } = writer.variable;
        writer.write(rows, answers, relevance?.get(name) ?? relevance?.get(item) ?? true);
      }
      rows += 1;
    },
    frame(): Frame {
      const columns = writers.map((writer): [string, Column] => [
        writer.variable.name,
        writer.column(rows),
      ]);
      return { rows, columns: new Map(columns) };
    },
  };
}
