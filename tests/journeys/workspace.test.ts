/** The owner's first day, on the real server: from the one-time address to results and a report. */

import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import { launchBrowser, withoutBrowser } from '../support/browser.ts';
import {
  doubleTheText,
  faultsIn,
  hiddenStops,
  resize,
  scrollsSideways,
  smallTargets,
} from '../support/page-checks.ts';
import { buildParts, type Program, startProgram } from '../support/program.ts';
import { someAnswers } from '../support/some-answers.ts';
import {
  desk,
  drafts,
  draw,
  narrow,
  openings,
  phone,
  type Size,
  screens,
} from '../support/workspace-screens.ts';

const password = 'hạt gạo làng ta 27';
describe.skipIf(withoutBrowser())('the workspace', () => {
  let program: Program;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let linkUrl = '';
  /** The address of the project's pages. */
  let home = '';
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

  const open = async (address: string) => {
    await page.goto(address);
    await page.getByRole('heading').first().waitFor();
    await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
    // The report's own document is judged with the reports; axe cannot run where scripts may not.
    await page.evaluate(() => document.querySelector('iframe')?.remove());
  };

  const faultsOf = (name: string, sizes: readonly Size[] = [desk, phone], within = 'html') =>
    faultsIn(page, { name, sizes, within });

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
    home = /^.*\/projects\/[^/]+/.exec(page.url())?.[0] ?? '';
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
    await button('Đã giữ hết, cất khỏi màn hình').click();
    await page.getByText('Tờ in A4').waitFor({ state: 'hidden' });

    expect(linkUrl).toMatch(/\/s\/[\w-]+#[\w-]{22}$/);
    expect(code?.width).toBeGreaterThan(113); // 3 cm at 96 dots an inch
    expect(await page.content()).not.toContain(linkUrl.split('#')[1]);
  });

  it('makes many links from a pasted list, takes a pause back and hands one over with a new address', async () => {
    await button('Tạo đường dẫn').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Nhiều, từ danh sách').click();
    await dialog.getByLabel('Danh sách tên').fill('Bích; May An Phú\nTú; Nơi lạ');
    await dialog.getByText('Dự án không có nơi nào tên “Nơi lạ”.').waitFor();
    expect(await dialog.getByRole('button', { name: 'Tạo 2 đường dẫn' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Danh sách tên').fill('Bích; may an phu\nTú');
    await dialog.getByRole('button', { name: 'Tạo 2 đường dẫn' }).click();
    await page.getByRole('row', { name: /Tú .*chưa dùng/ }).waitFor();

    await page.getByRole('checkbox', { name: 'Chọn Bích, May An Phú' }).check();
    await page.getByRole('checkbox', { name: 'Chọn Tú' }).check();
    await button('Tạm dừng').click();
    await page.getByRole('row', { name: /Tú .*tạm dừng/ }).waitFor();
    await button('Hoàn tác').click();
    await page.getByRole('row', { name: /Tú .*chưa dùng/ }).waitFor();

    await page.getByRole('row', { name: /Tú/ }).getByRole('button').click();
    await page.getByRole('menuitem', { name: 'Giao cho người khác' }).click();
    await dialog.getByLabel('Ai nhận').fill('Dũng');
    await dialog.getByRole('button', { name: 'Giao cho người khác' }).click();
    const handed = (await dialog.locator('output').textContent()) ?? '';
    await button('Đã giữ đường dẫn, đóng').click();
    await page.getByRole('row', { name: /Dũng .*chưa dùng/ }).waitFor();
    const paper = await page.pdf({ preferCSSPageSize: true });
    await page.reload();
    await page.getByRole('row', { name: /Dũng/ }).waitFor();

    const headers = { authorization: `Bearer ${handed.split('#')[1]}` };
    const opened = await fetch(`${program.url}/api/v1/collect/link`, { headers });
    expect(opened.status).toBe(200);
    expect(paper.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
    expect(await page.getByText('Tờ in A4').count()).toBe(0);
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

  it('judges responses by keys: one accepted, one excluded with a reason and restored', async () => {
    await goTo('Phiếu');
    await page.getByRole('heading', { name: 'Đã nhận 24 phiếu' }).waitFor();
    const panel = page.getByRole('complementary', { name: 'Phiếu đang mở' });
    const dialog = page.getByRole('dialog');
    const press = (key: string) => page.locator('body').press(key);
    const decide = async (reason: string, action: string) => {
      await dialog.getByRole('radio', { name: reason }).check();
      await dialog.getByRole('button', { name: action, exact: true }).click();
    };
    await press('j');
    await page.keyboard.press('Enter');
    await panel.getByText('Anh/chị có đồng ý tham gia không?').waitFor();
    await press('a');
    await panel.getByText('đã chấp nhận').waitFor();
    await press('j');
    await panel.getByRole('button', { name: 'Chấp nhận' }).waitFor();
    await press('e');
    await decide('Không phải câu trả lời thật', 'Loại');
    await page.getByRole('heading', { name: 'Đã nhận 23 phiếu' }).waitFor();
    await panel.getByText('Đã loại: Không phải câu trả lời thật').waitFor();
    await panel.getByRole('button', { name: 'Lấy lại' }).click();
    await decide('Đã loại nhầm', 'Lấy lại');
    await page.getByRole('heading', { name: 'Đã nhận 24 phiếu' }).waitFor();
    // Escape is for what lies on top: as long as the dialog fades, that is the dialog.
    await dialog.waitFor({ state: 'hidden' });
    await press('Escape');
    await panel.waitFor({ state: 'hidden' });

    expect(new URL(page.url()).searchParams.get('open')).toBeNull();
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

  // Each screen is loaded once: with what else is asked of it, loading would be most of the time.
  it('can be seen, reached and hit on any screen, in any size, and axe finds no violation', async () => {
    const found: string[] = [];
    for (const [name, address] of Object.entries(screens(home))) {
      const say = (what: string) => found.push(`${name} ${what}`);
      await resize(page, desk);
      await open(address);
      await draw(page, name);
      for (const small of await smallTargets(page, 24)) say(`desk: ${small}`);
      found.push(...(await faultsOf(name)));
      await resize(page, phone);
      for (const small of await smallTargets(page, 44)) say(`phone: ${small}`);
      for (const stop of await hiddenStops(page)) say(`stop: ${stop}`);
      await resize(page, narrow);
      if (await scrollsSideways(page)) say('scrolls sideways at 320 px');
      await resize(page, desk);
      await doubleTheText(page);
      if (await scrollsSideways(page)) say('scrolls sideways with text of twice the size');
    }

    expect(found).toEqual([]);
  }, 180_000);

  it('has none in what opens above a screen either', async () => {
    const found: string[] = [];
    const path = `/api/v1/projects/${home.split('/').at(-1)}/surveys`;
    for (const draft of drafts) {
      const headers = { origin: program.url };
      const added = await context.request.post(program.url + path, { data: draft, headers });
      expect(added.status()).toBe(201);
    }
    for (const { name, place, sizes, show } of openings) {
      await page.setViewportSize(sizes[0] ?? desk);
      await open(`${home}/${place}`);
      await show(page);
      await draw(page, name);
      found.push(...(await faultsOf(name, sizes, '[role="dialog"], [role="menu"]')));
    }

    expect(found).toEqual([]);
  }, 90_000);

  it('has none before the door', async () => {
    const cookies = await context.cookies();
    await context.clearCookies();
    const found: string[] = [];
    for (const name of ['sign-in', 'welcome']) {
      await open(`${program.url}/app/${name}`);
      await draw(page, name);
      found.push(...(await faultsOf(name)));
    }
    await open(`${program.url}/app/sign-in`);
    await button('Đăng nhập').click();
    await page.getByText('Ghi tên đăng nhập.').waitFor();
    found.push(...(await faultsOf('sign-in refused')));
    await context.addCookies(cookies);

    expect(found).toEqual([]);
  }, 60_000);

  it('would be caught hiding a stop, shrinking a target or running out of the window', async () => {
    await page.setViewportSize(phone);
    await open(`${home}/today`);
    await page.evaluate(() => {
      const bar = document.createElement('div');
      bar.style.cssText = 'position:fixed;inset:0;z-index:999;pointer-events:auto';
      const small = document.createElement('button');
      small.style.cssText = 'width:20px;height:20px;padding:0;border:0';
      const wide = document.createElement('div');
      wide.style.cssText = 'width:900px;height:1px';
      document.body.append(bar, small, wide);
    });

    expect((await smallTargets(page, 24)).join()).toContain('20 × 20');
    expect(await hiddenStops(page, 3)).toHaveLength(3);
    expect(await scrollsSideways(page)).toBe(true);
  });

  it('loads itself again, once, when its parts were replaced on the server', async () => {
    const part = /\/ReportPage-[^/]+\.js$/;
    await page.setViewportSize(desk);
    await open(`${home}/today`);
    let asked = 0;
    const gone = (route: Route) => {
      asked += 1;
      return asked === 1 ? route.fulfill({ status: 404, body: '' }) : route.continue();
    };
    await page.route(part, gone);
    await goTo('Báo cáo');
    await page.locator('iframe').waitFor();
    await page.unroute(part, gone);

    expect(asked).toBe(2);

    const goneForGood = (route: Route) => route.fulfill({ status: 404, body: '' });
    await page.route(part, goneForGood);
    await page.reload();
    await page.getByRole('heading', { name: 'Trang này bị lỗi do phía chúng tôi.' }).waitFor();
    await goTo('Hôm nay');
    await page.getByRole('heading', { name: /Đã nhận/ }).waitFor();
    await page.unroute(part, goneForGood);
  });

  it('says so when a page of ours breaks, keeps the others, and lets nobody’s name out', async () => {
    await page.addInitScript(() => {
      // What no reply can do, a mistake of ours can: a page that breaks while it is drawn.
      const value = class {
        constructor() {
          throw new TypeError('Trần An answered 7');
        }
      };
      Object.defineProperty(Intl, 'RelativeTimeFormat', { value });
      Object.assign(window, { copied: '' });
      navigator.clipboard.writeText = async (text) => void Object.assign(window, { copied: text });
    });
    await open(`${home}/links`);
    await page.getByRole('heading', { name: 'Trang này bị lỗi do phía chúng tôi.' }).waitFor();
    const faults = await faultsOf('broken');
    await button('Chép chi tiết').click();
    const copied = await page.evaluate(() => String(Reflect.get(window, 'copied')));
    await goTo('Khảo sát');
    await page.getByRole('heading', { name: /khảo sát trong dự án/ }).waitFor();

    expect(faults).toEqual([]);
    expect(copied).toContain('"kind": "TypeError"');
    expect(copied).not.toContain('An answered');
  });

  it('broke nothing on the way', () => {
    expect(complaints).toEqual([]);
  });
});
