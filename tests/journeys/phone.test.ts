import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parseSealed, sealedTagBytes } from '#core/intake/sealed-format.ts';
import { launchBrowser, phoneScreen, withoutBrowser } from '../support/browser.ts';
import { answerPage, answerShortly, answerToTheEnd } from '../support/phone-person.ts';
import { buildParts, type Program, startProgram } from '../support/program.ts';

interface Made {
  readonly id: string;
  readonly url: string;
}

describe.skipIf(withoutBrowser())('a phone of 360 × 740 at a real server', () => {
  let program: Program;
  let browser: Browser;
  let context: BrowserContext;
  // Every test opens its link on a phone of its own, so that two links are enough.
  let collectorLink: Made;
  let respondentLink: Made;
  let strangers: string[] = [];
  let complaints: string[] = [];

  beforeAll(async () => {
    await buildParts('server', 'respond');
    [program, browser] = await Promise.all([startProgram(), launchBrowser()]);
    collectorLink = await makeLink('--purpose', 'collector', '--name', 'Lan');
    respondentLink = await makeLink('--purpose', 'respondent');
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });
  afterEach(async () => {
    await context?.close();
    expect(strangers).toEqual([]);
    expect(complaints).toEqual([]);
  });

  const makeLink = async (...options: readonly string[]): Promise<Made> => {
    const link = [
      'link',
      'create',
      '--survey',
      'worker-needs',
      '--site',
      'May An Phú',
      '--create-site',
    ];
    // The contract of `link create --json`.
    return (await program.run(...link, ...options)) as Made;
  };
  const countStored = async (): Promise<number> => {
    const counts = await program.run('responses', 'count', '--survey', 'worker-needs');
    return (counts as { stored: number }).stored; // the contract of `responses count --json`
  };
  const openPhone = async (
    url: string,
    options: Parameters<Browser['newContext']>[0] = {},
    before?: () => void,
  ): Promise<Page> => {
    context = await browser.newContext({ ...phoneScreen, ...options });
    if (before) await context.addInitScript(before);
    const page = await context.newPage();
    strangers = [];
    complaints = [];
    const own = new URL(url).origin;
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== own)
        strangers.push(request.url());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(url);
    return page;
  };
  const received = (page: Page) => page.getByRole('heading', { name: 'Đã nhận phiếu.' });

  it('fills in the whole survey in Vietnamese; the response counts once and shows its code', async () => {
    const before = await countStored();
    const page = await openPhone(collectorLink.url);

    await page.getByText('May An Phú · Lan đang thu').waitFor();
    await page.getByRole('button', { name: 'Phiếu mới' }).tap();
    await page.getByRole('button', { name: 'Đồng ý, bắt đầu' }).tap();
    const places = await answerToTheEnd(page);
    await received(page).waitFor();

    expect(places[0]).toBe('Trang 1 trên 17');
    expect(places.at(-1)).toBe('Trang 17 trên 17');
    expect(await page.locator('.code-text').textContent()).toMatch(/^[A-Z0-9]{6}$/);
    expect(await countStored()).toBe(before + 1);
    expect(await page.title()).toBe('Phiếu');
    await page.getByRole('button', { name: 'Xem danh sách' }).tap();
    expect(await page.locator('.lines').textContent()).toContain('Đã nhận');
  }, 90_000);

  it('counts a response once when the reply is lost on the way', async () => {
    const before = await countStored();
    const page = await openPhone(collectorLink.url);
    let lost = 0;
    await page.route('**/api/v1/collect/responses', async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      const reply = await route.fetch();
      expect(reply.status()).toBe(200);
      return route.abort('connectionreset');
    });

    await page.getByRole('button', { name: 'Phiếu mới' }).tap();
    await answerShortly(page);
    await page.getByRole('heading', { name: 'Đã lưu trên máy.' }).waitFor();
    await received(page).waitFor();

    expect(lost).toBe(1);
    expect(await countStored()).toBe(before + 1);
  }, 60_000);

  it('opens and fills in without a network, and sends when it is back', async () => {
    const before = await countStored();
    const page = await openPhone(collectorLink.url);
    await page.getByRole('button', { name: 'Phiếu mới' }).waitFor();
    await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);

    await context.setOffline(true);
    await page.reload();
    await page.getByText('Không có mạng. Vẫn làm phiếu được.').waitFor();
    await page.getByRole('button', { name: 'Phiếu mới' }).tap();
    await answerShortly(page);
    await page.getByRole('heading', { name: 'Đã lưu trên máy.' }).waitFor();
    expect(await countStored()).toBe(before);
    await page.reload();
    await page.getByText('1 phiếu trên máy').waitFor();
    await context.setOffline(false);
    await page.getByText('phiếu từ máy này đã nhận').waitFor();

    expect(await countStored()).toBe(before + 1);
  }, 60_000);

  it('keeps a response on the phone while a captive portal answers in place of the server', async () => {
    const page = await openPhone(collectorLink.url);
    await page.getByRole('button', { name: 'Phiếu mới' }).waitFor();
    await page.route('**/api/**', (route) =>
      route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>wifi</h1>' }),
    );

    await page.getByRole('button', { name: 'Phiếu mới' }).tap();
    await answerShortly(page);
    await page.getByRole('heading', { name: 'Đã lưu trên máy.' }).waitFor();
    await page.waitForTimeout(1_500);
    expect(await received(page).count()).toBe(0);
    await page.getByRole('button', { name: 'Xem danh sách' }).tap();
    await page.locator('.chip-saved').waitFor();
    await page.unroute('**/api/**');

    await page.locator('.chip-received').waitFor();
  }, 60_000);

  it('shows consent while the form has not come, and says so where it never comes', async () => {
    context = await browser.newContext(phoneScreen);
    const page = await context.newPage();
    let held = 0;
    await page.route(/\/r\/assets\/.*\.js$/, async (route) => {
      const reply = await route.fetch();
      if ((await reply.body()).length < 500_000) return route.fulfill({ response: reply });
      held += 1;
      return route.abort();
    });
    await page.goto(respondentLink.url);

    await page.getByText('Câu trả lời').first().waitFor();
    await page.getByRole('button', { name: 'Đồng ý, bắt đầu' }).tap();
    await page.getByRole('alert').waitFor();
    expect(held).toBeGreaterThan(0);
  }, 60_000);

  it('fetches no byte of code again on the second visit', async () => {
    const page = await openPhone(respondentLink.url);
    await page.getByRole('button', { name: 'Đồng ý, bắt đầu' }).waitFor();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.close();
    const again = await context.newPage();
    const devtools = await context.newCDPSession(again);
    const fetched = new Map<string, string>();
    let bytes = 0;
    await devtools.send('Network.enable');
    devtools.on('Network.responseReceived', ({ requestId, response }) => {
      if (!response.fromServiceWorker) fetched.set(requestId, new URL(response.url).pathname);
    });
    devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (/^\/[rs]\//.test(fetched.get(requestId) ?? '')) bytes += encodedDataLength;
    });

    await again.goto(respondentLink.url);
    await again.getByRole('button', { name: 'Đồng ý, bắt đầu' }).tap();
    await again.locator('[data-name="age_18"]').waitFor();

    expect(bytes).toBe(0);
    expect([...fetched.values()]).toContain('/api/v1/collect/link');
  }, 60_000);

  it('comes back to the same page and answers after a reload, and from the home screen', async () => {
    const page = await openPhone(collectorLink.url);
    await page.getByRole('button', { name: 'Phiếu mới' }).tap();
    await page.getByRole('button', { name: 'Đồng ý, bắt đầu' }).tap();
    await page.locator('[data-name="age_18"]').waitFor();
    await answerPage(page);
    await page.getByRole('button', { name: 'Tiếp theo' }).tap();
    await page.getByText('Giới của anh/chị').waitFor();
    await page.locator('[data-name="sex"] label').first().tap();
    await page.getByText(/^Đã lưu \d/).waitFor();
    await page.waitForTimeout(400);

    await page.reload();
    await page.getByText('Giới của anh/chị').waitFor();
    expect(await page.locator('[data-name="sex"] input').first().isChecked()).toBe(true);
    expect(await page.locator('.form-header .grow').textContent()).toBe('Trang 2 trên 17');

    await page.getByRole('button', { name: 'Dừng phiếu' }).tap();
    await page.getByRole('button', { name: 'Để dở, làm tiếp sau' }).tap();
    await page.getByText(/^Trang 2, lúc/).waitFor();
    await page.getByRole('button', { name: 'Tiếp tục' }).tap();
    await page.getByText('Giới của anh/chị').waitFor();
    expect(await page.locator('[data-name="sex"] input').first().isChecked()).toBe(true);
  }, 60_000);

  it('changes the language under way and keeps page and answers', async () => {
    const page = await openPhone(respondentLink.url);
    await page.getByRole('button', { name: 'Đồng ý, bắt đầu' }).tap();
    await page.locator('[data-name="age_18"]').waitFor();
    await answerPage(page);
    await page.getByRole('button', { name: 'Tiếp theo' }).tap();
    await page.locator('[data-name="sex"] label').first().tap();

    await page.getByRole('button', { name: 'Ngôn ngữ: Tiếng Việt' }).tap();
    await page.getByRole('button', { name: 'English' }).tap();
    await page.getByText('Your gender').waitFor();

    expect(await page.locator('[data-name="sex"] input').first().isChecked()).toBe(true);
    expect(await page.locator('.form-header .grow').textContent()).toBe('Page 2 of 17');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await page.getByRole('button', { name: 'Next' }).tap();
    await page.getByText('Please answer this question.').first().waitFor();
  }, 60_000);

  it('takes a refusal with one tap and keeps nothing but that', async () => {
    const page = await openPhone(respondentLink.url);
    const sent = page.waitForRequest('**/api/v1/collect/responses');
    await page.getByRole('button', { name: 'Tôi không tham gia' }).tap();

    const { responses } = (await sent).postDataJSON();
    // Sealed, and as long as this one answer is.
    expect(responses[0]).toMatchObject({ outcome: 'refused' });
    expect(responses[0]).not.toHaveProperty('answers');
    const content = Buffer.from(parseSealed(responses[0].sealed)?.ct ?? '', 'base64url');
    expect(content).toHaveLength('{"consent_join":"no"}'.length + sealedTagBytes);
    await page.getByText('Phiếu dừng ở đây').waitFor();
    await received(page).waitFor();
    expect(await page.getByRole('button', { name: 'Phiếu mới' }).count()).toBe(0);
  }, 60_000);

  it('shows neither list nor counts on a respondent’s own phone, and keeps nothing of the answer there', async () => {
    const page = await openPhone(respondentLink.url);
    await answerShortly(page);
    await received(page).waitFor();

    expect(await page.getByRole('button', { name: 'Xem danh sách' }).count()).toBe(0);
    const kept = await page.evaluate(async () => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open('respond');
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const rows = (name: string) =>
        new Promise<unknown[]>((resolve) => {
          const reading = db.transaction(name).objectStore(name).getAll();
          reading.onsuccess = () => resolve(reading.result);
        });
      return JSON.stringify([await rows('draft'), await rows('outbox'), await rows('receipt')]);
    });
    expect(JSON.parse(kept)).toEqual([[], [], []]);
  }, 60_000);

  it('tells people of a browser inside another app, and offers Chrome', async () => {
    const userAgent =
      'Mozilla/5.0 (Linux; Android 13; SM-A145F; wv) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36 Zalo';
    const page = await openPhone(collectorLink.url, { userAgent });

    await page.getByText('Đang mở trong Zalo.').waitFor();
    const address = await page.getByRole('link', { name: 'Mở bằng Chrome' }).getAttribute('href');
    expect(address).toMatch(/^intent:\/\//);
  }, 30_000);

  it('still collects where the browser keeps nothing, and says what that means', async () => {
    const before = await countStored();
    const page = await openPhone(collectorLink.url, {}, () => {
      // What some browsers do in private mode: the object is there, opening it fails.
      Object.defineProperty(IDBFactory.prototype, 'open', {
        value: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    });

    await page.getByText('Trình duyệt không lưu được trên máy').waitFor();
    await page.getByRole('button', { name: 'Phiếu mới' }).tap();
    await answerShortly(page);
    await received(page).waitFor();
    expect(await countStored()).toBe(before + 1);
  }, 60_000);

  it('never says “saved” on a phone that is full, and still sends', async () => {
    const before = await countStored();
    context = await browser.newContext(phoneScreen);
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: program.url, quotaSize: 1 });
    await page.goto(collectorLink.url);

    await page.getByText('Trình duyệt không lưu được trên máy').waitFor();
    await page.getByRole('button', { name: 'Phiếu mới' }).tap();
    await page.getByRole('button', { name: 'Đồng ý, bắt đầu' }).tap();
    await page.locator('[data-name="age_18"]').waitFor();
    await context.setOffline(true);
    await answerPage(page, { age_18: 'no' });
    await page.getByText('Chưa lưu được').waitFor();
    await page.getByRole('button', { name: 'Hoàn thành' }).tap();
    await page.getByRole('heading', { name: 'Phiếu chưa được gửi.' }).waitFor();
    await page.getByText('Đừng đóng trang này').waitFor();
    expect(await page.getByText('Đã lưu').count()).toBe(0);
    // The browser asks before what is nowhere else is left behind.
    const asked = page.waitForEvent('dialog');
    void page.evaluate(() => location.assign('/r/calendar.html'));
    expect((await asked).type()).toBe('beforeunload');
    await (await asked).dismiss();
    await context.setOffline(false);

    await received(page).waitFor();
    expect(await countStored()).toBe(before + 1);

    // Whoever has to be gone at once is asked nothing.
    await page.getByRole('button', { name: 'Phiếu mới' }).tap();
    await page.getByRole('button', { name: 'Đồng ý, bắt đầu' }).tap();
    await page.locator('[data-name="age_18"]').waitFor();
    page.on('dialog', (dialog) => {
      complaints.push(dialog.type());
      void dialog.accept();
    });
    for (let times = 0; times < 3; times += 1) await page.keyboard.press('Escape');
    await page.waitForURL('**/r/calendar.html');
  }, 60_000);

  it('says plainly that the round is over', async () => {
    const over = await makeLink('--purpose', 'respondent', '--expires', '2026-01-31');
    const page = await openPhone(over.url);

    await page.getByRole('heading', { name: 'Đợt này đã kết thúc' }).waitFor();
    expect(await page.getByRole('button', { name: 'Đồng ý, bắt đầu' }).count()).toBe(0);
  }, 30_000);

  it('says plainly that a link is unknown', async () => {
    const page = await openPhone(collectorLink.url.replace(/#.*/, '#AAAAAAAAAAAAAAAAAAAAAA'));

    await page.getByRole('heading', { name: 'Đường dẫn không đúng' }).waitFor();
  }, 30_000);
});
