/** A draft is tried on two phones before it is published: one goes to the end, one stops; the pilot page tells. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, phoneScreen, withoutBrowser } from '../support/browser.ts';
import { answerPage } from '../support/phone-person.ts';
import { buildParts, type Program, startProgram } from '../support/program.ts';

const name = 'thu-truoc';
const definition = {
  title: { vi: 'Phiếu đang thử' },
  locale: 'vi',
  pages: [
    {
      name: 'mot',
      title: { vi: 'Trang một' },
      elements: [yesNo('vui', 'Hôm nay anh/chị vui không?'), yesNo('met', 'Anh/chị có mệt không?')],
    },
    { name: 'hai', title: { vi: 'Trang hai' }, elements: [yesNo('ban', 'Anh/chị có bận không?')] },
  ],
};

function yesNo(item: string, title: string) {
  return {
    type: 'radiogroup',
    name: item,
    title: { vi: title },
    isRequired: true,
    choices: [
      { value: 'yes', text: { vi: 'Có' } },
      { value: 'no', text: { vi: 'Không' } },
    ],
    lnRole: 'other',
    lnClass: 'neutral',
    lnMeasure: 'nominal',
  };
}

describe.skipIf(withoutBrowser())('a pilot', () => {
  let program: Program;
  let browser: Browser;
  let desk: BrowserContext;
  let page: Page;
  let url = '';

  beforeAll(async () => {
    await buildParts('server', 'respond', 'workspace');
    const owner = { OWNER_EMAIL: 'yen', OWNER_PASSWORD: 'hạt gạo chim sẻ 27' };
    [program, browser] = await Promise.all([startProgram(owner), launchBrowser()]);
    desk = await browser.newContext({ locale: 'vi-VN', reducedMotion: 'reduce' });
    page = await desk.newPage();
    page.setDefaultTimeout(10_000);
    const origin = { headers: { origin: program.url } };
    const api = `${program.url}/api/v1`;
    await desk.request.post(`${api}/session`, {
      ...origin,
      data: { login: 'yen', password: 'hạt gạo chim sẻ 27' },
    });
    const [project] = await (await desk.request.get(`${api}/projects`)).json();
    const added = await desk.request.post(`${api}/projects/${project.id}/surveys`, {
      ...origin,
      data: { name, definition },
    });
    expect(added.status()).toBe(201);
    await page.goto(`${program.url}/app/projects/${project.id}/surveys/${name}/pilot`);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  const button = (label: string) => page.getByRole('button', { name: label, exact: true });
  const onPhone = async (): Promise<Page> => {
    const phone = await (await browser.newContext(phoneScreen)).newPage();
    phone.setDefaultTimeout(10_000);
    await phone.goto(url);
    await phone.getByText('Bản thử: phiếu này không bao giờ được tính.').waitFor();
    await phone.getByRole('button', { name: 'Phiếu mới' }).tap();
    const start = phone.getByRole('button', { name: /[Bb]ắt đầu/ });
    await start.or(phone.locator('[data-name="vui"]')).first().waitFor();
    if (await start.isVisible()) await start.tap();
    await phone.locator('[data-name="vui"]').waitFor();
    return phone;
  };
  const next = (phone: Page) => phone.getByRole('button', { name: 'Tiếp theo' }).tap();

  it('begins with a test link of the draft', async () => {
    await page.getByText('Chưa ai thử.', { exact: false }).waitFor();
    await button('Thử trên điện thoại').click();
    await button('Tạo đường dẫn thử').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('img', { name: 'Mã QR của đường dẫn thử' }).waitFor();
    url = (await dialog.locator('output').textContent()) ?? '';

    expect(url).toMatch(/\/s\/[\w-]+#[\w-]{22}$/);
  });

  it('shows the draft on the phone, and follows who goes to the end and who stops', async () => {
    const first = await onPhone();
    await next(first);
    await first.getByRole('alert').filter({ hasText: /\d/ }).waitFor();
    await answerPage(first);
    await next(first);
    await first.locator('[data-name="ban"]').waitFor();
    await answerPage(first);
    const told = first.waitForRequest((request) => {
      if (!request.url().endsWith('/collect/trial')) return false;
      return request.postData()?.includes('"completed"') === true;
    });
    await first.getByRole('button', { name: 'Hoàn thành' }).tap();
    const body = (await told).postData() ?? '';
    // Names of items and times, and nothing of what was answered.
    expect(body).not.toMatch(/"yes"|"no"/);

    const second = await onPhone();
    await answerPage(second, { vui: 'no' });
    await next(second);
    await second.locator('[data-name="ban"]').waitFor();
    await second.waitForTimeout(2_000);
    await second.context().close();

    await page.getByRole('dialog').getByText('Đã mở: 2 lượt thử.').waitFor();
    await first.context().close();
  });

  it('is told on one page, apart from everything that counts', async () => {
    await page.getByRole('dialog').getByRole('button', { name: 'Đóng' }).click();
    const finished = page.locator('dl > div').filter({ hasText: 'Làm hết phiếu' });
    await finished.getByText('1', { exact: true }).waitFor();
    await page.getByRole('listitem').filter({ hasText: '1 lượt dừng ở đây.' }).waitFor();
    const row = page.getByRole('row').filter({ hasText: 'Hôm nay anh/chị vui không?' });
    // Seconds, seen, left empty, corrected, stopped.
    const cells = await row.getByRole('cell').allTextContents();
    expect(cells.slice(1)).toEqual(['2', '–', '1', '–']);

    const counts = await program.run('responses', 'count', '--survey', name);
    expect(counts).toMatchObject({ stored: 0, test: 1 });
  });
});
