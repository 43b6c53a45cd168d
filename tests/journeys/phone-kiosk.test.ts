import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, phoneScreen, withoutBrowser } from '../support/browser.ts';
import { buildParts, type Program, startProgram } from '../support/program.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

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
  const open = async (
    url: string,
    options: Parameters<Browser['newContext']>[0] = {},
  ): Promise<Page> => {
    context = await browser.newContext({ ...phoneScreen, ...options });
    const page = await context.newPage();
    await page.goto(url);
    return page;
  };
  const violationsOf = async (page: Page): Promise<readonly string[]> => {
    const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target}`));
  };
  const start = (page: Page) => page.getByRole('button', { name: 'Tôi đồng ý, bắt đầu' });
  const next = (page: Page) => page.getByRole('button', { name: 'Tiếp theo' });
  const choose = (page: Page, item: string, at: number) =>
    page.locator(`[data-name="${item}"] label`).nth(at).tap();

  it.each(['light', 'dark'] as const)(
    'asks one item a screen in large rows, forgets a person, and has no violation in %s',
    async (colorScheme) => {
      const page = await open(kiosk, { colorScheme });
      const found: Record<string, readonly string[]> = {};
      const look = async (screen: string): Promise<void> => {
        found[screen] = await violationsOf(page);
      };
      await page.getByRole('button', { name: 'English' }).tap();
      await page.getByRole('button', { name: 'I agree, start' }).waitFor();
      await page.getByRole('button', { name: 'Tiếng Việt' }).tap();
      await start(page).waitFor();
      await look('start');
      await start(page).tap();
      await choose(page, 'visit_when', 0);
      await look('a list');
      for (const item of ['service_got', 'first_time', 'wait_time']) {
        await next(page).tap();
        await choose(page, item, 0);
      }
      await next(page).tap();
      await choose(page, 'sat_access', 3);
      await look('faces');
      expect(await page.locator('.step-chosen').textContent()).toBe('Tốt4');
      expect(await page.locator('[data-name]').count()).toBe(1);
      const heights = await page
        .locator('.step')
        .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
      expect(Math.min(...heights)).toBeGreaterThanOrEqual(76);

      await page.mouse.move(10, 10);
      await page.mouse.down();
      await page.getByRole('button', { name: 'Rời chế độ này' }).waitFor();
      await page.mouse.up();
      await look('staff');
      await page.getByRole('button', { name: 'Quay lại máy hỏi ý kiến' }).tap();
      await page.goBack();
      await start(page).waitFor();
      await start(page).tap();
      await page.locator('[data-name="visit_when"]').waitFor();
      expect(await page.locator('input:checked').count()).toBe(0);
      for (const [screen, violations] of Object.entries(found))
        expect(violations, screen).toEqual([]);
    },
    60_000,
  );

  it('goes back page by page, sends a part if that is wanted, and is left without a trace', async () => {
    const page = await open(respondent);
    await start(page).tap();
    const item = page.locator('[data-name="visit_when"]');
    await item.waitFor();
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
    expect(await violationsOf(page)).toEqual([]);
    await page.goto(respondent);
    await start(page).waitFor();
    expect(await page.getByText('Đang làm dở').count()).toBe(0);

    await start(page).tap();
    await item.waitFor();
    await choose(page, 'visit_when', 1);
    const sent = page.waitForRequest('**/api/v1/collect/responses');
    await page.getByRole('button', { name: 'Dừng phiếu' }).tap();
    await page.getByRole('button', { name: 'Dừng ở đây, gửi phần đã trả lời' }).tap();
    expect((await sent).postDataJSON().responses[0].outcome).toBe('partial');
    await page.getByRole('heading', { name: 'Đã nhận phiếu.' }).waitFor();
  }, 60_000);
});
