/**
 * Making and changing a survey with the keyboard alone, on the real server: from an empty page to pooled results. Words
 * come whole, as from the input methods that Vietnamese is written with.
 */
import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import { launchBrowser, withoutBrowser } from '../support/browser.ts';
import { byKeyboard, type Keyboard } from '../support/by-keyboard.ts';
import { faultsIn, smallTargets } from '../support/page-checks.ts';
import { buildParts, type Program, startProgram } from '../support/program.ts';
import { someAnswers } from '../support/some-answers.ts';
import { desk, phone } from '../support/workspace-screens.ts';

const owner = { OWNER_EMAIL: 'hoa', OWNER_PASSWORD: 'hạt gạo làng ta 27' };

describe.skipIf(withoutBrowser())('the editor', () => {
  let program: Program;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let keys: Keyboard;
  let project = '';
  const complaints: string[] = [];

  beforeAll(async () => {
    await buildParts('server', 'respond', 'workspace');
    [program, browser] = await Promise.all([startProgram(owner), launchBrowser()]);
    context = await browser.newContext({
      viewport: desk,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
    page.setDefaultTimeout(8_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    keys = byKeyboard(page);
    const session = { login: owner.OWNER_EMAIL, password: owner.OWNER_PASSWORD };
    await call('/session', session);
    const { id } = await call('/projects', { name: 'Công nhân dệt may' });
    project = String(id);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  const call = async (path: string, data: unknown): Promise<Record<string, unknown>> => {
    const headers = { origin: program.url };
    const reply = await context.request.post(`${program.url}/api/v1${path}`, { data, headers });
    return reply.json();
  };
  const get = async (path: string): Promise<Record<string, unknown>> =>
    (await context.request.get(`${program.url}/api/v1${path}`)).json();
  const draftOf = async (survey: string): Promise<Definition> =>
    (await get(`/surveys/${survey}/draft`)).definition as Definition; // as: the contract
  const editor = (survey: string) =>
    `${program.url}/app/projects/${project}/surveys/${survey}/edit`;
  const saved = (on = page) => on.getByText(/^Đã lưu /).waitFor();

  /** Answers of `count` people to the newest version, as phones send them. */
  const answer = async (token: string, count: number): Promise<readonly unknown[]> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const link = await fetch(`${program.url}/api/v1/collect/link`, { headers });
    // as: the contract of the collection calls.
    const { definition, definitionHash } = (await link.json()) as {
      definition: Definition;
      definitionHash: string;
    };
    const logic = compileLogic(definition);
    if (!logic.ok) throw new Error('the published definition does not compile');
    const at = new Date().toISOString();
    const responses = Array.from({ length: count }, (_, person) => ({
      id: randomUUID(),
      definitionHash,
      startedAt: at,
      finishedAt: at,
      language: 'vi',
      answers: someAnswers(definition, logic.value, person),
    }));
    const reply = await fetch(`${program.url}/api/v1/collect/responses`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ responses }),
    });
    const { results } = (await reply.json()) as { results: { status: string }[] }; // as: the contract
    return results.map(({ status }) => status);
  };

  it('makes a bilingual survey of ten items with a condition, by keys alone', async () => {
    await page.goto(`${program.url}/app/projects/${project}/surveys`);
    await page.getByRole('button', { name: 'Thêm khảo sát' }).waitFor();
    await page.keyboard.press('n');
    await keys.to('Từ thư viện');
    await keys.press('ArrowRight', 2);
    await keys.to('Tên khảo sát');
    await page.keyboard.insertText('Y kien cong nhan');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/edit$/);
    await page.getByRole('region', { name: 'Trang và câu hỏi' }).waitFor();

    await keys.to('Khảo sát này');
    await page.keyboard.press('Enter');
    await keys.to('Tên khảo sát, English');
    await page.keyboard.insertText('Views of workers');

    // The first: one of three answers.
    await page.keyboard.press('Control+Enter');
    await keys.at('Câu hỏi, Tiếng Việt');
    await page.keyboard.insertText('Muốn học gì?');
    await page.keyboard.press('Tab');
    await page.keyboard.insertText('What to learn?');
    await keys.to('Lời của a1, Tiếng Việt');
    await page.keyboard.insertText('Tiền bạc');
    await page.keyboard.press('Enter');
    await keys.at('Lời của a2, Tiếng Việt');
    await page.keyboard.insertText('Sức khỏe');
    await page.keyboard.press('Enter');
    await keys.at('Lời của a3, Tiếng Việt');
    await page.keyboard.insertText('Khác');
    await keys.to('Lời của a1, English', 'back');
    await page.keyboard.insertText('Money');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('Health');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('Other');

    // Eight more: each behind the one before, of the same kind, with its two titles.
    for (let number = 2; number <= 9; number++) {
      await page.keyboard.press('Control+Enter');
      await keys.at('Câu hỏi, Tiếng Việt');
      await page.keyboard.insertText(`Câu ${number}?`);
      await page.keyboard.press('Tab');
      await page.keyboard.insertText(`Item ${number}?`);
      await keys.to('Lời của a1, Tiếng Việt');
      await page.keyboard.insertText('Có');
      await page.keyboard.press('Tab');
      await page.keyboard.insertText('Yes');
      await keys.to('Lời của a2, Tiếng Việt');
      await page.keyboard.insertText('Không');
      await page.keyboard.press('Tab');
      await page.keyboard.insertText('No');
    }
    // The tenth is a number, by another kind.
    await page.keyboard.press('Control+Enter');
    await keys.at('Câu hỏi, Tiếng Việt');
    await page.keyboard.insertText('Bao nhiêu tuổi?');
    await page.keyboard.press('Tab');
    await page.keyboard.insertText('How old?');
    await keys.to('Loại câu hỏi', 'back');
    await keys.choose('Số');
    await saved();

    // The second is asked of those who want to learn about money.
    await keys.to('Khảo sát này', 'back');
    await keys.toRow();
    await page.keyboard.press('Home');
    await keys.press('ArrowDown', 2);
    await keys.at(/Câu 2\?/);
    await page.keyboard.press('Enter');
    await keys.to('Điều kiện');
    await page.keyboard.press('Enter');
    await keys.to('Câu được hỏi trước');
    await keys.choose('Muốn học gì?');
    await keys.to(/Câu trả lời của/);
    await keys.choose('Tiền bạc');
    await saved();

    const draft = await draftOf('y-kien-cong-nhan');
    const items = draft.pages.flatMap(({ elements = [] }) => elements);
    expect(items.map(({ type }) => type)).toEqual([...Array(9).fill('radiogroup'), 'text']);
    expect(items[0]?.title).toEqual({ vi: 'Muốn học gì?', en: 'What to learn?' });
    expect(items[0]?.choices).toHaveLength(3);
    expect(items[1]?.visibleIf).toContain('{q1}');
    expect(items[9]?.inputType).toBe('number');
  }, 40_000);

  it('moves, copies, removes and takes back by keys', async () => {
    await keys.to('Khảo sát này', 'back');
    await keys.toRow();
    await page.keyboard.press('End');
    await keys.at(/Bao nhiêu tuổi/);
    await page.keyboard.press('Space');
    await keys.press('ArrowUp', 2);
    await page.keyboard.press('Space');
    await keys.at(/8Bao nhiêu tuổi/);
    await page.keyboard.press('Control+z');
    await keys.toRow();
    await page.keyboard.press('End');
    await keys.at(/10Bao nhiêu tuổi/);
    await page.keyboard.press('Control+d');
    await keys.at(/11Bao nhiêu tuổi/);
    await page.keyboard.press('Delete');
    await page.getByText('Đã xóa “Bao nhiêu tuổi?”.').first().waitFor();
    await saved();

    const { pages } = await draftOf('y-kien-cong-nhan');
    expect(pages.flatMap(({ elements = [] }) => elements)).toHaveLength(10);
  }, 20_000);

  it('publishes, takes answers, is changed, published again, and pools both versions', async () => {
    await keys.to('Công bố bản 1');
    await page.keyboard.press('Enter');
    await keys.at('Công bố');
    await page.keyboard.press('Enter');
    await page.getByText('Đã công bố bản 1.').waitFor();
    const { url } = await call('/surveys/y-kien-cong-nhan/links', { purpose: 'respondent' });
    const token = String(url).split('#')[1] ?? '';
    expect(await answer(token, 12)).toEqual(Array(12).fill('stored'));

    // What has answers is locked now; words and new answers are not.
    await page.reload();
    await page.getByRole('button', { name: /Mã \(tên cột\): q1/ }).waitFor();
    await keys.to('Câu hỏi, Tiếng Việt');
    await page.keyboard.press('End');
    await page.keyboard.insertText(' (một ý)');
    await keys.to('Lời của a3, Tiếng Việt');
    await page.keyboard.press('Enter');
    await keys.at('Lời của a4, Tiếng Việt');
    await page.keyboard.insertText('Máy tính');
    await page.keyboard.press('Tab');
    await page.keyboard.insertText('Computers');
    await saved();
    await keys.to('Công bố bản 2', 'back');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'So với bản 1' }).waitFor();
    await keys.at('Công bố');
    await page.keyboard.press('Enter');
    await page.getByText('Đã công bố bản 2.').waitFor();
    expect(await answer(token, 11)).toEqual(Array(11).fill('stored'));

    const results = await get('/surveys/y-kien-cong-nhan/results?exact=1');
    expect(JSON.stringify(results)).toContain('Máy tính');
    await page.goto(
      `${program.url}/app/projects/${project}/results?survey=y-kien-cong-nhan&item=q1&exact=1`,
    );
    await page.getByText(/23/).first().waitFor();
  }, 40_000);

  it('asks whose draft counts when two tabs have changed it', async () => {
    await page.goto(editor('y-kien-cong-nhan'));
    await page.getByLabel('Câu hỏi, Tiếng Việt').waitFor();
    const other = await context.newPage();
    await other.goto(editor('y-kien-cong-nhan'));
    await other.getByLabel('Câu hỏi, Tiếng Việt').fill('Lan muốn học gì?');
    await saved(other);
    await other.close();

    await page.getByLabel('Câu hỏi, Tiếng Việt').fill('Hòa muốn học gì?');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Bản nháp vừa được người khác sửa').waitFor();
    await dialog.getByText(/đã thay đổi 1 chỗ/).waitFor();
    const faults = await faultsIn(page, {
      name: 'conflict',
      sizes: [desk, phone],
      within: '[role="dialog"]',
    });
    expect(faults).toEqual([]);
    await page.setViewportSize(desk);
    await keys.to('Giữ bản của tôi thành khảo sát mới');
    await page.keyboard.press('Enter');
    await page.waitForURL(/y-kien-cong-nhan-.+\/edit$/);
    await page.getByLabel('Câu hỏi, Tiếng Việt').waitFor();
    expect(await page.getByLabel('Câu hỏi, Tiếng Việt').inputValue()).toBe('Hòa muốn học gì?');
    const theirs = await draftOf('y-kien-cong-nhan');
    expect(theirs.pages[0]?.elements?.[0]?.title).toMatchObject({ vi: 'Lan muốn học gì?' });
  }, 20_000);

  it('keeps what is written without a network, and after the tab was lost', async () => {
    await page.goto(editor('y-kien-cong-nhan'));
    await page.getByLabel('Câu hỏi, Tiếng Việt').waitFor();
    await context.setOffline(true);
    await page.getByLabel('Câu hỏi, Tiếng Việt').fill('Viết lúc mất mạng');
    await page.getByText('Không có mạng: thay đổi giữ trong thẻ này').waitFor();
    await context.setOffline(false);
    await saved();
    expect((await draftOf('y-kien-cong-nhan')).pages[0]?.elements?.[0]?.title).toMatchObject({
      vi: 'Viết lúc mất mạng',
    });

    await context.setOffline(true);
    await page.getByLabel('Câu hỏi, Tiếng Việt').fill('Chưa kịp gửi');
    await page.getByText('Không có mạng: thay đổi giữ trong thẻ này').waitFor();
    // A browser may send a last request as it leaves, whatever this context calls offline: here nothing arrives.
    await page.evaluate(() => {
      window.fetch = () => Promise.reject(new TypeError('no network'));
    });
    page.once('dialog', (question) => void question.accept());
    await page.goto('about:blank');
    await context.setOffline(false);
    await page.goto(editor('y-kien-cong-nhan'));
    await page.getByRole('button', { name: 'Lấy lại phần chưa lưu' }).click();
    expect(await page.getByLabel('Câu hỏi, Tiếng Việt').inputValue()).toBe('Chưa kịp gửi');
    await saved();
  }, 20_000);

  it('has no violation that axe can find, nothing too small, and never scrolls sideways', async () => {
    await page.goto(editor('y-kien-cong-nhan'));
    await page.getByLabel('Câu hỏi, Tiếng Việt').waitFor();
    await page.evaluate(() => document.querySelector('iframe')?.remove());
    const found = [...(await faultsIn(page, { name: 'editor', sizes: [desk], within: 'html' }))];
    found.push(...(await smallTargets(page, 24)).map((what) => `desk: ${what}`));
    await page.setViewportSize(phone);
    for (const pane of ['Câu hỏi', 'Sửa']) {
      await page.locator('label').filter({ hasText: pane }).first().click();
      found.push(...(await faultsIn(page, { name: pane, sizes: [phone], within: 'html' })));
      found.push(...(await smallTargets(page, 44)).map((what) => `${pane}: ${what}`));
    }
    await page.setViewportSize(desk);

    expect(found).toEqual([]);
  }, 40_000);

  it('broke nothing on the way', () => {
    expect(complaints).toEqual([]);
  });
});
