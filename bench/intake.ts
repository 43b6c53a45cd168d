/**
 * How fast intake is against its limits, in one run: the same server, the same 64 connections, the same responses of 60
 * items, stored in group commits, in one transaction a request, in batches of 50, and not at all. All of them check and
 * hash alike. Rounds alternate, because the machine is never quiet for long; medians of the ratios within a round are
 * what counts. Then 40 phones come home with 200 responses each.
 */
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { pino } from 'pino';
import { keysOf } from '#server/access/keys.ts';
import { httpApp } from '#server/http/http-app.ts';
import { collection } from '#server/intake/collection.ts';
import type { IntakeDeps, Submit } from '#server/intake/intake-service.ts';
import { writeGroup } from '#server/intake/write-group.ts';
import { nodeSecrets, systemClock } from '#server/node-ports.ts';
import { openDatabase, type Store } from '#server/store/database.ts';
import { median } from './bench.ts';
import { manyResponses, prepareSurvey } from './intake-survey.ts';

const connections = 64;
const seconds = 1.5;
const rounds = 5;

type Way = 'group' | 'single' | 'batches' | 'nothing';
const ways: readonly Way[] = ['group', 'single', 'batches', 'nothing'];
const batchOf = (way: Way): number => (way === 'batches' ? 50 : 1);

interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

/** For `npm run bench -- intake`. */
export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'langnghe-bench-'));
  try {
    const bodies = join(folder, 'responses.json');
    writeFileSync(bodies, JSON.stringify(manyResponses(200)));
    const measured: Record<Way, Measured[]> = { group: [], single: [], batches: [], nothing: [] };
    for (let round = 0; round < rounds; round += 1) {
      for (const way of ways) {
        const dataDir = join(folder, `${round}-${way}`);
        measured[way].push(await measure(way, dataDir, bodies));
        rmSync(dataDir, { recursive: true, force: true });
      }
    }
    const flush = await comeHome(join(folder, 'flush'), bodies);
    const rows = [...toRows(measured), ...flush.rows];
    return { connections, rounds, seconds, measured, flush: flush.measured, rows };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function toRows(measured: Record<Way, readonly Measured[]>) {
  const rates = (way: Way) => measured[way].map(({ perSecond }) => perSecond);
  const ratio = (a: Way, b: Way) =>
    median(rates(a).map((rate, round) => rate / (rates(b)[round] ?? Number.NaN)));
  const share = ratio('group', 'nothing');
  const inBatches = ratio('batches', 'group');
  const all = ways.flatMap((way) => measured[way]);
  const failed = all.reduce((sum, one) => sum + one.failed, 0);
  return [
    { what: 'durable ÷ no database', value: share, unit: '×', aim: 0.75, met: share >= 0.75 },
    {
      what: 'batches of 50 ÷ single sends',
      value: inBatches,
      unit: '×',
      aim: 1.2,
      met: inBatches >= 1.2,
    },
    {
      what: 'group commit ÷ one transaction a request',
      value: ratio('group', 'single'),
      unit: '×',
    },
    ...ways.map((way) => ({ what: way, value: median(rates(way)), unit: 'responses a second' })),
    { what: 'group p50', value: median(measured.group.map(({ p50 }) => p50)), unit: 'ms' },
    { what: 'group p99', value: median(measured.group.map(({ p99 }) => p99)), unit: 'ms' },
    { what: 'failed', value: failed, unit: 'requests', aim: 0, met: failed === 0 },
  ];
}

/** Opens a server over a fresh storage, does the work with its port, and closes both. */
async function withServer<Value>(
  dataDir: string,
  submitter: (deps: IntakeDeps) => Submit | undefined,
  work: (port: number, store: Store) => Promise<Value>,
): Promise<Value> {
  const store = await openDatabase({ dataDir });
  const keys = keysOf(randomBytes(32));
  const deps = { db: store.db, clock: systemClock, secrets: nodeSecrets, keys };
  const submit = submitter(deps);
  const options = { itemsPerMinute: Number.POSITIVE_INFINITY, ...(submit && { submit }) };
  const logger = pino({ level: 'silent' });
  const app = httpApp(logger).route('/api/v1', collection({ ...deps, logger }, options));
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  // as: a server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo;
  try {
    return await work(port, store);
  } finally {
    await new Promise((resolve) => server.close(resolve));
    await store.close();
  }
}

const submitters: Record<Way, (deps: IntakeDeps) => Submit | undefined> = {
  group: () => undefined,
  batches: () => undefined,
  single: (deps) => async (work) => (await writeGroup(deps, [work]))[0] ?? [],
  nothing: () => async (work) => work.items.map(({ sentId: id }) => ({ id, status: 'stored' })),
};

const measure = (way: Way, dataDir: string, bodies: string): Promise<Measured> =>
  withServer(dataDir, submitters[way], async (port, store) => {
    const [token] = await prepareSurvey(store, 1);
    const args = [port, token, connections, seconds, bodies, batchOf(way)];
    // as: the script prints just this.
    return (await program('intake-load.mjs', args.map(String))) as Measured;
  });

const phones = 40;
const waiting = 200;

interface Flushed {
  readonly seconds: number;
  readonly p99: number;
  readonly acknowledged: readonly string[];
  readonly repeated: number;
}

/** Phones that were without a signal for days send all they have at once to the built server, and some replies get lost. */
async function comeHome(dataDir: string, bodies: string) {
  const server = await startServer(dataDir);
  const store = await openDatabase({ dataDir });
  try {
    const tokens = await prepareSurvey(store, phones);
    const before = memoryOf(server.pid);
    let largest = before;
    const watch = setInterval(() => {
      largest = Math.max(largest, memoryOf(server.pid));
    }, 100);
    const args = [String(server.port), tokens.join(','), String(waiting), bodies];
    // as: the script prints just this.
    const flushed = (await program('intake-flush.mjs', args)) as Flushed;
    clearInterval(watch);
    const rows = await store.db.selectFrom('response').select('id').execute();
    const ids = new Set(rows.map(({ id }) => id));
    const kept = flushed.acknowledged.filter((id) => ids.has(id)).length;
    const { seconds: took, p99, repeated } = flushed;
    return {
      measured: { phones, waiting, seconds: took, repeated },
      rows: [
        none('lost', phones * waiting - kept),
        none('doubled', rows.length - ids.size + Math.max(0, ids.size - phones * waiting)),
        figure('sent again', repeated, 'responses'),
        figure('took', took, 's'),
        figure('p99 of a request of 20', p99, 'ms'),
        figure('most memory of the server', largest, 'MB'),
        figure('memory before', before, 'MB'),
      ],
    };
  } finally {
    await store.close();
    await server.stop();
  }
}

const figure = (what: string, value: number, unit: string) => ({
  what: `${phones} phones × ${waiting}: ${what}`,
  value,
  unit,
});
const none = (what: string, value: number) => ({
  ...figure(what, value, 'responses'),
  aim: 0,
  met: value === 0,
});

/** Megabytes that the process has in memory. */
const memoryOf = (pid: number): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1_000;

/** The server as people run it, in a process of its own. */
async function startServer(dataDir: string) {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [join(process.cwd(), 'dist/server/main.js')], {
    env: { PATH, HOME, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const ready = /is ready: (\S+)/.exec(said)?.[1];
      if (ready) resolve(ready);
    });
    child.once('exit', () => reject(new Error('the server did not start')));
  });
  return {
    pid: child.pid ?? 0,
    port: Number(new URL(url).port),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Runs a script beside us, in a process of its own. @returns what it printed as JSON. */
function program(name: string, args: readonly string[]): Promise<unknown> {
  const child = spawn(process.execPath, [join(process.cwd(), 'bench', name), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (data: Buffer) => {
    text += data.toString();
  });
  return new Promise((resolve, reject) => {
    child.once('close', () => (text ? resolve(JSON.parse(text)) : reject(new Error('no load'))));
  });
}
