/** `--form FILE --data FILE.csv`: what `analyse` and `report` start from. */
import { readFile } from 'node:fs/promises';
import { type FileFrame, frameFromFile } from '#core/analysis/frame-from-file.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { warningText } from '#core/intake/data-file/data-table.ts';
import type { CommandIo } from '#server/command.ts';
import { readDefinitionFile } from '#server/definitions/read-definition-file.ts';
import { readDelimited } from '#server/intake/read-delimited.ts';

export interface FileInput extends FileFrame {
  readonly definition: Definition;
}

export interface FileInputOptions {
  readonly form: string;
  readonly data: string;
  /** Codes to set aside as missing, beside those that the definition names. */
  readonly missingCodes?: readonly string[];
  /** How many warnings about cells to print; absent = all. They are never thrown away silently: the rest is counted. */
  readonly mostWarnings?: number;
  /** The present moment, for rows without times of their own. */
  readonly now: Date;
}

/** Viet Nam: minutes east of UTC for rows whose times name no zone. */
const usualOffset = 420;

export type FileInputReading =
  | { readonly ok: true; readonly input: FileInput }
  | { readonly ok: false; readonly exitCode: 1 | 2 };

/** Reads both files and prints every warning on standard error. What cannot be used is said there, too. */
export async function readFileInput(
  { form, data, missingCodes = [], mostWarnings, now }: FileInputOptions,
  io: CommandIo,
): Promise<FileInputReading> {
  const fail = (exitCode: 1 | 2, sentence: string): FileInputReading => {
    io.err(`${sentence}\n`);
    return { ok: false, exitCode };
  };
  const read = await readDefinitionFile(form);
  if (!read.ok) return fail(2, read.sentence);
  const bytes = await readBytes(data);
  if (!bytes) return fail(2, `The file ${data} cannot be read.`);
  const delimited = readDelimited(bytes);
  if (!delimited.ok) return fail(2, delimited.sentence);
  for (const { severity, message } of read.problems) io.err(`${severity}: ${message}\n`);
  if (!read.definition) return fail(1, 'The form has errors and cannot be used.');
  const framed = frameFromFile(delimited.table, read.definition, {
    environment: { now, offsetMinutes: usualOffset },
    missingCodes,
  });
  if (!framed.ok) {
    for (const error of framed.problem.errors ?? [])
      io.err(`error: ${error.message ?? error.code}\n`);
    return fail(1, 'The logic of the form cannot be used.');
  }
  printWarnings(framed.value, mostWarnings, io);
  return { ok: true, input: { definition: read.definition, ...framed.value } };
}

async function readBytes(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch {
    return undefined;
  }
}

function printWarnings({ warnings }: FileFrame, most: number | undefined, io: CommandIo): void {
  const shown = warnings.slice(0, most);
  if (shown.length > 0)
    io.err(`${shown.map((one) => `warning: ${warningText(one)}`).join('\n')}\n`);
  const rest = warnings.length - shown.length;
  if (rest > 0) io.err(`warning: and ${rest} more; --warnings N prints N of them\n`);
}
