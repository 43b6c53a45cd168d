/**
 * `npm run conformance -- xlsform DIR`: imports every form of DIR/forms, fills it in as DIR/odk-traces recorded it from
 * another engine, and compares the states that both end in. Reads DIR and writes nothing into it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Definition } from '#core/definitions/definition.ts';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import type { CompiledLogic } from '#core/definitions/logic/compiled-logic.ts';
import type { ImportProblem } from '#core/definitions/xlsform/import-problem.ts';
import { importXlsform } from '#core/definitions/xlsform/import-xlsform.ts';
import type { Sheet } from '#core/definitions/xlsform/sheet.ts';
import { readWorkbook } from '#server/definitions/read-workbook.ts';
import { compareRun, type NodeDifference, type RunComparison } from './compare-run.ts';
import { type Run, readTrace, type Trace } from './trace.ts';

export interface FormEntry {
  readonly file: string;
  readonly isAccepted: boolean;
}

export interface Tally {
  nodes: number;
  equal: number;
  rows: number;
  warned: number;
  forms: number;
  formsEqual: number;
  refused: number;
  passed: number;
  failed: number;
  /** Accepted forms that were refused as a whole. */
  lost: number;
}

const bar = { nodes: 0.99, cases: 0.95, warned: 0.05 };
const mostShown = 5;

/** @returns the exit code: 0 if the bar is met, 1 if it is missed, 2 if DIR has no forms. */
export async function run(args: readonly string[], print: (line: string) => void): Promise<number> {
  const directory = args[0];
  if (!directory || !existsSync(join(directory, 'forms/index.csv'))) {
    print('Say where the forms are: DIR with forms/index.csv and odk-traces/.');
    return 2;
  }
  return conclude(await judgeForms(directory, readIndex(directory), print), print);
}

export async function judgeForms(
  directory: string,
  entries: readonly FormEntry[],
  print: (line: string) => void,
): Promise<Tally> {
  const tally: Tally = {
    nodes: 0,
    equal: 0,
    rows: 0,
    warned: 0,
    forms: 0,
    formsEqual: 0,
    refused: 0,
    passed: 0,
    failed: 0,
    lost: 0,
  };
  for (const entry of entries) await judgeForm(directory, entry, tally, print);
  return tally;
}

export function readIndex(directory: string): readonly FormEntry[] {
  const rows: unknown = parse(readFileSync(join(directory, 'forms/index.csv')), {
    columns: true,
    bom: true,
    relax_column_count: true,
  });
  if (!Array.isArray(rows)) return [];
  const named = rows.map((row: Record<string, string>) => ({
    file: row.file ?? '',
    isAccepted: row.pyxform === 'ok',
  }));
  return named.filter(({ file }) => file !== '' && existsSync(join(directory, 'forms', file)));
}

async function judgeForm(
  directory: string,
  { file, isAccepted }: FormEntry,
  tally: Tally,
  print: (line: string) => void,
): Promise<void> {
  const workbook = await readWorkbook(readFileSync(join(directory, 'forms', file)));
  const { definition, problems } = workbook.ok
    ? importXlsform(workbook.sheets)
    : { definition: undefined, problems: [] };
  if (workbook.ok) countRows(workbook.sheets, problems, tally);
  const unplaced = problems.find(({ sheet, row }) => sheet === undefined || row === undefined);
  const pass = (isPassed: boolean, why: string): void => {
    if (isPassed) tally.passed++;
    else {
      tally.failed++;
      print(`FAILED ${file}: ${why}`);
    }
  };
  if (!isAccepted) {
    tally.refused++;
    pass(
      problems.some(({ sheet, row }) => sheet !== undefined && row !== undefined),
      'neither refused nor warned of',
    );
    return;
  }
  tally.forms++;
  const compiled = definition && compileLogic(definition);
  const [refusal] = problems.filter(({ severity }) => severity === 'error');
  if (!definition || !compiled?.ok) {
    tally.lost++;
    const why = refusal?.message ?? (workbook.ok ? JSON.stringify(compiled) : workbook.sentence);
    pass(false, `refused: ${why}`);
    for (const _ of readRuns(directory, file)?.runs ?? []) pass(false, 'the form was refused');
    return;
  }
  pass(!unplaced, `a problem without a place: ${unplaced?.message}`);
  const trace = readRuns(directory, file);
  const warnedPaths = new Set(problems.map(({ path }) => path).filter((path) => path !== ''));
  let isEqual = true;
  for (const one of trace?.runs ?? []) {
    const { compared, differences } = compareOrFail(
      definition,
      compiled.value,
      one,
      trace?.now ?? '',
    );
    tally.nodes += compared;
    tally.equal += compared - differences.length;
    if (differences.length > 0) isEqual = false;
    const left = differences.filter(({ path }) => !warnedPaths.has(path));
    pass(left.length === 0, `seed ${one.seed}: ${sentenceOf(left)}`);
  }
  if (isEqual) tally.formsEqual++;
}

/** A run that ends in an error of ours differs in every node. */
function compareOrFail(
  definition: Definition,
  logic: CompiledLogic,
  run: Run,
  now: string,
): RunComparison {
  try {
    return compareRun(definition, logic, run, environmentOf(now));
  } catch (error) {
    const nothing = { path: '', what: 'error', theirs: 'none', ours: String(error) };
    return {
      compared: run.state.length,
      differences: run.state.map(({ ref }) => ({ ref, ...nothing })),
    };
  }
}

function sentenceOf(differences: readonly NodeDifference[]): string {
  const shown = differences
    .slice(0, mostShown)
    .map(({ ref, what, theirs, ours }) => `\n  ${ref}: ${what} ${theirs}, here ${ours}`);
  return `${differences.length} nodes differ${shown.join('')}`;
}

export function readRuns(directory: string, file: string): Trace | undefined {
  const path = join(directory, 'odk-traces', `${basename(file)}.trace.json`);
  return existsSync(path) ? readTrace(readFileSync(path, 'utf8')) : undefined;
}

/** The clock of the trace, in its own zone. */
export function environmentOf(now: string) {
  const [, sign, hours, minutes] = /([+-])(\d{2}):(\d{2})$/.exec(now) ?? [];
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return { now: new Date(now), offsetMinutes: sign === '-' ? -size : size };
}

/** Rows of the survey sheet below its header; each counts as warned once. What is said of a column is no row's. */
function countRows(
  sheets: readonly Sheet[],
  problems: readonly ImportProblem[],
  tally: Tally,
): void {
  for (const { name, rows } of sheets) {
    if (name.trim().toLowerCase() !== 'survey') continue;
    const [, ...body] = rows;
    const warned = new Set(problems.filter(({ sheet }) => sheet === name).map(({ row }) => row));
    tally.rows += body.length;
    tally.warned += body.filter(({ row }) => warned.has(row)).length;
  }
}

export const meetsBar = ({ nodes, equal, rows, warned, passed, failed }: Tally): boolean =>
  nodes > 0 &&
  equal >= bar.nodes * nodes &&
  passed >= bar.cases * (passed + failed) &&
  warned <= bar.warned * rows;

function conclude(tally: Tally, print: (line: string) => void): number {
  const { nodes, equal, rows, warned, passed, failed, lost } = tally;
  print(`nodes equal: ${equal} of ${nodes}`);
  print(`rows warned: ${warned} of ${rows}`);
  print(`forms equal throughout: ${tally.formsEqual} of ${tally.forms}, refused: ${tally.refused}`);
  const isMet = meetsBar(tally);
  if (lost > 0) print(`accepted forms refused here: ${lost}`);
  print(isMet ? 'bar met' : 'bar missed');
  print(`${passed} passed, ${failed} failed`);
  return isMet ? 0 : 1;
}
