/** A real Chromium with a profile on disk, as a phone has one: it can be killed in mid-sentence and opened again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { browserPath } from '../support/browser.ts';
import { pause } from './phone-network.ts';

export interface PhoneBrowser {
  readonly context: BrowserContext;
  /** What pages have complained of. */
  readonly complaints: string[];
  open(url: string): Promise<Page>;
  /** As a battery that falls out. */
  kill(): Promise<void>;
}

const options = [
  '--headless=new',
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--lang=vi',
  '--remote-debugging-port=0',
  '--window-size=412,860',
];

export interface BrowserOptions {
  /** Runs in every page before its own scripts. */
  readonly before?: string;
}

/** @param profile a folder; the same one again is the same phone. */
export async function openBrowser(
  profile: string,
  { before }: BrowserOptions = {},
): Promise<PhoneBrowser> {
  if (!browserPath) throw new Error('Chromium is needed: set CHROMIUM_PATH');
  const port = join(profile, 'DevToolsActivePort');
  rmSync(port, { force: true });
  const child = spawn(browserPath, [...options, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: 'ignore',
    detached: true,
  });
  const browser = await connect(child, port);
  const [context] = browser.contexts();
  if (!context) throw new Error('the browser has no window');
  const complaints: string[] = [];
  if (before) await context.addInitScript(before);
  return {
    context,
    complaints,
    async open(url) {
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(url);
      return page;
    },
    async kill() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      // The browser is the leader of its own group: all of its processes go, nobody else's.
      if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
      await ended;
      await browser.close().catch(() => undefined);
    },
  };
}

async function connect(child: ChildProcess, portFile: string): Promise<Browser> {
  for (let waited = 0; waited < 20_000; waited += 50) {
    if (child.exitCode !== null) throw new Error(`Chromium ended with ${child.exitCode}`);
    const [port] = existsSync(portFile) ? readFileSync(portFile, 'utf8').split('\n') : [];
    if (port) return chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    await pause(50);
  }
  throw new Error('Chromium did not open');
}
