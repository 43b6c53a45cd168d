/** The built program as a process: what it prints, how it stops, and several of them on one storage. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readLibrary } from '#server/definitions/library.ts';
import { openDatabase } from '#server/store/database.ts';
import { ROOT } from '../support/rooms.ts';

const execute = promisify(execFile);

/** A first start publishes all of it, once. */
const library = readLibrary(join(ROOT, 'surveys'));

/** The tests' own environment has a BASE_URL of Vite's. */
const plain = { PATH: process.env.PATH, HOME: process.env.HOME };

let dataDir: string;
const started: ChildProcess[] = [];
beforeAll(async () => {
  // Builds the program if it is missing or older than its sources.
  await execute(process.execPath, ['server/launch.mjs', 'cli', '--version'], { cwd: ROOT });
}, 180_000);
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'langnghe-start-'));
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

function start(env: Readonly<Record<string, string>> = {}, ...options: readonly string[]) {
  const child = spawn(process.execPath, ['dist/server/main.js', ...options], {
    cwd: ROOT,
    env: { ...plain, DATA_DIR: dataDir, PORT: '0', ...env },
  });
  started.push(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (data) => {
    said.out += String(data);
  });
  child.stderr.on('data', (data) => {
    said.err += String(data);
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const ready = async () => {
    await vi.waitUntil(() => said.out.includes('is ready: ') || child.exitCode !== null, 30_000);
    return said.out.match(/^Lắng Nghe is ready: (\S+)$/m)?.[1] ?? said.err;
  };
  return { child, said, ended, ready };
}

describe('the first start', () => {
  it('makes a set-up address, says once that it is ready, and answers', async () => {
    const server = start();

    const url = await server.ready();
    const health = await fetch(`${url}/healthz`);
    const lines = server.said.out.trim().split('\n');

    expect(await health.json()).toMatchObject({ status: 'ok', storage: 'sqlite' });
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(new RegExp(`${url}/app/welcome#[\\w-]{43}$`));
    expect(lines[1]).toBe(`Lắng Nghe is ready: ${url}`);
  }, 40_000);

  it('makes the owner that the environment names, who can sign in', async () => {
    const owner = { OWNER_EMAIL: 'Lan@example.org', OWNER_PASSWORD: 'hạt gạo làng ta' };
    const server = start(owner);
    const url = await server.ready();

    const reply = await fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'lan@example.org', password: owner.OWNER_PASSWORD }),
    });

    expect(server.said.out.trim().split('\n')).toHaveLength(1);
    expect(await reply.json()).toMatchObject({
      person: { role: 'owner' },
      projects: [{ name: 'default' }],
    });
  }, 40_000);

  it('is refused with a sentence for a weak password or a wrong setting', async () => {
    const weak = start({ OWNER_EMAIL: 'lan@example.org', OWNER_PASSWORD: 'password1' });
    const wrong = start({ PORT: 'http' });

    expect([await weak.ended, await wrong.ended]).toEqual([2, 2]);
    expect(weak.said.err).toMatch(/^The password is too short or too common\./);
    expect(wrong.said.err).toBe('PORT must be a number from 0 to 65535.\n');
  }, 40_000);
});

describe('a second start', () => {
  it('changes nothing but the set-up address, of which the former stops working', async () => {
    const first = start();
    await first.ready();
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    const second = start();
    const url = await second.ready();

    const tokens = [first, second].map(({ said }) => said.out.match(/#(\S+)/)?.[1]);
    const looks = await Promise.all(
      tokens.map((token) =>
        fetch(`${url}/api/v1/one-time`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ token }),
        }),
      ),
    );

    expect(looks.map((look) => look.status)).toEqual([410, 200]);
    second.child.kill('SIGTERM');
    await second.ended;
    const store = await openDatabase({ dataDir });
    const versions = await store.db.selectFrom('version').selectAll().execute();
    const projects = await store.db.selectFrom('project').selectAll().execute();
    await store.close();
    expect([versions.length, projects.length]).toEqual([library.length, 1]);
  }, 60_000);

  it('on a port that is taken says what to do, and leaves the storage alone', async () => {
    const first = start();
    const { port } = new URL(await first.ready());

    const second = start({ PORT: port, DATA_DIR: join(dataDir, 'other') });

    expect(await second.ended).toBe(2);
    expect(second.said.err).toMatch(new RegExp(`^Port ${port} is taken by another program\\.`));
  }, 40_000);
});

describe('commands', () => {
  it('work at once and beside a running server, on one storage that is laid once', async () => {
    const server = start();
    const link = () =>
      execute(
        process.execPath,
        ['dist/server/cli.js', 'link', 'create', '--survey', 'worker-needs', '--purpose', 'kiosk'],
        { cwd: ROOT, env: { ...plain, DATA_DIR: dataDir } },
      );

    const [url, ...links] = await Promise.all([server.ready(), link(), link(), link()]);
    const opened = await Promise.all(
      links.map(({ stdout }) =>
        fetch(`${url}/api/v1/collect/link`, {
          headers: { authorization: `Bearer ${JSON.parse(stdout).token}` },
        }),
      ),
    );

    expect(opened.map((reply) => reply.status)).toEqual([200, 200, 200]);
    const store = await openDatabase({ dataDir });
    const versions = await store.db.selectFrom('version').select('number').execute();
    const projects = await store.db.selectFrom('project').select('name').execute();
    await store.close();
    expect(projects).toEqual([{ name: 'default' }]);
    expect(versions).toEqual(library.map(() => ({ number: 1 })));
  }, 60_000);
});
