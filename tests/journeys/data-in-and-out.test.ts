/** A coordinator's desk, on the real server: paper typed in by keyboard alone, once and twice; a file in, and out again. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, withoutBrowser } from '../support/browser.ts';
import { faultsIn, scrollsSideways } from '../support/page-checks.ts';
import { buildParts, type Program, startProgram } from '../support/program.ts';
import { wideDefinition } from '../support/wide-survey.ts';
import { desk, phone } from '../support/workspace-screens.ts';

const password = 'hạt gạo làng ta 27';
const looks = process.env.LOOKS;

describe.skipIf(withoutBrowser())('data in and out', () => {
  let program: Program;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let here = '';
  const complaints: string[] = [];

  beforeAll(async () => {
    await buildParts('server', 'respond', 'workspace');
    const owner = { OWNER_EMAIL: 'hoa', OWNER_PASSWORD: password };
    [program, browser] = await Promise.all([startProgram(owner), launchBrowser()]);
    const file = join(program.dataDir, 'wide.json');
    writeFileSync(file, JSON.stringify(wideDefinition));
    await program.run('survey', 'publish', file, '--name', 'rong');
    context = await browser.newContext({
      viewport: desk,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${program.url}/app/`);
    await page.getByLabel('Tên đăng nhập').fill('hoa');
    await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/projects\/[^/]+\/today/);
    here = `${page.url().replace(/\/today.*/, '')}/surveys/rong`;
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  const look = async (name: string): Promise<void> => {
    if (!looks) return;
    mkdirSync(looks, { recursive: true });
    for (const size of [desk, phone]) {
      await page.setViewportSize(size);
      await page.screenshot({ path: join(looks, `${name}-${size.width}.png`), fullPage: true });
    }
    await page.setViewportSize(desk);
  };
  const judge = async (name: string): Promise<void> => {
    await look(name);
    expect(await faultsIn(page, { name, sizes: [desk, phone], within: 'html' })).toEqual([]);
    await page.setViewportSize(phone);
    expect(await scrollsSideways(page)).toBe(false);
    await page.setViewportSize(desk);
  };
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const stored = async (): Promise<unknown> =>
    program.run('responses', 'count', '--survey', 'rong');

  it('types a form in by keyboard alone, over a reload', async () => {
    await page.goto(`${here}/type-in`);
    await page.getByLabel('Số phiếu giấy').waitFor();
    await look('type-start');
    await page.keyboard.type('A1');
    await press('Enter');
    await page.getByRole('heading', { name: 'Phiếu A1' }).waitFor();
    // Other, with the words beside it, which come when it is chosen; then back and on again.
    await press('3', 'Enter');
    await page.keyboard.type('khác');
    await press('Shift+Enter', '1', 'Enter');
    await press('Enter', '1', '3', 'Enter', 'b', 'a', 'Enter');
    await page.keyboard.type('31,5');
    await press('Enter');
    await page.keyboard.type('28/2/1994');
    await judge('type-form');
    await page.getByText('Đã lưu nháp').waitFor();

    await page.reload();
    await page.getByRole('button', { name: 'Nhập tiếp' }).click();
    await page.getByRole('heading', { name: 'Phiếu A1' }).waitFor();
    const isAtEnd = () => page.evaluate(() => document.activeElement?.tagName === 'BUTTON');
    for (let line = 0; line < 40 && !(await isAtEnd()); line++) await press('Enter');
    await press('Enter');

    await page.getByText('Phiếu A1 đã lưu.').waitFor();
    const rows = await exportedRows();
    expect(rows.at(-1)).toMatchObject({
      source: 'typed',
      paperNumber: 'A1',
      answers: { sex: 'f', needs: ['water', 3], order: ['b', 'a'], age: 31.5, born: '1994-02-28' },
    });
  });

  const exportedRows = async (): Promise<readonly { answers: unknown }[]> => {
    const out = join(program.dataDir, 'out.json');
    await program.run(
      'responses',
      'export',
      '--survey',
      'rong',
      '--format',
      'json',
      '--out',
      out,
      '--json',
    );
    return JSON.parse(readFileSync(out, 'utf8')).responses;
  };

  it('compares two entries of one form, and stores what was decided', async () => {
    for (const choice of ['1', '2']) {
      await page.goto(`${here}/type-in`);
      const double = page.getByLabel('Nhập hai lần');
      if (!(await double.isChecked())) await double.check();
      await page.getByLabel('Số phiếu giấy').fill('B7');
      await press('Enter');
      await page.getByRole('heading', { name: 'Phiếu B7' }).waitFor();
      await press(choice, 'Enter');
      await page.getByRole('button', { name: 'Xong lần nhập này' }).click();
      if (choice === '1') await page.getByText('Phiếu B7 chờ lần nhập thứ hai.').waitFor();
    }
    await page.getByRole('heading', { name: 'So hai lần nhập của phiếu B7' }).waitFor();
    await judge('type-compare');
    await page.getByRole('button', { name: 'Để sau' }).click();
    await page.getByRole('button', { name: 'So sánh' }).first().click();
    await page.getByLabel('Nam').check();
    await page.getByRole('button', { name: 'Lưu phiếu' }).click();

    await page.getByText('Phiếu B7 đã lưu.').waitFor();
    expect((await exportedRows()).at(-1)).toMatchObject({ answers: { sex: 'm' } });
    await page.getByText('Không có phiếu nào đang nhập dở.').waitFor();
  });

  it('looks through a file, imports it, and gives the list of what was lost', async () => {
    const before = await stored();
    const rows = Array.from({ length: 300 }, (_, at) => `id-${at},${at % 70 ? 'Nữ' : '?'},${at}`);
    const csv = `_uuid,Giới tính,Age,nhà\n${rows.join('\n')}\nid-0,Nam,5\n`;
    await page.goto(`${here}/import`);
    await look('import-start');
    await page.setInputFiles('input[type=file]', {
      name: 'xuất.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(csv),
    });
    await page.getByRole('heading', { name: 'Xem thử: 301 dòng' }).waitFor();
    await judge('import-look');
    expect(await stored()).toEqual(before);
    await page.getByRole('button', { name: 'Lưu 301 dòng' }).click();
    await page.getByRole('heading', { name: 'Đã nhập: 301 dòng' }).waitFor();
    await look('import-done');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tải danh sách (CSV)' }).click();

    const list = readFileSync(await (await saved).path(), 'utf8');
    expect(list.split('\r\n')[1]).toBe(
      ',,nhà,"Cột này không có trong khảo sát; bỏ qua."'.replaceAll('"', ''),
    );
    expect(await stored()).toMatchObject({ conflict: 1, quarantined: 0 });
  });

  it('gives the responses back as a workbook', async () => {
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Tải về' }).click();

    const bytes = readFileSync(await (await saved).path());
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
    expect(complaints).toEqual([]);
  });
});
