/**
 * `npm run faults [-- F1 F4 sqlite --quick]`: brings about each fault on each ground where it applies, then its control.
 * Prints one line an experiment and, last, `N passed, N failed`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faults } from './all.ts';
import { type Fault, type Ground, type GroundKind, grounds, PromiseBroken } from './fault.ts';
import { closePostgres, freshDatabase } from './postgres.ts';
import { killServers } from './server.ts';

type Print = (line: string) => void;

/** @returns the exit code: 0 if every promise holds and every control fails. */
export async function run(args: readonly string[], print: Print): Promise<number> {
  const isQuick = args.includes('--quick');
  const kinds = grounds.filter((kind) => args.includes(kind));
  const ids = args.filter((arg) => /^[FP]\d+$/.test(arg));
  const wanted = faults.filter(({ id }) => ids.length === 0 || ids.includes(id));
  const tally = { passed: 0, failed: 0 };
  try {
    for (const fault of wanted) {
      for (const kind of fault.on) {
        if (kinds.length > 0 && !kinds.includes(kind)) continue;
        await prove(fault, kind, { isQuick, print, tally });
      }
    }
  } finally {
    await closePostgres();
  }
  print(`${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed === 0 && tally.passed > 0 ? 0 : 1;
}

interface Desk {
  readonly isQuick: boolean;
  readonly print: Print;
  readonly tally: { passed: number; failed: number };
}

async function prove(fault: Fault, kind: GroundKind, { isQuick, print, tally }: Desk) {
  const say = (isGood: boolean, sentence: string): void => {
    if (isGood) tally.passed += 1;
    else tally.failed += 1;
    print(`${isGood ? 'holds ' : 'BROKEN'} ${fault.id.padEnd(4)} ${kind.padEnd(8)} ${sentence}`);
  };
  try {
    say(true, `${fault.what}: ${await onGround(kind, isQuick, (ground) => fault.run(ground))}`);
  } catch (error) {
    say(false, `${fault.what}: ${sentenceOf(error)}`);
  }
  const { control } = fault;
  if (!control) return;
  try {
    await onGround(kind, isQuick, (ground) => control(ground));
    say(false, 'control: the experiment does not notice that the defence is gone');
  } catch (error) {
    say(error instanceof PromiseBroken, `control fails, as it must: ${sentenceOf(error)}`);
  }
}

const sentenceOf = (error: unknown): string =>
  error instanceof PromiseBroken
    ? error.message
    : error instanceof Error
      ? `the experiment failed: ${error.stack ?? error.message}`
      : String(error);

async function onGround<Value>(
  kind: GroundKind,
  isQuick: boolean,
  work: (ground: Ground) => Promise<Value>,
): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  try {
    const env = kind === 'postgres' ? { DATABASE_URL: await freshDatabase() } : {};
    return await work({ kind, folder, env, isQuick });
  } finally {
    killServers();
    rmSync(folder, { recursive: true, force: true });
  }
}
