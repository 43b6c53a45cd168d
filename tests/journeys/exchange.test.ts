/** Forms of other programs in, ours out, and paper: with the keyboard where people may have nothing else. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importXlsform } from '#core/definitions/xlsform/import-xlsform.ts';
import { readWorkbook } from '#server/definitions/read-workbook.ts';
import { launchBrowser, withoutBrowser } from '../support/browser.ts';
import { faultsIn, scrollsSideways, smallTargets } from '../support/page-checks.ts';
import { buildParts, type Program, startProgram } from '../support/program.ts';
import { workbookBytes } from '../support/spreadsheets.ts';
import { desk, phone } from '../support/workspace-screens.ts';

const form = workbookBytes({
  survey: [
    ['type', 'name', 'label::Tiếng Việt (vi)', 'label::English (en)', 'relevant', 'strange'],
    ['select_one yn', 'ok', 'Ổn không?', 'Fine?', '', ''],
    ['integer', 'age', 'Tuổi', 'Age', `selected(\${ok}, 'yes')`, 'x'],
    ['image', 'photo_of_the_place_where_people_wait_for_the_nurse', 'Ảnh', 'Photo', '', ''],
  ],
  choices: [
    ['list_name', 'name', 'label::Tiếng Việt (vi)', 'label::English (en)'],
    ['yn', 'yes', 'Có', 'Yes'],
    ['yn', 'no', 'Không', 'No'],
  ],
  settings: [['form_title'], ['Phiếu nhỏ']],
});
/** The same without the photo, and with one more. */
const changed = workbookBytes({
  survey: [
    ['type', 'name', 'label::Tiếng Việt (vi)', 'label::English (en)', 'relevant'],
    ['select_one yn', 'ok', 'Ổn không?', 'Fine?', ''],
    ['integer', 'age', 'Tuổi', 'Age', `selected(\${ok}, 'yes')`],
    ['text', 'more', 'Còn gì nữa?', 'Anything else?', ''],
  ],
  choices: [
    ['list_name', 'name', 'label::Tiếng Việt (vi)', 'label::English (en)'],
    ['yn', 'yes', 'Có', 'Yes'],
    ['yn', 'no', 'Không', 'No'],
  ],
  settings: [['form_title'], ['Phiếu nhỏ']],
});
const broken = workbookBytes({
  survey: [
    ['type', 'name', 'label', 'relevant'],
    ['text', 'a', 'A', `\${missing} = 1`],
  ],
});
const asFile = (name: string, bytes: Uint8Array) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(bytes),
});

describe.skipIf(withoutBrowser())('forms and paper in the workspace', () => {
  let program: Program;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    await buildParts('server', 'workspace');
    [program, browser] = await Promise.all([startProgram(), launchBrowser()]);
    const context = await browser.newContext({
      viewport: desk,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(/http\S+\/app\/welcome#\S+/.exec(program.printed)?.[0] ?? '');
    await page.getByLabel('Họ và tên').fill('Nguyễn Thị Hòa');
    await page.getByLabel('Tên đăng nhập').fill('hoa');
    await page.getByLabel('Mật khẩu', { exact: true }).fill('hạt gạo làng ta 27');
    await page.getByRole('button', { name: 'Tạo tài khoản và bắt đầu' }).click();
    await page.getByRole('heading', { name: 'Chưa nhận phiếu nào.' }).waitFor();
    await page
      .getByRole('navigation')
      .getByRole('link', { name: 'Khảo sát', exact: true })
      .first()
      .click();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  const dialog = () => page.getByRole('dialog');
  const choose = async (file: ReturnType<typeof asFile>) => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      dialog()
        .getByRole('button', { name: /Tệp khảo sát/ })
        .press('Enter'),
    ]);
    await chooser.setFiles(file);
  };

  it('says where a form is wrong, and keeps nothing of it', async () => {
    await page.getByRole('button', { name: 'Thêm khảo sát' }).click();
    await dialog().getByText('Từ tệp').click();
    await choose(asFile('hong.xlsx', broken));

    const alert = dialog().getByRole('alert');
    await alert.getByText('survey, dòng 2, cột relevant').waitFor();
    expect(await dialog().getByRole('button', { name: 'Thêm làm bản nháp' }).isDisabled()).toBe(
      true,
    );
  });

  it('says what a form would lose before anything is kept, then adds it', async () => {
    await choose(asFile('Phiếu nhỏ.xlsx', form));
    await dialog()
      .getByText(/điểm không giữ được nguyên vẹn/)
      .waitFor();
    expect(
      await faultsIn(page, { name: 'form', sizes: [desk, phone], within: '[role="dialog"]' }),
    ).toEqual([]);
    expect(await dialog().getByLabel('Tên trong địa chỉ').inputValue()).toBe('phieu-nho');

    await dialog()
      .getByRole('button', { name: /Thêm, dù có/ })
      .press('Enter');

    await page.getByRole('heading', { name: 'Phiếu nhỏ' }).first().waitFor();
    expect(page.url()).toMatch(/surveys\/phieu-nho$/);
    await page.setViewportSize(phone);
    expect(await scrollsSideways(page)).toBe(false);
    await page.setViewportSize(desk);
  });

  const fromMenu = async (label: string) => {
    await page.getByRole('button', { name: 'Việc khác với khảo sát này' }).press('Enter');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: label }).click(),
    ]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };

  it('gives the file back as it came, and the draft as a form', async () => {
    const original = await fromMenu('Tải tệp gốc');
    const written = await fromMenu('Tải XLSForm');

    expect(original.name).toBe('Phiếu nhỏ.xlsx');
    expect(createHash('sha256').update(original.bytes).digest('hex')).toBe(
      createHash('sha256').update(form).digest('hex'),
    );
    const workbook = await readWorkbook(written.bytes);
    expect(workbook.ok && importXlsform(workbook.sheets).definition?.title).toBe('Phiếu nhỏ');
  });

  it('takes a changed form as the next draft, and says what changed', async () => {
    await page.getByRole('button', { name: 'Việc khác với khảo sát này' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Thay bản nháp bằng tệp' }).click();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: /Tệp khảo sát/ }).press('Enter'),
    ]);
    await chooser.setFiles(asFile('Phiếu mới.xlsx', changed));
    await page.getByText(/3 câu hỏi/).waitFor();
    await page.getByRole('button', { name: 'Dùng tệp này làm bản nháp' }).press('Enter');
    await page.getByText('Bản nháp đã được thay.').waitFor();

    expect(await faultsIn(page, { name: 'upload', sizes: [desk, phone], within: 'html' })).toEqual(
      [],
    );
    await page.getByRole('link', { name: 'Xem bản nháp' }).click();
    await page.getByText('Còn gì nữa?').first().waitFor();
  });

  it('shows the sheet in each language, ready to be printed', async () => {
    await page.getByRole('button', { name: 'Việc khác với khảo sát này' }).press('Enter');
    await page.getByRole('menuitem', { name: 'In phiếu giấy' }).click();
    const sheet = page.frameLocator('iframe');
    await sheet.getByText('Ổn không?').waitFor();
    await sheet.getByText('→ câu 3').waitFor();
    await page.getByLabel('Ngôn ngữ của phiếu').selectOption('en');
    await sheet.getByText('Fine?').waitFor();

    expect(page.url()).toContain('language=en');
    expect(await page.getByRole('button', { name: 'In', exact: true }).isEnabled()).toBe(true);
    expect(await smallTargets(page, 24)).toEqual([]);
    await page.evaluate(() => document.querySelector('iframe')?.remove());
    expect(await faultsIn(page, { name: 'paper', sizes: [desk, phone], within: 'html' })).toEqual(
      [],
    );
    expect(complaints).toEqual([]);
  });
});
