/** `survey export`, `survey paper`: a definition as an XLSForm, and as a sheet to print. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expandBlocks } from '#core/definitions/blocks.ts';
import { defaultLanguageOf, languagesOf } from '#core/definitions/languages.ts';
import { composePaper } from '#core/definitions/paper/compose-paper.ts';
import { paperHtml } from '#core/definitions/paper/paper-html.ts';
import { writeXlsform } from '#core/definitions/xlsform/write-xlsform.ts';
import {
  type Command,
  type CommandIo,
  type CommandTable,
  readOptions,
  wrongUsage,
} from '#server/command.ts';
import { findInLibrary } from '#server/definitions/library.ts';
import { namedDefinition } from '#server/definitions/named-definition.ts';
import { writeWorkbook } from '#server/definitions/write-workbook.ts';
import { projectFolder } from '#server/project-folder.ts';

/** What other programs will not find in the form is said; nothing of it is lost on the way back. */
const exportForm: Command = async (argv, io) => {
  const read = readOptions(argv, { out: { type: 'string' }, json: { type: 'boolean' } });
  if (!read.ok) return wrongUsage(io, read.sentence);
  const [name, ...more] = read.positionals;
  const { out } = read.values;
  if (name === undefined || more.length > 0 || !out || !/\.xlsx$/i.test(out)) {
    return wrongUsage(io, 'Say survey export DEF.json|NAME --out FILE.xlsx.');
  }
  const named = await namedDefinition(name, io, true);
  if (typeof named === 'number') return named;
  const { definition, name: formId, label: version } = named;
  const expanded = expandBlocks(definition, findInLibrary(join(projectFolder, 'surveys')));
  const facts = {
    ...(formId ? { formId } : {}),
    ...(version ? { version } : {}),
    ...(expanded.ok ? { expanded: expanded.value } : {}),
  };
  const { sheets, problems } = writeXlsform(definition, facts);
  for (const { severity, message } of problems) io.err(`${severity}: ${message}\n`);
  if (read.values.json) io.out(`${JSON.stringify({ ok: true, out, problems })}\n`);
  return writeOut(out, await writeWorkbook(sheets), io);
};

/** A survey to print and fill in by hand, in one of its languages. */
const paper: Command = async (argv, io) => {
  const options = { out: { type: 'string' }, language: { type: 'string' } } as const;
  const read = readOptions(argv, options);
  if (!read.ok) return wrongUsage(io, read.sentence);
  const [name, ...more] = read.positionals;
  const { out, language } = read.values;
  if (name === undefined || more.length > 0 || !out || !/\.html$/i.test(out)) {
    return wrongUsage(io, 'Say survey paper DEF.json|NAME [--language L] --out FILE.html.');
  }
  const named = await namedDefinition(name, io, false);
  if (typeof named === 'number') return named;
  const { definition, label } = named;
  const spoken = languagesOf(definition);
  if (language !== undefined && !spoken.includes(language)) {
    return wrongUsage(io, `The survey speaks ${spoken.join(', ')}.`);
  }
  const number = /^v(\d+)$/.exec(label ?? '')?.[1];
  const form = composePaper(
    definition,
    language ?? defaultLanguageOf(definition),
    number === undefined ? undefined : Number(number),
  );
  return writeOut(out, paperHtml(form), io);
};

async function writeOut(
  path: string,
  content: Uint8Array | string,
  io: CommandIo,
): Promise<number> {
  try {
    await writeFile(path, content);
    return 0;
  } catch {
    return wrongUsage(io, `The file ${path} cannot be written.`);
  }
}

export const formCommands: CommandTable = {
  'survey export': exportForm,
  'survey paper': paper,
};
