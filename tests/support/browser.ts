/** A real Chromium for journeys. Where there is none, the test says what to install; on CI it fails instead of skipping. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const candidates = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where the browser is, or undefined. */
export const browserPath = candidates.find((path) => path !== undefined && existsSync(path));

const advice =
  'Browser journeys need Chromium: `apt-get install chromium`, or set CHROMIUM_PATH to a Chromium or Chrome.';

/** True where journeys cannot run and may be left out: never on CI. Says why, once for each file. */
export function withoutBrowser(): boolean {
  if (browserPath) return false;
  if (process.env.CI) throw new Error(advice);
  process.stderr.write(`${advice}\n`);
  return true;
}

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    ...(browserPath ? { executablePath: browserPath } : {}),
    // A container has no user namespaces for Chromium's sandbox; only our own pages are opened.
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });

/** The phones we design for: 360 × 740, Vietnamese, touch. */
export const phoneScreen = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  locale: 'vi-VN',
  timezoneId: 'Asia/Ho_Chi_Minh',
} as const;
