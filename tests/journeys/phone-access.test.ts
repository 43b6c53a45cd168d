import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, phoneScreen, withoutBrowser } from '../support/browser.ts';
import { answerPage, answerShortly } from '../support/phone-person.ts';
import { buildParts, type Program, startProgram } from '../support/program.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

describe.skipIf(withoutBrowser())('the phone for everybody', () => {
  let program: Program;
  let browser: Browser;
  let context: BrowserContext;
  let url: string;

  beforeAll(async () => {
    await buildParts('server', 'respond');
    [program, browser] = await Promise.all([startProgram(), launchBrowser()]);
    const made = await program.run(
      ...['link', 'create', '--survey', 'worker-needs', '--purpose', 'collector'],
      ...['--name', 'Lan', '--site', 'May An Phú', '--create-site'],
    );
    url = (made as { url: string }).url; // the contract of `link create --json`
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });
  afterEach(() => context?.close());

  const openPhone = async (options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> => {
    context = await browser.newContext({ ...phoneScreen, ...options });
    const page = await context.newPage();
    await page.goto(url);
    await page.getByRole('button', { name: 'Phiếu mới' }).waitFor();
    return page;
  };
  const violationsOf = async (page: Page): Promise<readonly string[]> => {
    const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target}`));
  };
  /** Each screen of an interview in turn, from the home screen to the list. */
  const visitScreens = async (
    page: Page,
    look: (screen: string) => Promise<void>,
  ): Promise<void> => {
    await look('home');
    await page.getByRole('button', { name: 'Đổi' }).tap();
    await look('collector name');
    await page.getByRole('button', { name: 'Thôi' }).tap();
    await page.getByRole('button', { name: 'Ngôn ngữ: Tiếng Việt' }).tap();
    await look('languages');
    await page.getByRole('button', { name: 'Đóng' }).tap();
    await page.getByRole('button', { name: 'Phiếu mới' }).tap();
    await look('opening');
    await page.getByRole('button', { name: 'Đồng ý, bắt đầu' }).tap();
    await page.locator('[data-name="age_18"]').waitFor();
    await look('form');
    await page.getByRole('button', { name: 'Tiếp theo' }).tap();
    await page.getByText('Xin trả lời câu này.').first().waitFor();
    await look('form with errors');
    await page.getByRole('button', { name: 'Dừng phiếu' }).tap();
    await look('leaving');
    await page.getByRole('button', { name: 'Ở lại' }).tap();
    await answerPage(page, { age_18: 'no' });
    await page.getByRole('button', { name: 'Hoàn thành' }).tap();
    await page.getByRole('heading', { name: 'Đã nhận phiếu.' }).waitFor();
    await look('thanks');
    await page.getByRole('button', { name: 'Xem danh sách' }).tap();
    await look('list');
  };

  it.each(['light', 'dark'] as const)(
    'has no violation that axe can find, in %s',
    async (colorScheme) => {
      const page = await openPhone({ colorScheme });
      const found: Record<string, readonly string[]> = {};

      await visitScreens(page, async (screen) => {
        found[screen] = await violationsOf(page);
      });

      expect(Object.keys(found)).toHaveLength(9);
      for (const [screen, violations] of Object.entries(found))
        expect(violations, screen).toEqual([]);
    },
    120_000,
  );

  it('finds a planted violation', async () => {
    const page = await openPhone();
    await page.evaluate(() =>
      document.querySelector('main')?.insertAdjacentHTML('beforeend', '<button></button>'),
    );

    expect((await violationsOf(page)).join()).toContain('button-name');
  }, 60_000);

  it('fits 320 px without scrolling sideways, and everything to tap is at least 44 px high', async () => {
    const page = await openPhone({ viewport: { width: 320, height: 640 } });
    const wide: string[] = [];
    const small: string[] = [];

    await visitScreens(page, async (screen) => {
      const sizes = await page.evaluate(() => ({
        overflow: document.documentElement.scrollWidth - innerWidth,
        heights: [...document.querySelectorAll('button, a[href], label.sd-selectbase__label')]
          .filter((element) => element.checkVisibility())
          .map((element) => [element.textContent, element.getBoundingClientRect().height] as const),
      }));
      if (sizes.overflow > 0) wide.push(`${screen}: ${sizes.overflow}`);
      for (const [text, height] of sizes.heights)
        if (height < 44) small.push(`${screen}: ${text} ${height}`);
    });

    expect(wide).toEqual([]);
    expect(small).toEqual([]);
  }, 120_000);

  it('can be filled in by keyboard alone', async () => {
    const page = await openPhone({ hasTouch: false, isMobile: false });
    const press = async (name: string): Promise<void> => {
      const button = page.getByRole('button', { name });
      for (let steps = 0; steps < 40; steps += 1) {
        if (await button.evaluate((element) => element === document.activeElement)) break;
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('Enter');
    };
    await press('Phiếu mới');
    await press('Đồng ý, bắt đầu');
    const age = page.locator('[data-name="age_18"] input');
    await age.first().waitFor();
    for (const [item, presses] of [
      ['fill_mode', 0],
      ['age_18', 1],
    ] as const) {
      const inputs = page.locator(`[data-name="${item}"] input`);
      for (let steps = 0; steps < 20; steps += 1) {
        await page.keyboard.press('Tab');
        if (await inputs.evaluateAll((all) => all.some((one) => one === document.activeElement)))
          break;
      }
      await page.keyboard.press('Space');
      for (let step = 0; step < presses; step += 1) await page.keyboard.press('ArrowDown');
    }
    await press('Hoàn thành');

    await page.getByRole('heading', { name: 'Đã nhận phiếu.' }).waitFor();
  }, 60_000);

  it('moves nothing where a person has asked for less motion', async () => {
    const page = await openPhone({ reducedMotion: 'reduce' });
    await answerShortlyAndStay(page);

    const moving = await page.evaluate(() =>
      document.getAnimations().map((animation) => animation.constructor.name),
    );
    expect(moving).toEqual([]);
  }, 60_000);

  it('shows items and header twice as large where letters are, without scrolling sideways', async () => {
    const page = await openPhone({ viewport: { width: 320, height: 640 } });
    await page.getByRole('button', { name: 'Phiếu mới' }).tap();
    await page.getByRole('button', { name: 'Đồng ý, bắt đầu' }).tap();
    await page.locator('[data-name="age_18"]').waitFor();
    const sizes = () =>
      Promise.all(
        ['Anh/chị đã đủ 18 tuổi chưa?', 'Chưa đủ'].map((text) =>
          page
            .getByText(text, { exact: true })
            .last()
            .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize)),
        ),
      );
    const before = await sizes();
    await page.addStyleTag({ content: 'html { font-size: 200% !important; }' });

    expect(await sizes()).toEqual(before.map((size) => 2 * size));
    const seen = await page.evaluate(() => ({
      overflow: document.documentElement.scrollWidth - innerWidth,
      leave: document.querySelector('.form-header button')?.getBoundingClientRect().left ?? -1,
    }));
    expect(seen.overflow).toBeLessThanOrEqual(0);
    expect(seen.leave).toBeGreaterThanOrEqual(0);
  }, 60_000);

  it('shows what is chosen in forced colours', async () => {
    const page = await openPhone({ forcedColors: 'active' });
    await page.getByRole('button', { name: 'Phiếu mới' }).tap();
    await page.getByRole('button', { name: 'Đồng ý, bắt đầu' }).tap();
    await page.locator('[data-name="age_18"]').waitFor();
    await answerPage(page, { age_18: 'no' });

    const drawn = () =>
      page
        .locator('[data-name="age_18"] .sd-item__decorator')
        .evaluateAll((marks) => marks.map((mark) => getComputedStyle(mark).boxShadow));
    // The answer is drawn a moment after the tap.
    await expect.poll(async () => new Set(await drawn()).size).toBe(2);
    expect(await drawn()).not.toContain('none');
  }, 60_000);
});

async function answerShortlyAndStay(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Phiếu mới' }).tap();
  await answerShortly(page);
}
