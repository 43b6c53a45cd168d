/** Files that are no forms, over a real connection: always a plain sentence, nothing kept, and the server goes on. */
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type TestApp, testApp } from '../support/app.ts';
import { badFiles, goodWorkbook, scratched, truncations } from '../support/bad-workbooks.ts';
import { seededRandom } from '../support/differential/seeded-random.ts';
import { workbookBytes } from '../support/spreadsheets.ts';

let app: TestApp;
let origin = '';
let server: ReturnType<typeof serve>;

beforeAll(async () => {
  app = await testApp();
  await new Promise<void>((listening) => {
    server = serve(
      { fetch: (request, env) => app.fetch(request, env), port: 0, hostname: '127.0.0.1' },
      (info) => {
        origin = `http://127.0.0.1:${info.port}`;
        listening();
      },
    );
  });
});
afterAll(() => new Promise((closed) => server.close(closed)));

const problemSchema = z.object({
  code: z.string(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

async function upload(bytes: Uint8Array): Promise<{ status: number; body: unknown; ms: number }> {
  const started = performance.now();
  const reply = await fetch(`${origin}/api/v1/projects/a/surveys/xlsform?name=bad&file=bad.xlsx`, {
    method: 'POST',
    headers: { cookie: app.cookieOf('mai'), 'content-type': 'application/octet-stream', origin },
    body: new Uint8Array(bytes),
  });
  return { status: reply.status, body: await reply.json(), ms: performance.now() - started };
}

async function expectGoesOn(): Promise<void> {
  const health = await fetch(`${origin}/healthz`);
  expect(health.status).toBe(200);
  await health.body?.cancel();
  const rows = await app.store.db.selectFrom('original_file').select('sha256').execute();
  expect(rows).toEqual([]);
  expect((await app.ask('mai', 'GET', '/surveys/bad')).status).toBe(404);
}

describe('a bad file', () => {
  for (const { what, status, bytes } of badFiles) {
    it(`is refused in a plain sentence: ${what}`, { timeout: 30_000 }, async () => {
      const content = bytes();
      const before = process.memoryUsage().rss;

      const reply = await upload(content);

      expect([what, reply.status]).toEqual([what, status]);
      const problem = problemSchema.parse(reply.body);
      for (const { message } of problem.errors ?? []) {
        expect(message).toMatch(/^[A-Z\w].{10,400}\.$/s);
        expect(message).not.toMatch(/\bat \w+ \(|Error:|undefined|node_modules/);
      }
      if (status === 413) expect(process.memoryUsage().rss - before).toBeLessThan(120e6);
      await expectGoesOn();
    });
  }

  it.each(['xlsx', 'biff8'] as const)('cut off at every kilobyte is refused: %s', async (kind) => {
    for (const bytes of truncations(goodWorkbook(kind))) {
      const { status, body } = await upload(bytes);
      expect([bytes.length, status]).toEqual([bytes.length, 422]);
      expect(problemSchema.parse(body).errors?.[0]?.message).toMatch(/^The file .*\.$|sheet/);
    }
    await expectGoesOn();
  });

  it('of random bytes is refused', async () => {
    const random = seededRandom(45);
    for (let turn = 0; turn < 40; turn++) {
      const head = random.pick([
        [],
        [0x50, 0x4b, 3, 4],
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
      ]);
      const tail = Array.from({ length: random.int(0, 4000) }, () => random.int(0, 255));
      expect((await upload(Uint8Array.from([...head, ...tail]))).status).toBe(422);
    }
    await expectGoesOn();
  });

  it('that was scratched is refused or read, and never more', async () => {
    const random = seededRandom(46);
    for (const kind of ['xlsx', 'biff8'] as const) {
      const good = goodWorkbook(kind);
      for (let turn = 0; turn < 30; turn++) {
        const reply = await fetch(`${origin}/api/v1/projects/a/surveys/xlsform/check`, {
          method: 'POST',
          headers: {
            cookie: app.cookieOf('mai'),
            'content-type': 'application/octet-stream',
            origin,
          },
          body: new Uint8Array(scratched(good, random)),
        });
        expect([200, 413, 422]).toContain(reply.status);
        await reply.body?.cancel();
      }
    }
    await expectGoesOn();
  });
});

it('takes the stored value of a formula as text and runs nothing', async () => {
  const bytes = workbookBytes({
    survey: [
      ['type', 'name', 'label'],
      ['text', 'a', '=1+1'],
      ['note', 'b', '=cmd|x'],
    ],
  });

  const reply = await fetch(`${origin}/api/v1/projects/a/surveys/xlsform?name=formulas`, {
    method: 'POST',
    headers: { cookie: app.cookieOf('mai'), 'content-type': 'application/octet-stream', origin },
    body: new Uint8Array(bytes),
  });

  expect(reply.status).toBe(201);
  const draft = await (await app.ask('mai', 'GET', '/surveys/formulas/draft')).json();
  expect(JSON.stringify(draft)).toContain('=1+1');
});
