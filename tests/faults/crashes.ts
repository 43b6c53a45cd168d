/** F1–F3: the process is killed, the power goes, the storage is not what it should be. */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { join } from 'node:path';
import { assertDurable } from '#server/store/sqlite.ts';
import { Sqlite } from '#server/store/sqlite-driver.ts';
import { type Fault, type Ground, must } from './fault.ts';
import { keepSending, Ledger, post, resultsOf } from './phone.ts';
import { inDatabase } from './postgres.ts';
import { dataDirOf, publishAndLink, startServer } from './server.ts';
import { compare, countOf, mustHoldAll } from './storage.ts';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const writers = 16;

/** Kills the server again and again while 16 phones send, sends again what had no reply, and counts. */
async function killAgainAndAgain(ground: Ground, careless?: string): Promise<string> {
  const kills = ground.isQuick ? 5 : 50;
  const { token } = await publishAndLink(ground);
  const ledger = new Ledger();
  const starts: number[] = [];
  let known = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const server = await startServer(ground, careless ? { careless } : {});
    starts.push(server.startedInMs);
    // What had no reply last time may have been stored: the server must recognise it.
    for (const item of [...ledger.unknown.values()].slice(0, 50)) {
      const reply = await post(server.url, token, [item]);
      if (resultsOf(reply)[0]?.status === 'already-stored') known += 1;
      ledger.note([item], reply);
    }
    const sending = keepSending({ url: server.url, token }, ledger, writers);
    await pause(200 + Math.random() * 700);
    await server.kill();
    await sending.stop();
  }
  const held = await mustHoldAll(ground, ledger);
  const slowest = Math.round(Math.max(...starts));
  return `${kills} kills, ${held}; ${known} lost replies had been stored and were recognised; slowest start ${slowest} ms`;
}

/** The shim that notes syncs and makes writes fail, compiled for this machine. */
export function compileShim(folder: string): string {
  const library = join(folder, 'shim.so');
  const source = join(process.cwd(), 'tests/faults/shim.c');
  execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl']);
  return library;
}

/**
 * Kills the server, then cuts its write-ahead log back to where it was last synced, which is all that a power cut may
 * leave.
 */
async function cutPower(ground: Ground, careless?: string): Promise<string> {
  const LD_PRELOAD = compileShim(ground.folder);
  const cuts = ground.isQuick ? 2 : 5;
  const { token } = await publishAndLink(ground);
  const ledger = new Ledger();
  let cutAway = 0;
  for (let cut = 0; cut < cuts; cut += 1) {
    const options = { env: { LD_PRELOAD }, ...(careless && { careless }) };
    const server = await startServer(ground, options);
    const sending = keepSending({ url: server.url, token }, ledger, 4);
    // Few enough that the log does not begin anew from its start, where its length would say nothing.
    const enough = ledger.acknowledged.size + 250;
    while (ledger.acknowledged.size < enough) await pause(5);
    await server.kill();
    await sending.stop();
    const log = join(dataDirOf(ground), 'langnghe.sqlite-wal');
    must(existsSync(`${log}.synced`), 'nothing was ever synced');
    const synced = Number(readFileSync(`${log}.synced`, 'utf8'));
    cutAway += statSync(log).size - Math.min(synced, statSync(log).size);
    truncateSync(log, Math.min(synced, statSync(log).size));
    rmSync(`${log.slice(0, -'-wal'.length)}-shm`, { force: true });
    rmSync(`${log}.synced`);
  }
  const { lost } = await compare(ground, ledger);
  must(
    lost === 0,
    `${lost} of ${ledger.acknowledged.size} acknowledged responses are gone after the power cut`,
  );
  return `${cuts} cuts, ${await mustHoldAll(ground, ledger)}; ${cutAway} unsynced bytes cut away`;
}

/** A connection that is opened again forgets its settings; ours must say no. */
async function refusesUnsafe(ground: Ground): Promise<string> {
  await publishAndLink(ground);
  const copy = join(ground.folder, 'copy.sqlite');
  mkdirSync(ground.folder, { recursive: true });
  copyFileSync(join(dataDirOf(ground), 'langnghe.sqlite'), copy);
  const database = new Sqlite(copy);
  try {
    const found = database.pragma('synchronous', { simple: true });
    let refusal = '';
    try {
      assertDurable(database);
    } catch (error) {
      refusal = error instanceof Error ? error.message : '';
    }
    must(refusal !== '', `a connection with synchronous = ${String(found)} was taken`);
    return `a connection opened again (synchronous = ${String(found)}) is refused: “${refusal}”`;
  } finally {
    database.close();
  }
}

async function refusesUnsafePostgres(ground: Ground): Promise<string> {
  const url = ground.env.DATABASE_URL ?? '';
  const name = new URL(url).pathname.slice(1);
  await inDatabase(url, `alter database ${name} set synchronous_commit = off`);
  const started = await startServer(ground).then(
    async (server) => {
      await server.kill();
      return '';
    },
    (error: Error) => error.message,
  );
  must(
    started !== '',
    'the server started although commits are acknowledged before they are on disk',
  );
  must(
    (await countOf(ground, "information_schema.tables where table_schema = 'public'")) === 0,
    'it made tables all the same',
  );
  await inDatabase(url, `alter database ${name} reset synchronous_commit`);
  const server = await startServer(ground);
  await server.kill();
  return `refused with synchronous_commit = off (“${started.trim().split('\n').at(-1)}”), started once it was on`;
}

export const crashes: readonly Fault[] = [
  {
    id: 'F1',
    what: 'kill -9 under load loses nothing and doubles nothing',
    on: ['sqlite', 'postgres'],
    run: (ground) => killAgainAndAgain(ground),
    control: (ground) => killAgainAndAgain({ ...ground, isQuick: true }, 'answers-first'),
  },
  {
    id: 'F2',
    what: 'a power cut loses nothing that was acknowledged',
    on: ['sqlite'],
    run: (ground) => cutPower(ground),
    control: (ground) => cutPower({ ...ground, isQuick: true }, 'normal-sync'),
  },
  {
    id: 'F3',
    what: 'a storage that is not durable is refused',
    on: ['sqlite'],
    run: refusesUnsafe,
  },
  {
    id: 'F3',
    what: 'a storage that is not durable is refused at the start',
    on: ['postgres'],
    run: refusesUnsafePostgres,
  },
];
