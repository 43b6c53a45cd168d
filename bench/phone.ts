/**
 * What the first and the second visit of a phone cost, in a real browser against the built program: bytes as they came
 * over the wire, and how long it takes until consent can be read and the form be used, with the processor and the
 * network slowed down. The aims are of bytes; times are measured only, because machines differ.
 */
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import type { BenchFigure } from './bench.ts';
import { phoneBudget } from './phone-bytes.ts';

/** The size of a first visit that Enketo's own documentation and forum speak of. */
const enketoBytes = 2_000_000;
const browserPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
/** Kilobits a second and milliseconds, as browsers' tools simulate them. */
const networks = [
  { name: 'slow 3G', kbps: 400, latency: 400 },
  { name: 'fast 3G', kbps: 1600, latency: 150 },
  { name: 'no slow-down', kbps: 0, latency: 0 },
] as const;
const processors = [4, 6] as const;

interface Visit {
  readonly consentMs: number;
  readonly formMs: number;
  readonly bytes: number;
  /** Scripts, styles, fonts and pages among them. */
  readonly codeBytes: number;
  /** Whether consent stood on the screen before SurveyJS had come. */
  readonly isConsentFirst: boolean;
}

/** For `npm run bench -- phone`. */
export async function run() {
  const program = await startProgram();
  const browser = await chromium.launch({
    executablePath: browserPath,
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  try {
    const rows: BenchFigure[] = [];
    for (const network of networks)
      for (const cpu of processors)
        rows.push(...(await measure(browser, program.link, network, cpu)));
    return { rows, note: 'bytes as sent (brotli), the definition and the service worker included' };
  } finally {
    await browser.close();
    program.stop();
  }
}

async function measure(
  browser: Browser,
  link: string,
  network: (typeof networks)[number],
  cpu: number,
): Promise<readonly BenchFigure[]> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    isMobile: true,
    hasTouch: true,
    locale: 'vi-VN',
  });
  try {
    const page = await context.newPage();
    const first = await visit(page, link, network, cpu);
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
    await page.waitForFunction('navigator.serviceWorker.controller !== null');
    await page.close();
    const again = await visit(await context.newPage(), link, network, cpu);
    return figures(`${network.name}, processor ÷ ${cpu}`, network.kbps > 0, first, again);
  } finally {
    await context.close();
  }
}

const figures = (
  where: string,
  isSlow: boolean,
  first: Visit,
  again: Visit,
): readonly BenchFigure[] => [
  { what: `${where}: consent can be read`, value: first.consentMs, unit: 'ms' },
  { what: `${where}: first item can be answered`, value: first.formMs, unit: 'ms' },
  { what: `${where}: the same, second visit`, value: again.formMs, unit: 'ms' },
  {
    what: `${where}: consent before SurveyJS`,
    value: Number(first.isConsentFirst),
    unit: 'cases',
    // On a network without limits both have come before anybody can look.
    ...(isSlow ? { aim: 1, met: first.isConsentFirst } : {}),
  },
  {
    what: `${where}: first visit up to the first item`,
    value: first.bytes,
    unit: 'bytes',
    aim: phoneBudget.limitBytes + definitionAllowance,
    met: first.bytes <= phoneBudget.limitBytes + definitionAllowance,
  },
  {
    what: `${where}: part of Enketo’s 2 MB`,
    value: Number((first.bytes / enketoBytes).toFixed(3)),
    unit: 'share',
  },
  {
    what: `${where}: code of the second visit`,
    value: again.codeBytes,
    unit: 'bytes',
    aim: 0,
    met: again.codeBytes === 0,
  },
];

/** The definition itself, headers, and what the service worker fetches beside the page meanwhile. */
const definitionAllowance = 60_000;

async function visit(
  page: Page,
  link: string,
  network: (typeof networks)[number],
  cpu: number,
): Promise<Visit> {
  const devtools = await page.context().newCDPSession(page);
  const count = await countBytes(devtools);
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: network.latency,
    downloadThroughput: network.kbps === 0 ? -1 : (network.kbps * 1000) / 8,
    uploadThroughput: network.kbps === 0 ? -1 : (network.kbps * 1000) / 8,
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  const began = performance.now();
  await page.goto(link, { waitUntil: 'commit' });
  const agree = page.getByRole('button', { name: 'Đồng ý, bắt đầu' });
  await agree.waitFor({ timeout: 120_000 });
  const consentMs = Math.round(performance.now() - began);
  const isConsentFirst = !count.hasSurvey();
  await agree.tap();
  await page.locator('[data-name] input').first().waitFor({ timeout: 120_000, state: 'attached' });
  const formMs = Math.round(performance.now() - began);
  return { consentMs, formMs, isConsentFirst, bytes: count.all(), codeBytes: count.code() };
}

async function countBytes(devtools: CDPSession) {
  let all = 0;
  let code = 0;
  let hasSurvey = false;
  const isCode = new Map<string, boolean>();
  await devtools.send('Network.enable');
  devtools.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.fromServiceWorker || response.fromDiskCache) return;
    const { pathname } = new URL(response.url);
    isCode.set(requestId, pathname.startsWith('/r/') || pathname.startsWith('/s/'));
  });
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!isCode.has(requestId)) return;
    all += encodedDataLength;
    if (isCode.get(requestId)) code += encodedDataLength;
    // Nothing else is as large.
    if (encodedDataLength > 100_000) hasSurvey = true;
  });
  return { all: () => all, code: () => code, hasSurvey: () => hasSurvey };
}

/** The built program over a fresh folder, with a link for people who answer for themselves. */
async function startProgram() {
  const { PATH = '', HOME = '' } = process.env;
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-phone-'));
  const env = { PATH, HOME, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' };
  const server = spawn(process.execPath, [join(process.cwd(), 'dist/server/main.js')], { env });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const ready = /is ready: (\S+)/.exec(said)?.[1];
      if (ready) resolve(ready);
    });
    server.on('exit', () => reject(new Error(`the server ended: ${said}`)));
  });
  const options = ['link', 'create', '--survey', 'worker-needs', '--purpose', 'respondent'];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      join(process.cwd(), 'dist/server/cli.js'),
      ...options,
      '--site',
      'An Phú',
      '--create-site',
      '--json',
    ],
    { env: { ...env, BASE_URL: url } },
  );
  // as: the contract of `link create --json`
  const { url: link } = JSON.parse(stdout) as { url: string };
  return { link, stop: () => server.kill('SIGTERM') };
}
