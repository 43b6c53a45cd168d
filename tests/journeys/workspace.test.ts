/** The owner's first day, on the real server: from the one-time address to results and a report. */

import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import { launchBrowser, withoutBrowser } from '../support/browser.ts';
import { buildParts, type Program, startProgram } from '../support/program.ts';
import { someAnswers } from '../support/some-answers.ts';

const password = 'hạt gạo làng ta 27';
const desk = { width: 1280, height: 800 };
const phone = { width: 360, height: 740 };
const looks = [
  { size: desk, colorScheme: 'light' },
  { size: desk, colorScheme: 'dark' },
  { size: phone, colorScheme: 'light' },
  { size: phone, colorScheme: 'dark' },
] as const;
const sizesToDraw = [desk, { width: 768, height: 1024 }, phone, { width: 320, height: 640 }];
/** Where to leave pictures of the screens; nowhere if not set. */
const pictures = process.env.PICTURES_DIR;

describe.skipIf(withoutBrowser())('the workspace', () => {
  let program: Program;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let linkUrl = '';
  const complaints: string[] = [];

  beforeAll(async () => {
    await buildParts('server', 'respond', 'workspace');
    [program, browser] = await Promise.all([startProgram(), launchBrowser()]);
    context = await browser.newContext({
      viewport: desk,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) complaints.push(message.text());
    });
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const goTo = (place: string) =>
    page.getByRole('navigation').getByRole('link', { name: place, exact: true }).first().click();

  /** Sends the responses of `count` people from number `first` on through the link, as a phone would. */
  const send = async (count: number, first: number): Promise<readonly string[]> => {
    const headers = { authorization: `Bearer ${linkUrl.split('#')[1]}` };
    const opened = await fetch(`${program.url}/api/v1/collect/link`, { headers });
    // as: the contract of the collection calls.
    const { definition, definitionHash } = (await opened.json()) as {
      definition: Definition;
      definitionHash: string;
    };
    const logic = compileLogic(definition);
    if (!logic.ok) throw new Error('the published definition does not compile');
    const at = new Date().toISOString();
    const responses = Array.from({ length: count }, (_, place) => ({
      id: randomUUID(),
      definitionHash,
      startedAt: at,
      finishedAt: at,
      language: 'vi',
      answers: someAnswers(definition, logic.value, first + place),
    }));
    const reply = await fetch(`${program.url}/api/v1/collect/responses`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ responses }),
    });
    const { results } = (await reply.json()) as { results: { status: string }[] }; // as: the contract
    return results.map(({ status }) => status);
  };

  it('makes the owner by the one-time address, which then is used up', async () => {
    const address = /http\S+\/app\/welcome#\S+/.exec(program.printed)?.[0] ?? '';
    await page.goto(address);
    await page.getByLabel('Họ và tên').fill('Nguyễn Thị Hòa');
    await page.getByLabel('Tên đăng nhập').fill('hoa');
    await page.getByLabel('Mật khẩu', { exact: true }).fill('12345678');
    await button('Tạo tài khoản và bắt đầu').click();
    await page.getByText('Mật khẩu này dễ đoán.').waitFor();
    await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
    await button('Tạo tài khoản và bắt đầu').click();
    await page.getByRole('heading', { name: 'Chưa nhận phiếu nào.' }).waitFor();

    const stranger = await (await browser.newContext({ locale: 'vi-VN' })).newPage();
    await stranger.goto(address);
    await stranger.getByRole('heading', { name: 'Địa chỉ không dùng được nữa' }).waitFor();
    await stranger.context().close();
  });

  it('makes a project with a site', async () => {
    await goTo('Cài đặt');
    await page.getByLabel('Tên dự án').fill('Công nhân dệt may');
    await button('Tạo dự án').click();
    await page.getByRole('heading', { name: 'Công nhân dệt may' }).waitFor();
    await page.getByLabel('Tên nơi').fill('May An Phú');
    await page.getByLabel('Số người ở đó').fill('310');
    await button('Thêm nơi').click();
    await page.getByRole('rowheader', { name: 'May An Phú' }).waitFor();
  });

  it('takes worker-needs from the library and publishes it', async () => {
    await goTo('Khảo sát');
    await button('Thêm khảo sát').click();
    await page.getByRole('radio', { name: /Ý kiến của công nhân/ }).check();
    await page.getByLabel('Tên trong địa chỉ').fill('nhu-cau-2026');
    await button('Thêm làm bản nháp').click();
    await page.getByText('Chưa công bố lần nào.').waitFor();
    await button('Công bố').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Công bố' }).click();
    await page.getByText(/Bản 1 công bố ngày/).waitFor();
    await page.getByText('May An Phú').waitFor();
  });

  it('makes a collector link that a phone can open, shown once', async () => {
    await goTo('Đường dẫn');
    await button('Tạo đường dẫn').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Ai giữ đường dẫn').fill('Lan');
    await dialog.getByLabel('Nơi', { exact: true }).selectOption({ label: 'May An Phú' });
    await dialog.getByRole('button', { name: 'Tạo đường dẫn' }).click();
    const code = await dialog.getByRole('img', { name: 'Mã QR mở khảo sát' }).boundingBox();
    linkUrl = (await dialog.locator('output').textContent()) ?? '';
    await button('Đã giữ đường dẫn, đóng').click();
    await page.getByRole('row', { name: /Lan May An Phú/ }).waitFor();

    expect(linkUrl).toMatch(/\/s\/[\w-]+#[\w-]{22}$/);
    expect(code?.width).toBeGreaterThan(113); // 3 cm at 96 dots an inch
    expect(await page.content()).not.toContain(linkUrl.split('#')[1]);
  });

  it('counts a response while the page is open, and shows no result of one', async () => {
    await goTo('Hôm nay');
    await page.getByRole('heading', { name: 'Chưa nhận phiếu nào.' }).waitFor();

    expect(await send(1, 0)).toEqual(['stored']);

    await page.getByRole('heading', { name: 'Đã nhận 1 phiếu.' }).waitFor();
    await goTo('Kết quả');
    await page.getByText('Còn quá ít phiếu để xem kết quả.').waitFor();
    await goTo('Báo cáo');
    await page.getByText('Còn quá ít phiếu để xem kết quả.').waitFor();
  });

  it('shows figures with twelve, and groups when they are large enough', async () => {
    expect(new Set(await send(11, 1))).toEqual(new Set(['stored']));

    await goTo('Hôm nay');
    await page.getByRole('heading', { name: 'Đã nhận 12 phiếu.' }).waitFor();
    await goTo('Kết quả');
    await page.getByLabel('Tìm câu hỏi').fill('gioi');
    await page.getByRole('link', { name: 'Giới', exact: true }).click();
    await page.getByText('Tính trên 12 người trả lời câu này.').waitFor();
    await page.getByRole('button', { name: 'Nhóm tuổi' }).click();
    await page.getByText('Các nhóm còn quá ít người để so sánh.').waitFor();

    expect(new URL(page.url()).searchParams.get('by')).toBe('age_band');
    expect(new Set(await send(12, 12))).toEqual(new Set(['stored']));

    await page.reload();
    await page.getByRole('columnheader', { name: /n = 24/ }).waitFor();

    expect(await page.getByRole('columnheader', { name: /n = 12/ }).count()).toBe(2);
  });

  it('downloads the same aggregates, and a report that says its base', async () => {
    await button('Tải về').click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Bảng CSV' }).click(),
    ]);
    await goTo('Báo cáo');
    const report = page.frameLocator('iframe[title="Bản xem trước báo cáo"]');
    await report.getByText('24 phiếu trả lời').first().waitFor();

    expect(file.suggestedFilename()).toMatch(/nhu-cau-2026.*\.csv$/);
    expect(
      await page.getByRole('navigation', { name: 'Các phần' }).getByRole('button').count(),
    ).toBeGreaterThan(3);
  });

  it('gives a consultant neither counts nor people', async () => {
    await goTo('Cài đặt');
    await button('Mời người').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Họ và tên').fill('Trần An');
    await dialog.getByRole('radio', { name: 'Tư vấn' }).check();
    await dialog.getByRole('button', { name: 'Tạo địa chỉ mời' }).click();
    const address = (await dialog.locator('output').textContent()) ?? '';
    await dialog.getByRole('button', { name: 'Xong' }).click();

    const other = await browser.newContext({ locale: 'vi-VN', viewport: phone });
    const theirs = await other.newPage();
    await theirs.goto(address);
    await theirs.getByLabel('Tên đăng nhập').fill('an');
    await theirs.getByLabel('Mật khẩu', { exact: true }).fill(password);
    await theirs.getByRole('button', { name: 'Tạo tài khoản và bắt đầu' }).click();
    await theirs.getByRole('heading', { name: 'Đã nhận ít nhất 20 phiếu.' }).waitFor();
    await theirs.goto(theirs.url().replace(/today.*/, 'settings'));
    await theirs.getByRole('heading', { name: 'Công nhân dệt may' }).waitFor();

    expect(await theirs.getByText('Người làm việc ở đây').count()).toBe(0);
    await other.close();
  });

  it('goes by keys, unless they are switched off', async () => {
    await page.locator('body').press('g');
    await page.locator('body').press('l');
    await page.getByRole('heading', { name: 'Đường dẫn và mã QR' }).waitFor();
    await page.locator('body').press('?');
    await page.getByRole('switch', { name: 'Dùng phím tắt' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.locator('body').press('g');
    await page.locator('body').press('s');

    expect(page.url()).toContain('/links');
  });

  it('has no violation that axe can find and never scrolls sideways, on any screen', async () => {
    const here = page.url().replace(/\/links.*/, '');
    const found: string[] = [];
    for (const [name, address] of Object.entries(screens(here))) {
      await page.setViewportSize(desk);
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(address);
      await page.getByRole('heading').first().waitFor();
      await page.waitForLoadState('networkidle');
      await draw(page, name);
      // The report's own document is judged with the reports; axe cannot run where scripts may not.
      await page.evaluate(() => document.querySelector('iframe')?.remove());
      for (const { size, colorScheme } of looks) {
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme });
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
          .analyze();
        const seen = `${name} ${size.width} ${colorScheme}`;
        found.push(...violations.map(({ id, nodes }) => `${seen}: ${id} ${nodes[0]?.target}`));
        if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) {
          found.push(`${seen}: scrolls sideways`);
        }
      }
    }

    expect(found).toEqual([]);
  }, 180_000);

  it('broke nothing on the way', () => {
    expect(complaints).toEqual([]);
  });
});

const screens = (here: string): Readonly<Record<string, string>> => ({
  today: `${here}/today`,
  surveys: `${here}/surveys`,
  survey: `${here}/surveys/nhu-cau-2026`,
  library: `${here}/library`,
  links: `${here}/links`,
  results: `${here}/results?item=topics`,
  crosstab: `${here}/results?item=topics&by=sex`,
  exact: `${here}/results?item=topics&by=sex&exact=1`,
  report: `${here}/report`,
  settings: `${here}/settings`,
  'sign-in': `${here.replace(/\/app\/.*/, '')}/app/welcome`,
});

/** Pictures in four sizes, for people to compare with the designs. */
async function draw(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  for (const size of sizesToDraw) {
    await page.setViewportSize(size);
    await page.screenshot({ path: join(pictures, `${name}-${size.width}.png`) });
  }
}
