/**
 * What one key press costs in the editor, in a real Chromium on the built workspace: the time that scripts run, with 10
 * and with 300 items. Only the chosen item's card and its row may be drawn again at a key, so the cost must not grow
 * with the survey.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import type { Definition, Item } from '#core/definitions/definition.ts';
import { type BenchFigure, median } from './bench.ts';

const keys = 30;
const rounds = 5;
/** Faster than typing rests, slower than a frame. */
const pauseMilliseconds = 40;
const mostTimes = 5;
const login = { login: 'bench', password: 'a bench that types 27' };

const sizes = [
  { name: '10 items', pages: 1, items: 10 },
  { name: '300 items on 30 pages', pages: 30, items: 10 },
  { name: '300 items on one page', pages: 1, items: 300 },
] as const;

/** For `bench/definitions.ts`. */
export async function editorKeys(): Promise<readonly BenchFigure[]> {
  const path = ['/usr/bin/chromium', '/usr/bin/chromium-browser', process.env.CHROMIUM_PATH].find(
    (one) => one !== undefined && existsSync(one),
  );
  const server = await startServer();
  const browser = await chromium.launch({
    ...(path !== undefined && { executablePath: path }),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const open = await Promise.all(
      (await addSurveys(context, server.url)).map((address) => openEditor(context, address)),
    );
    const costs = open.map((): number[] => []);
    for (let round = 0; round <= rounds; round++) {
      for (const [place, editor] of open.entries()) {
        const cost = await costOfKeys(editor);
        // The first round warms the compiler up.
        if (round > 0) costs[place]?.push(cost);
      }
    }
    return figures(costs.map(median));
  } finally {
    await browser.close();
    server.stop();
  }
}

function figures(milliseconds: readonly number[]): readonly BenchFigure[] {
  const [least = Number.NaN] = milliseconds;
  const rows = sizes.map(({ name }, place): BenchFigure => {
    const value = milliseconds[place] ?? Number.NaN;
    return { what: `scripting a key in the editor, ${name}`, value, unit: 'ms' };
  });
  const ratios = sizes.slice(1).map(({ name }, place): BenchFigure => {
    const value = (milliseconds[place + 1] ?? Number.NaN) / least;
    const met = value <= mostTimes;
    return { what: `a key with ${name}, against 10`, value, unit: 'times', aim: mostTimes, met };
  });
  return [...rows, ...ratios].map((row) => ({ ...row, value: Math.round(row.value * 100) / 100 }));
}

interface OpenEditor {
  readonly page: Page;
  readonly metrics: CDPSession;
}

/** Milliseconds of scripting a key, while the title of the first item is typed. */
async function costOfKeys({ page, metrics }: OpenEditor): Promise<number> {
  await page.bringToFront();
  const title = page.locator('[data-card] [data-first]');
  await title.click();
  await page.waitForTimeout(600);
  const before = await scriptSeconds(metrics);
  await page.keyboard.type('anh chi muon hoc gi '.repeat(2).slice(0, keys), {
    delay: pauseMilliseconds,
  });
  const after = await scriptSeconds(metrics);
  // What follows when typing rests is not part of a key: it is let through before the next round.
  await page.waitForTimeout(2_000);
  return ((after - before) * 1000) / keys;
}

async function scriptSeconds(metrics: CDPSession): Promise<number> {
  const { metrics: found } = await metrics.send('Performance.getMetrics');
  return found.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN;
}

async function openEditor(context: BrowserContext, address: string): Promise<OpenEditor> {
  const page = await context.newPage();
  await page.goto(address);
  await page.locator('[data-card] [data-first]').waitFor();
  const metrics = await context.newCDPSession(page);
  await metrics.send('Performance.enable');
  await page.waitForTimeout(1_500);
  return { page, metrics };
}

/** Surveys of each size in a project of their own; gives the addresses of their editors. */
async function addSurveys(context: BrowserContext, url: string): Promise<readonly string[]> {
  const post = async (path: string, data: unknown): Promise<Record<string, unknown>> => {
    const reply = await context.request.post(`${url}/api/v1${path}`, {
      data,
      headers: { origin: url },
    });
    if (!reply.ok()) throw new Error(`${path}: ${reply.status()} ${await reply.text()}`);
    return reply.json();
  };
  await post('/session', login);
  const { id } = await post('/projects', { name: 'bench' });
  const addresses: string[] = [];
  for (const [place, { pages, items }] of sizes.entries()) {
    const name = `keys-${place}`;
    await post(`/projects/${id}/surveys`, { name, definition: aSurvey(pages, items) });
    addresses.push(`${url}/app/projects/${id}/surveys/${name}/edit`);
  }
  return addresses;
}

function aSurvey(pages: number, items: number): Definition {
  return {
    locale: 'vi',
    title: { vi: 'Khảo sát', en: 'Survey' },
    pages: Array.from({ length: pages }, (_, page) => ({
      name: `p${page}`,
      title: { vi: `Trang ${page}`, en: `Page ${page}` },
      elements: Array.from({ length: items }, (_, item) => anItem(page * items + item)),
    })),
  };
}

/** Every third one is conditional on the one before. */
const anItem = (number: number): Item => ({
  type: number % 2 === 0 ? 'radiogroup' : 'checkbox',
  name: `q${number}`,
  title: { vi: `Câu hỏi số ${number}?`, en: `Question number ${number}?` },
  choices: ['a', 'b', 'c', 'd', 'e'].map((value) => ({
    value,
    text: { vi: `Trả lời ${value}`, en: `Answer ${value}` },
  })),
  ...(number % 3 === 2 && { visibleIf: `{q${number - 1}} notempty` }),
  lnClass: 'neutral',
  lnMeasure: 'nominal',
  lnRole: 'other',
});

interface RunningServer {
  readonly url: string;
  stop(): void;
}

/** The built program over a fresh folder, on a port of its own choosing. */
async function startServer(): Promise<RunningServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-'));
  const { PATH = '', HOME = '' } = process.env;
  const owner = { OWNER_EMAIL: login.login, OWNER_PASSWORD: login.password };
  const server = spawn(process.execPath, [join(process.cwd(), 'dist/server/main.js')], {
    env: { PATH, HOME, PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error', ...owner },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout.on('data', (chunk: Buffer) => {
      const ready = /is ready: (\S+)/.exec(chunk.toString())?.[1];
      if (ready) resolve(ready);
    });
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return {
    url,
    stop() {
      server.kill();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
