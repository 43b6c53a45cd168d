/** The program `langnghe`: finds the command that the words name, runs it, and leaves with its exit code. */
import { userCommands } from '#server/access/user-commands.ts';
import { analyseCommand } from '#server/analysis/analyse-command.ts';
import {
  analyseStoredBlock,
  analyseStoredSurvey,
  resultsCommands,
} from '#server/analysis/results-commands.ts';
import { type CommandIo, type CommandTable, wrongUsage } from '#server/command.ts';
import { definitionCommands } from '#server/definitions/definition-commands.ts';
import { formCommands } from '#server/definitions/form-commands.ts';
import { surveyCommands } from '#server/definitions/survey-commands.ts';
import { intakeCommands } from '#server/intake/intake-commands.ts';
import { linkCommands } from '#server/links/link-commands.ts';
import { programVersion } from '#server/project-folder.ts';
import { reportCommand } from '#server/reports/report-command.ts';
import { readStoredSurvey } from '#server/reports/stored-report.ts';

export const commands: CommandTable = {
  ...definitionCommands,
  ...surveyCommands,
  ...formCommands,
  ...linkCommands,
  ...intakeCommands,
  ...resultsCommands,
  analyse: analyseCommand(analyseStoredSurvey, analyseStoredBlock),
  report: reportCommand(readStoredSurvey),
  ...userCommands,
};

/** What is promised for later. It answers with one sentence rather than as a typing error. */
export const notOffered = ['demo', 'backup', 'restore', 'verify'] as const;

export const help = `langnghe ${programVersion}

survey check FILE                     what the publish gate says of a definition or an XLSForm
survey import FILE.xlsx --out DEF.json
survey export DEF.json|NAME --out FILE.xlsx
survey paper DEF.json|NAME [--language L] --out FILE.html
survey codebook FILE                  the variables of a definition or an XLSForm
survey library                        the surveys that are shipped
survey publish FILE --name NAME       publish a version into storage
survey diff A B                       what changed: files, or NAME@2, NAME@draft of what is stored
analyse (--form FILE --data FILE.csv | --survey NAME | --block NAME@N) --all
report (--form FILE --data FILE.csv | --survey NAME) --language vi|en --out FILE.html|.docx
       [--by VARIABLE] [--title T] [--exact]
results export --survey NAME --level aggregate --format csv|xlsx|json --out FILE
link create --survey NAME --purpose collector|respondent|kiosk|partner
       [--name HOLDER | --many FILE of names, one a line]
       [--site S [--create-site]] [--language L] [--expires DATE] [--quota N] [--wanted N]
responses import --survey NAME FILE… [--dry-run] [--encoding E] [--language L] [--warnings N]
                                      exports of KoboToolbox, ODK and our own: CSV, XLSX, zip
responses export --survey NAME --format csv|xlsx|json|sav --out FILE [--labels L] [--identifiers]
responses count --survey NAME
user add --name NAME --role owner|coordinator|consultant [--project NAME]
user list · user disable LOGIN · user reset LOGIN

--json puts one JSON document on standard output; messages go to standard error.
Exit codes: 0 done, 1 the thing examined has errors, 2 wrong usage or unreadable input.
`;

const isCommand = (words: string): boolean => Object.hasOwn(commands, words);

export async function run(given: readonly string[], io: CommandIo): Promise<number> {
  // It may stand before the command as well as after it.
  const argv = given[0] === '--json' ? [...given.slice(1), '--json'] : given;
  const [first = '--help', second = ''] = argv;
  if (first === '--help' || first === 'help' || second === '--help') {
    io.out(help);
    return 0;
  }
  if (first === '--version') {
    io.out(`${programVersion}\n`);
    return 0;
  }
  const pair = `${first} ${second}`;
  const later = notOffered.find((words) => words === pair || words === first);
  if (later) return wrongUsage(io, `\`${later}\` is not offered yet.`);
  const [words, rest] = isCommand(pair) ? [pair, argv.slice(2)] : [first, argv.slice(1)];
  const command = isCommand(words) ? commands[words] : undefined;
  if (!command) return wrongUsage(io, 'There is no such command; `--help` lists what there is.');
  try {
    return await command(rest, io);
  } catch (error) {
    // Messages of our own code are plain words; a fault of ours shows as one line, not as a stack of calls.
    return wrongUsage(io, error instanceof Error ? error.message : String(error));
  }
}

/** Standard output may be a pipe that takes its time: the process ends by itself when all is written. */
if (process.argv[1]?.endsWith('cli.js')) {
  process.exitCode = await run(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  });
}
