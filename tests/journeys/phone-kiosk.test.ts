import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, phoneScreen, withoutBrowser } from '../support/browser.ts';
import { faultsIn, smallTargets } from '../support/page-checks.ts';
import { buildParts, type Program, startProgram } from '../support/program.ts';

/** The narrowest phone. */
const sizes = [{ width: 320, height: 640 }];

describe.skipIf(withoutBrowser())('a device for many people, and the ways out', () => {
  let program: Program;
  let browser: Browser;
  let context: BrowserContext;
  let kiosk: string;
  let respondent: string;

  beforeAll(async () => {
    await buildParts('server', 'respond');
    [program, browser] = await Promise.all([startProgram(), launchBrowser()]);
    kiosk = await makeLink('kiosk');
    respondent = await makeLink('respondent');
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });
  afterEach(() => context?.close());

  const makeLink = async (purpose: string): Promise<string> => {
    const made = await program.run(
      ...['link', 'create', '--survey', 'client-satisfaction', '--purpose', purpose],
      ...['--site', 'May An Phú', '--create-site'],
    );
    return (made as { url: string }).url; // the contract of `link create --json`
  };
  const open = async (url: string): Promise<Page> => {
    context = await browser.newContext(phoneScreen);
    const page = await context.newPage();
    await page.goto(url);
    return page;
  };
  /** Nothing to be found, in light and dark, and nothing too small for a finger. */
  const isGood = async (page: Page, name: string): Promise<void> => {
    const found = await faultsIn(page, { name, sizes, within: 'html' });
    expect([...found, ...(await smallTargets(page, 44))], name).toEqual([]);
  };
  const start = (page: Page) => page.getByRole('button', { name: 'Tôi đồng ý, bắt đầu' });
  const next = (page: Page) => page.getByRole('button', { name: 'Tiếp theo' });
  const choose = (page: Page, item: string, at: number) =>
    page.locator(`[data-name="${item}"] label`).nth(at).tap();

  it('asks one item a screen in large rows, and forgets whoever has gone', async () => {
    const page = await open(kiosk);
    await page.clock.install();
    await page.getByRole('button', { name: 'English' }).tap();
    await page.getByRole('button', { name: 'I agree, start' }).waitFor();
    await page.getByRole('button', { name: 'Tiếng Việt' }).tap();
    await start(page).waitFor();
    await isGood(page, 'start');
    await start(page).tap();
    await choose(page, 'visit_when', 0);
    await isGood(page, 'a list');
    for (const item of ['service_got', 'first_time', 'wait_time']) {
      await next(page).tap();
      await choose(page, item, 0);
    }
    await next(page).tap();
    await choose(page, 'sat_access', 3);
    await isGood(page, 'faces');
    expect(await page.locator('.step-chosen').textContent()).toBe('Tốt4');
    expect(await page.locator('[data-name]').count()).toBe(1);
    const heights = await page
      .locator('.step')
      .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(76);

    await page.mouse.move(10, 10);
    await page.mouse.down();
    await page.clock.runFor(3_100);
    await page.getByRole('button', { name: 'Rời chế độ này' }).waitFor();
    await page.mouse.up();
    await isGood(page, 'staff');
    // Staff who leave the panel open leave nobody's answers under it.
    await page.clock.runFor(61_000);
    await page.getByRole('button', { name: 'Tôi còn ở đây' }).waitFor();
    await isGood(page, 'still there');
    await page.clock.runFor(31_000);
    await start(page).waitFor();
    expect(await page.locator('dialog').count()).toBe(0);

    await start(page).tap();
    await choose(page, 'visit_when', 0);
    for (let press = 0; press < 20; press += 1) await page.evaluate(() => history.back());
    await start(page).waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await start(page).tap();
    await page.locator('[data-name="visit_when"]').waitFor();
    expect(await page.locator('input:checked').count()).toBe(0);
  }, 60_000);

  it('goes back page by page, sends a part if that is wanted, and is left without a trace', async () => {
    const page = await open(respondent);
    await start(page).tap();
    const item = page.locator('[data-name="visit_when"]');
    await item.waitFor();
    await next(page).tap();
    await page.locator('.error-summary').waitFor();
    await isGood(page, 'errors');
    for (const name of ['visit_when', 'service_got', 'first_time']) await choose(page, name, 1);
    await next(page).tap();
    await page.locator('[data-name="sat_access"]').waitFor();
    await page.goBack();
    await item.waitFor();
    expect(await page.locator('input:checked').count()).toBe(3);

    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.waitForURL('**/r/calendar.html');
    expect(await page.title()).toMatch(/2\d\d\d/);
    await isGood(page, 'calendar');
    for (const go of [1, -1, 1]) {
      await page.evaluate((by) => history.go(by), go);
      await page.waitForTimeout(150);
      expect(new URL(page.url()).pathname).toBe('/r/calendar.html');
    }
    await page.goto(respondent);
    await start(page).waitFor();
    expect(await page.getByText('Đang làm dở').count()).toBe(0);

    await start(page).tap();
    await item.waitFor();
    await choose(page, 'visit_when', 1);
    const sent = page.waitForRequest('**/api/v1/collect/responses');
    await page.getByRole('button', { name: 'Dừng phiếu' }).tap();
    await isGood(page, 'ways out');
    await page.getByRole('button', { name: 'Dừng ở đây, gửi phần đã trả lời' }).tap();
    expect((await sent).postDataJSON().responses[0].outcome).toBe('partial');
    await page.getByRole('heading', { name: 'Đã nhận phiếu.' }).waitFor();
  }, 60_000);
});
