/**
 * How much group commit gains: the same server, the same 64 connections, the same responses of 60 items, stored in
 * group commits, in one transaction a request, and not at all. All three check and hash alike. Rounds alternate,
 * because the machine is never quiet for long; medians of the ratios within a round are what counts.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { pino } from 'pino';
import type { Definition, Item } from '#core/definitions/definition.ts';
import { canonicalHash } from '#core/kernel/canonical-json.ts';
import { plainLink } from '#core/links/link.ts';
import { keysOf } from '#server/access/keys.ts';
import { insertSurvey, publishVersion } from '#server/definitions/survey-repo.ts';
import { httpApp } from '#server/http/http-app.ts';
import { collection } from '#server/intake/collection.ts';
import type { IntakeDeps, Submit } from '#server/intake/intake-service.ts';
import { writeGroup } from '#server/intake/write-group.ts';
import { insertLink } from '#server/links/link-repo.ts';
import { nodeSecrets, systemClock } from '#server/node-ports.ts';
import { openDatabase, type Store } from '#server/store/database.ts';

const connections = 64;
const seconds = 1.5;
const rounds = 5;

type Way = 'group' | 'single' | 'nothing';
const ways: readonly Way[] = ['group', 'single', 'nothing'];

interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

/** For `npm run bench -- ingest`. */
export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'langnghe-bench-'));
  try {
    const bodies = join(folder, 'bodies.json');
    writeFileSync(bodies, JSON.stringify(manyBodies(200)));
    const measured: Record<Way, Measured[]> = { group: [], single: [], nothing: [] };
    for (let round = 0; round < rounds; round += 1) {
      for (const way of ways) {
        const dataDir = join(folder, `${round}-${way}`);
        measured[way].push(await measure(way, dataDir, bodies));
        rmSync(dataDir, { recursive: true, force: true });
      }
    }
    return { connections, rounds, seconds, measured, rows: toRows(measured) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function toRows(measured: Record<Way, readonly Measured[]>) {
  const rates = (way: Way) => measured[way].map(({ perSecond }) => perSecond);
  const ratio = (a: Way, b: Way) =>
    median(rates(a).map((rate, round) => rate / (rates(b)[round] ?? Number.NaN)));
  const gain = ratio('group', 'single');
  const share = ratio('group', 'nothing');
  const failed = ways.reduce(
    (sum, way) => sum + measured[way].reduce((n, m) => n + m.failed, 0),
    0,
  );
  return [
    {
      what: 'group commit ÷ one transaction a request',
      value: gain,
      unit: '×',
      aim: 3,
      met: gain >= 3,
    },
    { what: 'group commit ÷ no storage', value: share, unit: '×', aim: 0.75, met: share >= 0.75 },
    ...ways.map((way) => ({ what: way, value: median(rates(way)), unit: 'responses a second' })),
    { what: 'group p50', value: median(measured.group.map(({ p50 }) => p50)), unit: 'ms' },
    { what: 'group p99', value: median(measured.group.map(({ p99 }) => p99)), unit: 'ms' },
    { what: 'failed', value: failed, unit: 'requests', aim: 0, met: failed === 0 },
  ];
}

async function measure(way: Way, dataDir: string, bodies: string): Promise<Measured> {
  const store = await openDatabase({ dataDir });
  const token = await prepareSurvey(store);
  const deps = {
    db: store.db,
    clock: systemClock,
    secrets: nodeSecrets,
    keys: keysOf(randomBytes(32)),
  };
  const submit = submitters[way](deps);
  const options = { itemsPerMinute: Number.POSITIVE_INFINITY, ...(submit && { submit }) };
  const logger = pino({ level: 'silent' });
  const app = httpApp(logger).route('/api/v1', collection({ ...deps, logger }, options));
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  // as: a server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo;
  try {
    return await load([port, token, connections, seconds, bodies].map(String));
  } finally {
    await new Promise((resolve) => server.close(resolve));
    await store.close();
  }
}

const submitters: Record<Way, (deps: IntakeDeps) => Submit | undefined> = {
  group: () => undefined,
  single: (deps) => async (work) => (await writeGroup(deps, [work]))[0] ?? [],
  nothing: () => async (work) => work.items.map(({ sentId: id }) => ({ id, status: 'stored' })),
};

function load(args: readonly string[]): Promise<Measured> {
  const script = join(process.cwd(), 'bench/ingest-load.mjs');
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (data: Buffer) => {
    text += data.toString();
  });
  return new Promise((resolve, reject) => {
    // as: the script prints just this.
    child.once('close', () =>
      text ? resolve(JSON.parse(text) as Measured) : reject(new Error('no load')),
    );
  });
}

/** @returns the token of a link to a survey of 60 items. */
async function prepareSurvey({ db }: Store): Promise<string> {
  const at = new Date();
  const created_at = at.toISOString();
  await db.insertInto('organisation').values({ id: 'org', name: 'bench', created_at }).execute();
  await db
    .insertInto('project')
    .values({
      id: 'project',
      organisation_id: 'org',
      name: 'bench',
      time_zone: 'Asia/Ho_Chi_Minh',
      created_at,
    })
    .execute();
  const survey = {
    id: 'survey',
    organisationId: 'org',
    projectId: 'project',
    name: 'bench',
    anonymous: false,
    createdAt: at,
  };
  await insertSurvey(db, survey);
  const hash = canonicalHash(definition);
  await publishVersion(db, { surveyId: survey.id, hash, definition, publishedAt: at });
  const token = nodeSecrets.token(16);
  const link = plainLink({ id: 'link', surveyId: survey.id, purpose: 'collector', createdAt: at });
  await insertLink(db, link, nodeSecrets.hash(token));
  return token;
}

const codes = (count: number) => Array.from({ length: count }, (_, index) => `c${index + 1}`);

/** 60 items as surveys have them: single and multiple choice, numbers, texts. */
const items: readonly Item[] = Array.from({ length: 60 }, (_, index): Item => {
  const name = `item_${index + 1}`;
  if (index % 6 === 0) return { type: 'checkbox', name, choices: codes(12) };
  if (index % 15 === 4) return { type: 'text', name, inputType: 'number', min: 0, max: 120 };
  if (index % 30 === 8) return { type: 'comment', name };
  return { type: 'radiogroup', name, choices: codes(6) };
});

const definition: Definition = {
  title: 'bench',
  clearInvisibleValues: 'onHiddenContainer',
  pages: Array.from({ length: 6 }, (_, page) => ({
    name: `page_${page + 1}`,
    elements: items.slice(page * 10, page * 10 + 10),
  })),
};

/** Requests of one response each, with `@id@` where a new id belongs. Always the same ones. */
function manyBodies(count: number): readonly string[] {
  const definitionHash = canonicalHash(definition);
  const [startedAt, finishedAt] = ['2026-04-16T00:40:00Z', '2026-04-16T00:50:00Z'];
  return Array.from({ length: count }, (_, person) => {
    const answers = Object.fromEntries(
      items.map((item, index) => [item.name, answerTo(item, person * 7 + index)]),
    );
    const envelope = { id: '@id@', definitionHash, outcome: 'completed', startedAt, finishedAt };
    return JSON.stringify({ responses: [{ ...envelope, language: 'vi', answers }] });
  });
}

function answerTo(item: Item, seed: number): unknown {
  if (item.type === 'checkbox') return codes(12).filter((_, index) => (seed + index) % 4 === 0);
  if (item.type === 'text') return seed % 100;
  if (item.type === 'comment')
    return 'Muốn học thêm về quản lý chi tiêu trong gia đình.'.repeat(1 + (seed % 3));
  return `c${(seed % 6) + 1}`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
