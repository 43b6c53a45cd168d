/** A definition from disk: our own JSON with the blocks of the library put in, or an XLSForm that becomes one. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expandBlocks } from '#core/definitions/blocks.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { isElement } from '#core/definitions/element-properties.ts';
import { readDefinition } from '#core/definitions/publish-gate.ts';
import type { ImportProblem } from '#core/definitions/xlsform/import-problem.ts';
import { importXlsform } from '#core/definitions/xlsform/import-xlsform.ts';
import { findInLibrary } from '#server/definitions/library.ts';
import { readWorkbook } from '#server/definitions/read-workbook.ts';
import { projectFolder } from '#server/project-folder.ts';

export type DefinitionReading =
  | {
      readonly ok: true;
      /** Absent if a problem is an error. */
      readonly definition?: Definition;
      readonly problems: readonly ImportProblem[];
      readonly isXlsform: boolean;
    }
  /** The file cannot be read at all: one plain sentence. */
  | { readonly ok: false; readonly sentence: string };

/** An XLSForm may become more than what may be published; written to a file, it can be read again. */
export const mostFileBytes = 32 * 1024 * 1024;

export async function readDefinitionFile(path: string): Promise<DefinitionReading> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch {
    return { ok: false, sentence: `The file ${path} cannot be read.` };
  }
  if (/\.json$/i.test(path)) return readDefinitionJson(bytes, path);
  const workbook = await readWorkbook(bytes);
  if (!workbook.ok) return workbook;
  return { ok: true, isXlsform: true, ...importXlsform(workbook.sheets) };
}

function readDefinitionJson(bytes: Buffer, path: string): DefinitionReading {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { ok: false, sentence: `The file ${path} is not JSON in UTF-8.` };
  }
  if (!isElement(value) || !Array.isArray(value.pages)) {
    return { ok: false, sentence: `The file ${path} holds no survey definition: it has no pages.` };
  }
  const { definition, problems } = readDefinition(value, mostFileBytes);
  if (!definition) return { ok: true, isXlsform: false, problems };
  // What else the gate says stands in the way of publishing it, not of reading it.
  const expanded = expandBlocks(definition, findInLibrary(join(projectFolder, 'surveys')));
  if (expanded.ok) {
    return { ok: true, isXlsform: false, definition: expanded.value, problems: [] };
  }
  const missing = (expanded.problem.errors ?? []).map(
    ({ pointer = '', code, message = code }): ImportProblem => ({
      severity: 'error',
      code,
      message: `${pointer}: ${message}`,
      path: pointer,
    }),
  );
  return { ok: true, isXlsform: false, problems: missing };
}
