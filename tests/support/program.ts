/** The built program as people run it: the server in a process of its own over a fresh DATA_DIR, and the command line. */
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');
const launcher = join(root, 'server/launch.mjs');
const runFile = promisify(execFile);

/** Builds what is missing or older than its sources; several test files may ask at once. */
export async function buildParts(
  ...parts: readonly ('server' | 'respond' | 'workspace')[]
): Promise<void> {
  await runFile(process.execPath, [launcher, 'build-missing', ...parts], { cwd: root });
}

export interface Program {
  readonly url: string;
  readonly dataDir: string;
  /** What the server said until it was ready, its one-time address among it. */
  readonly printed: string;
  /** What the server has said so far, on both streams. */
  said(): string;
  /** Runs a command beside the server, on the same storage; gives what it printed as JSON. */
  run(...args: readonly string[]): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts the server on a port of its own choosing and waits until it says that it is ready. */
export async function startProgram(env: Readonly<Record<string, string>> = {}): Promise<Program> {
  const dataDir = mkdtempSync(join(tmpdir(), 'program-'));
  // The test runner sets variables of its own (BASE_URL among them): only what any shell has is handed on.
  const { PATH = '', HOME = '', TZ = '' } = process.env;
  const own = { PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error' };
  const environment = { PATH, HOME, TZ, ...own, ...env };
  const server = spawn(process.execPath, [join(root, 'dist/server/main.js')], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => server.on('exit', () => resolve()));
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const ready = /is ready: (\S+)/.exec(said)?.[1];
      if (ready) resolve(ready);
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  return {
    url,
    dataDir,
    printed: said,
    said: () => said,
    async run(...args) {
      const { stdout } = await runFile(
        process.execPath,
        [join(root, 'dist/server/cli.js'), ...args, '--json'],
        { cwd: root, env: { ...environment, BASE_URL: url } },
      );
      return JSON.parse(stdout);
    },
    async stop() {
      server.kill('SIGTERM');
      await ended;
    },
  };
}
