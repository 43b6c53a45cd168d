/** The built server in a process of its own, to be killed, starved and started again over the same storage. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Definition } from '#core/definitions/definition.ts';
import type { Ground } from './fault.ts';

const runFile = promisify(execFile);
const built = (file: string): string => join(process.cwd(), 'dist', file);

export interface Server {
  readonly url: string;
  readonly pid: number;
  /** Milliseconds until it said that it is ready. */
  readonly startedInMs: number;
  /** What it has said so far, on both streams. */
  said(): string;
  signal(name: NodeJS.Signals): void;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  kill(): Promise<void>;
}

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Instead of the product: `careless.ts`, which has lost a defence. */
  readonly careless?: string;
}

const running = new Set<ChildProcess>();

/** Whatever an experiment has left behind when it broke off. */
export function killServers(): void {
  for (const child of running) child.kill('SIGKILL');
}

export const dataDirOf = ({ folder }: Ground): string => join(folder, 'data');

export const owner = {
  OWNER_EMAIL: 'owner@example.org',
  OWNER_PASSWORD: 'ba con mèo ngồi trên mái nhà',
} as const;

/** Only what any shell has is handed on, so that the settings are the experiment's. */
function environmentOf(ground: Ground): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  const own = { DATA_DIR: dataDirOf(ground), LOG_LEVEL: 'error', PORT: '0', ...owner };
  return { PATH, HOME, ...own, ...ground.env };
}

export async function startServer(ground: Ground, options: StartOptions = {}): Promise<Server> {
  const began = performance.now();
  const file = built(options.careless ? 'faults-careless/careless.js' : 'server/main.js');
  const child = spawn(process.execPath, [file], {
    env: {
      ...environmentOf(ground),
      ...(options.careless && { CARELESS: options.careless }),
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.on('exit', () => running.delete(child));
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? signal ?? 'SIGKILL'));
  });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const ready = /is ready: (\S+)/.exec(said)?.[1];
      if (ready) resolve(ready);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    startedInMs: performance.now() - began,
    said: () => said,
    signal: (name) => void child.kill(name),
    ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** One command of the program beside the server, on the same storage; gives what it printed as JSON. */
export async function command(ground: Ground, ...args: readonly string[]): Promise<unknown> {
  const { stdout } = await runFile(process.execPath, [built('server/cli.js'), ...args, '--json'], {
    env: environmentOf(ground),
    maxBuffer: 1e8,
  });
  return JSON.parse(stdout);
}

/** A survey of a few items that is asked in every experiment. */
export const definition: Definition = {
  title: { vi: 'Ý kiến', en: 'Opinion' },
  clearInvisibleValues: 'onHiddenContainer',
  pages: [
    {
      name: 'page_1',
      elements: [
        {
          type: 'radiogroup',
          name: 'topic',
          title: { vi: 'Chủ đề', en: 'Topic' },
          choices: ['health', 'law', 'work'].map((value) => ({
            value,
            text: { vi: value, en: value },
          })),
          lnClass: 'neutral',
        },
        {
          type: 'text',
          name: 'number',
          title: { vi: 'Số', en: 'Number' },
          inputType: 'number',
          min: 0,
          lnClass: 'neutral',
          lnMeasure: 'count',
        },
        {
          type: 'comment',
          name: 'note',
          title: { vi: 'Ghi chú', en: 'Note' },
          lnClass: 'free-text',
        },
      ],
    },
  ],
};

export interface OpenedLink {
  readonly id: string;
  readonly token: string;
  readonly url: string;
}

export const surveyName = 'faults';

/** Publishes the survey and makes a link to it. */
export async function publishAndLink(
  ground: Ground,
  { options = [] }: { readonly options?: readonly string[] } = {},
): Promise<OpenedLink> {
  const file = join(ground.folder, 'definition.json');
  if (!existsSync(file)) {
    writeFileSync(file, JSON.stringify(definition));
    await command(ground, 'survey', 'publish', file, '--name', surveyName);
  }
  const purpose = options.includes('--purpose') ? [] : ['--purpose', 'collector'];
  const made = await command(
    ground,
    'link',
    'create',
    '--survey',
    surveyName,
    ...purpose,
    ...options,
  );
  return made as OpenedLink; // as: the contract
}
