/** `survey check`, `survey import`, `survey codebook`: definitions as files. */
import { writeFile } from 'node:fs/promises';
import { codebookDocument } from '#core/definitions/codebook.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { isElement, numberProperty, textProperty } from '#core/definitions/element-properties.ts';
import type { GateProblem } from '#core/definitions/gate-problem.ts';
import { checkDefinition } from '#core/definitions/publish-gate.ts';
import { xlsformFunctions } from '#core/definitions/xlsform/functions.ts';
import type { ImportProblem } from '#core/definitions/xlsform/import-problem.ts';
import {
  type Command,
  type CommandIo,
  type CommandTable,
  readOptions,
  wrongUsage,
} from '#server/command.ts';
import { checkThoroughly } from '#server/definitions/lint-definition.ts';
import {
  type DefinitionReading,
  readDefinitionFile,
} from '#server/definitions/read-definition-file.ts';

const isError = ({ severity }: ImportProblem): boolean => severity === 'error';

/** `{ok, problems}` of a definition or an XLSForm; exit 1 if some are errors. */
const check: Command = async (argv, io) => {
  const read = await readOne(argv, io, { json: { type: 'boolean' } });
  if (typeof read === 'number') return read;
  const problems = [...read.reading.problems, ...(await gateProblems(read.reading))];
  const ok = !problems.some(isError);
  if (read.values.json) io.out(`${JSON.stringify({ ok, problems })}\n`);
  else {
    for (const { severity, message } of problems) io.out(`${severity}: ${message}\n`);
    io.out(ok ? 'The form can be used.\n' : 'The form has errors.\n');
  }
  return ok ? 0 : 1;
};

/** XLSForm → definition file. Refuses the whole or says what each row loses. */
const importForm: Command = async (argv, io) => {
  const read = await readOne(argv, io, { out: { type: 'string' }, json: { type: 'boolean' } });
  if (typeof read === 'number') return read;
  const { reading, values } = read;
  const out = typeof values.out === 'string' ? values.out : undefined;
  if (!reading.isXlsform) return wrongUsage(io, 'survey import takes an XLSForm (.xlsx or .xls).');
  if (!out) return wrongUsage(io, 'survey import needs --out DEF.json.');
  for (const { severity, message } of reading.problems) io.err(`${severity}: ${message}\n`);
  if (values.json)
    io.out(
      `${JSON.stringify({ ok: reading.definition !== undefined, problems: reading.problems })}\n`,
    );
  if (!reading.definition) return 1;
  try {
    await writeFile(out, `${JSON.stringify(reading.definition, null, 2)}\n`);
  } catch {
    return wrongUsage(io, `The file ${out} cannot be written.`);
  }
  return 0;
};

/** The variables of a definition, as JSON. */
const codebook: Command = async (argv, io) => {
  const read = await readOne(argv, io, { json: { type: 'boolean' } });
  if (typeof read === 'number') return read;
  const { definition, problems } = read.reading;
  for (const { severity, message } of problems) io.err(`${severity}: ${message}\n`);
  if (!definition) return 1;
  io.out(`${JSON.stringify(codebookDocument(definition), null, read.values.json ? 0 : 2)}\n`);
  return 0;
};

type Reading = Extract<DefinitionReading, { ok: true }>;

/** What stands in the way of publishing it; of an XLSForm with the row instead of a place in our JSON. */
async function gateProblems({ definition, isXlsform }: Reading): Promise<readonly ImportProblem[]> {
  if (!definition) return [];
  const options = { functions: xlsformFunctions };
  // Nobody can mend in a sheet what the linter says of our JSON.
  if (!isXlsform) return checkThoroughly(definition, options);
  const { problems } = checkDefinition(definition, options);
  return problems.map((problem) => inSheet(problem, definition));
}

/** The innermost element on the way of a pointer that came from a row. */
function inSheet(problem: GateProblem, definition: Definition): ImportProblem {
  let element: unknown = definition;
  let row: number | undefined;
  let path = '';
  for (const step of problem.path.split('/').slice(1)) {
    element =
      typeof element === 'object' && element !== null ? Reflect.get(element, step) : undefined;
    if (!isElement(element) || !isElement(element.lnXls)) continue;
    row = numberProperty(element.lnXls, 'row') ?? row;
    path = textProperty(element.lnXls, 'path') ?? path;
  }
  if (row === undefined) return problem;
  return {
    ...problem,
    path,
    sheet: 'survey',
    row,
    message: `survey, row ${row}: ${problem.message}`,
  };
}

async function readOne(
  argv: readonly string[],
  io: CommandIo,
  options: Parameters<typeof readOptions>[1],
): Promise<
  number | { readonly reading: Reading; readonly values: Readonly<Record<string, unknown>> }
> {
  const read = readOptions(argv, options);
  if (!read.ok) return wrongUsage(io, read.sentence);
  const [file, ...more] = read.positionals;
  if (file === undefined || more.length > 0)
    return wrongUsage(io, 'Name one FILE: a definition (.json) or an XLSForm (.xlsx, .xls).');
  const reading = await readDefinitionFile(file);
  if (!reading.ok) return wrongUsage(io, reading.sentence);
  return { reading, values: read.values };
}

export const definitionCommands: CommandTable = {
  'survey check': check,
  'survey import': importForm,
  'survey codebook': codebook,
};
