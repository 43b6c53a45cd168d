/** A coordinator's evening before field work: targets pasted in, a conflict seen, a pick list drawn, Today told of it. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PickListReply, TargetsReply } from '#core/register/field-api.ts';
import type { ProjectReply, SiteReply } from '#core/register/register-api.ts';
import { launchBrowser, withoutBrowser } from '../support/browser.ts';
import { faultsIn } from '../support/page-checks.ts';
import { buildParts, type Program, startProgram } from '../support/program.ts';
import { desk, draw, phone } from '../support/workspace-screens.ts';

const names = ['May Bình Minh', 'May An Phú', 'Dệt Sông Bé'];

describe.skipIf(withoutBrowser())('targets and sampling', () => {
  let program: Program;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let project: ProjectReply;
  const sites: SiteReply[] = [];
  const complaints: string[] = [];

  /** A call of the workspace as the same person, from another window. */
  async function call<Reply>(method: string, path: string, data?: unknown): Promise<Reply> {
    const headers = { origin: program.url };
    const url = `${program.url}/api/v1${path}`;
    const reply = await context.request.fetch(url, { method, headers, data });
    expect(reply.status(), path).toBeLessThan(300);
    return (await reply.json()) as Reply; // as: the contract of that path
  }

  beforeAll(async () => {
    await buildParts('server', 'respond', 'workspace');
    const [login, password] = ['hoa', 'hạt gạo làng ta 27'];
    [program, browser] = await Promise.all([
      startProgram({ OWNER_EMAIL: login, OWNER_PASSWORD: password }),
      launchBrowser(),
    ]);
    context = await browser.newContext({
      viewport: desk,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      reducedMotion: 'reduce',
    });
    const headers = { origin: program.url };
    const data = { login, password };
    await context.request.post(`${program.url}/api/v1/session`, { data, headers });
    project = await call('POST', '/projects', { name: 'Công nhân dệt may' });
    const here = `/projects/${project.id}`;
    for (const name of names) sites.push(await call('POST', `${here}/sites`, { name }));
    const library = { name: 'worker-needs', version: 1 };
    await call('POST', `${here}/surveys`, { name: 'nhu-cau', library });
    await call('POST', '/surveys/nhu-cau/versions', {});
    const link = { purpose: 'collector', holder: 'Lan', siteId: sites[0]?.id };
    await call('POST', '/surveys/nhu-cau/links', link);
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${program.url}/app/projects/${project.id}/field`);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  const wanted = (name: string) => page.getByLabel(`Cần bao nhiêu: ${name}`);
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const stored = () => call<TargetsReply>('GET', '/surveys/nhu-cau/targets');

  it('takes a column from a spreadsheet, and goes through the fields by keys', async () => {
    await page.getByRole('heading', { name: 'Chưa đặt chỉ tiêu.' }).waitFor();
    await wanted('Tất cả các nơi cộng lại').fill('150');
    await page.keyboard.press('Enter');
    await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', '60\r\n5x\r\n40\r\n');
      const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(paste);
    });
    await page.getByText('1 ô cần sửa trước khi lưu.').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.type('50');

    expect(await wanted('May An Phú').inputValue()).toBe('50');

    await press('Lưu');
    await page.getByText('Đã lưu lúc').waitFor();

    const { survey, sites: bySite } = await stored();

    expect(survey).toBe(150);
    expect(sites.map(({ id }) => bySite.find((one) => one.id === id)?.wanted)).toEqual([
      60, 50, 40,
    ]);
  });

  it('writes over nobody’s number unseen, and keeps what others changed elsewhere', async () => {
    const theirs = { survey: 180, sites: [{ id: sites[0]?.id, wanted: 70 }] };
    await wanted('Tất cả các nơi cộng lại').fill('200');
    await call('PUT', '/surveys/nhu-cau/targets', theirs);
    await press('Lưu');
    await page.getByText('người khác vừa ghi: 180').waitFor();

    expect((await stored()).survey).toBe(180);

    await press('Lưu số của tôi');
    await page.getByText('Đã lưu lúc').waitFor();
    const now = await stored();

    expect(now.survey).toBe(200);
    expect(now.sites).toEqual(theirs.sites);
  });

  it('draws whom to ask, and draws again only with a reason', async () => {
    await page.getByLabel('Có bao nhiêu người: May Bình Minh').fill('310');
    await page.getByLabel('Mời bao nhiêu: May Bình Minh').fill('30');
    await page.getByLabel('Cách chọn người: May Bình Minh').selectOption('random');
    await press('Lưu');
    await page.getByText('Đã lưu lúc').waitFor();
    await page.getByRole('link', { name: 'Bốc số' }).click();
    await page.getByLabel('Bốc bao nhiêu người').waitFor();
    await press('Bốc số');
    await page.getByText('Bốc 30 người trong 310.').waitFor();
    const picksOf = () =>
      call<{ lists: PickListReply[] }>('GET', `/surveys/nhu-cau/sample/${sites[0]?.id}/pick`);
    const [drawn] = (await picksOf()).lists;

    expect(await page.locator('main ol li').allTextContents()).toEqual(
      drawn?.picks.map((pick) => `${pick}`),
    );

    await press('Bốc lại');
    await press('Bốc số');
    await page.getByText('Ghi lý do, ít nhất 3 chữ cái.').waitFor();
    await page.getByLabel('Vì sao bốc lại').fill('Danh sách cũ thiếu ca đêm');
    await press('Bốc số');
    await page.getByText('Lý do bốc lại: Danh sách cũ thiếu ca đêm').waitFor();
    const { lists } = await picksOf();

    expect(lists.map(({ number }) => number)).toEqual([2, 1]);
    expect(lists[1]?.picks).toEqual(drawn?.picks);
    await draw(page, 'pick');
    expect(await faultsIn(page, { name: 'pick', sizes: [desk, phone], within: 'html' })).toEqual(
      [],
    );
  });

  it('lets Today begin with what is wanted', async () => {
    await page.setViewportSize(desk);
    await page.getByRole('link', { name: 'Hôm nay', exact: true }).first().click();
    await page.getByRole('heading', { name: 'Đã nhận 0 trên 200 phiếu.' }).waitFor();
    await page.getByRole('rowheader', { name: 'May Bình Minh' }).first().waitFor();

    expect(complaints).toEqual([]);
  });
});
