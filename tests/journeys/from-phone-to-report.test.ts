/**
 * One worker's answer, all the way: the owner makes everything on the screens, a phone answers in Vietnamese, one
 * reply is lost on the way, and results and report have it. What must not be told is looked for everywhere.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { APIResponse, Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { resultsReplySchema } from '#core/analysis/results-api.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import { launchBrowser, phoneScreen, withoutBrowser } from '../support/browser.ts';
import { placesOf } from '../support/find-canaries.ts';
import { answerToTheEnd } from '../support/phone-person.ts';
import { buildParts, type Program, startProgram } from '../support/program.ts';
import { someAnswers } from '../support/some-answers.ts';

type Answers = Readonly<Record<string, unknown>>;
type Results = z.output<typeof resultsReplySchema>;

/** Texts that stand nowhere else, so that finding one says where it came from. */
const canary = {
  owner: 'Nguyễn Chim Yến',
  login: 'chimyen',
  password: 'hạt gạo chim sẻ 27',
  holder: 'Lan Chim Sâu',
  answer: 'Mở tiệm chim chào mào',
  agent: 'ChimCanhCut/1.0',
} as const;
const name = 'nhu-cau-2026';

describe.skipIf(withoutBrowser())('from the phone to the report', () => {
  let program: Program;
  let browser: Browser;
  let page: Page;
  let phoneContext: BrowserContext;
  let phone: Page;
  let linkUrl = '';
  let consultant: BrowserContext;
  /** What went over the wire, to count by hand. */
  const sent: Answers[] = [];
  const complaints: string[] = [];
  const addresses: string[] = [];

  beforeAll(async () => {
    await buildParts('server', 'respond', 'workspace');
    [program, browser] = await Promise.all([startProgram({ LOG_LEVEL: 'debug' }), launchBrowser()]);
    const context = await browser.newContext({ locale: 'vi-VN', reducedMotion: 'reduce' });
    page = watched(await context.newPage());
    phoneContext = await browser.newContext({ ...phoneScreen, userAgent: canary.agent });
    phone = watched(await phoneContext.newPage());
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  const watched = (one: Page): Page => {
    one.setDefaultTimeout(10_000);
    one.on('pageerror', (error) => complaints.push(error.message));
    // The reply that the test itself cuts off is the only trouble there should be.
    one.on('console', (message) => {
      if (!message.text().includes('ERR_CONNECTION_RESET')) complaints.push(message.text());
    });
    one.on('request', (request) => addresses.push(request.url()));
    return one;
  };
  const button = (label: string) => page.getByRole('button', { name: label, exact: true });
  const goTo = (place: string) =>
    page.getByRole('navigation').getByRole('link', { name: place, exact: true }).first().click();
  const ask = (who: BrowserContext, path: string): Promise<APIResponse> =>
    who.request.get(`${program.url}/api/v1/surveys/${name}/${path}`);
  const resultsFor = async (who: BrowserContext, query = ''): Promise<Results> =>
    (await ask(who, `results${query}`)).json();

  it('makes account, project, site, survey and link on the screens', async () => {
    await page.goto(/http\S+\/app\/welcome#\S+/.exec(program.printed)?.[0] ?? '');
    await page.getByLabel('Họ và tên').fill(canary.owner);
    await page.getByLabel('Tên đăng nhập').fill(canary.login);
    await page.getByLabel('Mật khẩu', { exact: true }).fill(canary.password);
    await button('Tạo tài khoản và bắt đầu').click();
    await page.getByRole('heading', { name: 'Chưa nhận phiếu nào.' }).waitFor();

    await goTo('Cài đặt');
    await page.getByLabel('Tên dự án').fill('Công nhân dệt may');
    await button('Tạo dự án').click();
    await page.getByRole('heading', { name: 'Công nhân dệt may' }).waitFor();
    await page.getByLabel('Tên nơi').fill('May An Phú');
    await button('Thêm nơi').click();
    await page.getByRole('rowheader', { name: 'May An Phú' }).waitFor();

    await goTo('Khảo sát');
    await button('Thêm khảo sát').click();
    await page.getByRole('radio', { name: /Ý kiến của công nhân/ }).check();
    await page.getByLabel('Tên trong địa chỉ').fill(name);
    await button('Thêm làm bản nháp').click();
    await button('Công bố').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Công bố' }).click();
    await page.getByText(/Bản 1 công bố ngày/).waitFor();

    await goTo('Đường dẫn');
    await button('Tạo đường dẫn').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Ai giữ đường dẫn').fill(canary.holder);
    await dialog.getByLabel('Nơi', { exact: true }).selectOption({ label: 'May An Phú' });
    await dialog.getByRole('button', { name: 'Tạo đường dẫn' }).click();
    linkUrl = (await dialog.locator('output').textContent()) ?? '';
    await button('Đã giữ đường dẫn, đóng').click();

    expect(linkUrl).toMatch(/\/s\/[\w-]+#[\w-]{22}$/);
  }, 60_000);

  it('takes the answers of a phone once, though the reply is lost on the way', async () => {
    let lost = 0;
    let item: Record<string, unknown> = {};
    await phone.route('**/api/v1/collect/responses', async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      item = route.request().postDataJSON().responses[0];
      const reply = await route.fetch();
      expect((await reply.json()).results[0].status).toBe('stored');
      return route.abort('connectionreset');
    });
    const replies: string[] = [];
    phone.on('response', async (reply) => {
      if (reply.url().endsWith('/collect/responses'))
        replies.push((await reply.json()).results[0].status);
    });

    await phone.goto(linkUrl);
    await phone.getByRole('button', { name: 'Phiếu mới' }).tap();
    await phone.getByRole('button', { name: 'Đồng ý, bắt đầu' }).tap();
    await answerToTheEnd(phone, { dream: canary.answer });
    await phone.getByRole('heading', { name: 'Đã nhận phiếu.' }).waitFor();

    expect(lost).toBe(1);
    // The screen may be drawn before the test has read the reply.
    await expect.poll(() => replies).toEqual(['already-stored']);
    expect(await program.run('responses', 'count', '--survey', name)).toMatchObject({ stored: 1 });
    // Whoever reads along learns nothing; the server has what was tapped.
    expect(item).not.toHaveProperty('answers');
    expect(JSON.stringify(item)).not.toContain(canary.answer);
    sent.push(...(await exportedAnswers(program)));
    expect(sent[0]).toMatchObject({ dream: canary.answer });
  }, 60_000);

  it('shows no figure of one response, to the owner neither unless asked for exactly', async () => {
    await goTo('Kết quả');
    await page.getByText('Còn quá ít phiếu để xem kết quả.').waitFor();
    const results = await resultsFor(page.context());

    expect(results.rows).toBeNull();
    expect(figuresIn(results)).toEqual([]);
    const report = await (await ask(page.context(), 'report?language=vi')).text();
    expect(report).toMatch(/quá ít/i);
    expect(report).not.toMatch(/data-figure="sex\.\w+\.(count|share)/);
    expect((await resultsFor(page.context(), '?exact=1')).rows).toBe(1);
  }, 60_000);

  it('has figures of twelve that contain the phone’s answers, on the screen and in both reports', async () => {
    sent.push(...(await sendSeeded(program, linkUrl, 11)));
    const { female = 0, male = 0 } = countsOf(sent, 'sex');
    expect([female, male]).toEqual([7, 5]);

    await goTo('Hôm nay');
    await page.getByRole('heading', { name: 'Đã nhận 12 phiếu.' }).waitFor();
    await goTo('Kết quả');
    await page.getByLabel('Tìm câu hỏi').fill('gioi');
    await page.getByRole('link', { name: 'Giới', exact: true }).click();
    await page.getByText('Tính trên 12 người trả lời câu này.').waitFor();
    expect(await page.getByRole('row', { name: /Nữ/ }).first().textContent()).toContain('7');

    const exact = await resultsFor(page.context(), '?exact=1');
    expect(exact.rows).toBe(12);
    expect(exact.tables.length).toBeGreaterThan(40);
    for (const { variable, columns } of exact.tables) {
      // The link gives its site to every response.
      const counts =
        variable.name === 'site' ? { 'may-an-phu': 12 } : countsOf(sent, variable.name);
      for (const { value, count } of columns[0]?.categories ?? [])
        expect([variable.name, value, count]).toEqual([
          variable.name,
          value,
          counts[`${value}`] ?? 0,
        ]);
    }

    const html = await (await ask(page.context(), 'report?language=vi')).text();
    expect(html).toContain('<data value="12"');
    expect(html).toMatch(/<data value="7" data-figure="sex\.female\.count"/);
    const docx = await (await ask(page.context(), 'report?language=vi&format=docx')).body();
    const document = strFromU8(
      unzipSync(new Uint8Array(docx))['word/document.xml'] ?? new Uint8Array(),
    );
    expect(document.replace(/<[^>]*>/g, ' ')).toMatch(/Nữ\s+7\b/);
    for (const text of [html, document]) expect(text).not.toContain(canary.answer);
  }, 60_000);

  it('gives a consultant the gated figures and nothing else', async () => {
    const headers = { origin: program.url };
    const session = await (await page.request.get(`${program.url}/api/v1/session`)).json();
    const projectIds = session.projects.map(({ id }: { id: string }) => id);
    const invited = await page.request.post(`${program.url}/api/v1/people`, {
      headers,
      data: { name: 'Trần An', role: 'consultant', projectIds },
    });
    const token = (await invited.json()).url.split('#')[1];
    consultant = await browser.newContext({ locale: 'vi-VN' });
    await consultant.request.post(`${program.url}/api/v1/one-time/use`, {
      headers,
      data: { token, login: 'an', name: 'Trần An', password: canary.password },
    });

    const [gated, exact] = [
      await resultsFor(consultant),
      await resultsFor(page.context(), '?exact=1'),
    ];
    expect(gated.mode).toBe('gated');
    const shown = figuresIn(gated);
    expect(shown.length).toBeGreaterThan(20);
    expect(shown.every((count) => count === 0 || count >= 5)).toBe(true);
    // What is shown is true: each count is the exact one.
    for (const [place, table] of gated.tables.entries())
      for (const [row, { count }] of (table.columns[0]?.categories ?? []).entries())
        if (count !== null)
          expect(count).toBe(exact.tables[place]?.columns[0]?.categories[row]?.count);
    for (const path of ['results?exact=1', 'report?language=vi&exact=1'])
      expect((await ask(consultant, path)).status(), path).toBe(403);
    expect(await (await ask(consultant, 'progress')).json()).toEqual({ atLeast: 10 });

    const theirs = watched(await consultant.newPage());
    await theirs.goto(page.url());
    await theirs.getByText('Tính trên 12 người trả lời câu này.').waitFor();
    expect(await theirs.getByText('Số đầy đủ').count()).toBe(0);
  }, 60_000);

  it('has told nobody what they need not know', async () => {
    const token = linkUrl.split('#')[1] ?? '';
    expect(addresses.filter((address) => address.split('#')[0]?.includes(token))).toEqual([]);
    expect(
      addresses.filter(
        (address) => !/^(data|blob):/.test(address) && !address.startsWith(program.url),
      ),
    ).toEqual([]);
    expect(complaints).toEqual([]);
    const said = program.said().slice(program.printed.length);
    await browser.close();
    await program.stop();

    expect(said.split('\n').length).toBeGreaterThan(50);
    for (const text of [token, '127.0.0.1', ...Object.values(canary)])
      expect(said, text).not.toContain(text);
    const places = Object.fromEntries(
      Object.entries(canary).map(([key, text]) => [key, placesOf(program.dataDir, text)]),
    );
    expect(places).toEqual({
      owner: ['person.name'],
      login: ['person.login'],
      password: [],
      holder: ['link.holder', 'response.collector'],
      answer: ['response.answers'],
      agent: [],
    });
    expect(placesOf(program.dataDir, token)).toEqual([]);
    expect(placesOf(program.dataDir, '127.0.0.1')).toEqual([]);
  }, 60_000);
});

/** Every count of a category that is shown. */
const figuresIn = ({ tables }: Results): readonly number[] =>
  tables.flatMap(({ columns }) =>
    columns.flatMap(({ categories }) => categories.flatMap(({ count }) => count ?? [])),
  );

/** The answers of every response, as the owner may take them away. */
async function exportedAnswers(program: Program): Promise<readonly Answers[]> {
  const file = join(program.dataDir, 'answers.json');
  const options = ['--survey', name, '--format', 'json', '--identifiers', '--out', file];
  await program.run('responses', 'export', ...options);
  const { responses } = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(file);
  return responses.map(({ answers }: { answers: Answers }) => answers);
}

/** How many of these answers hold each code of an item, counted without any of our own analysis. */
function countsOf(all: readonly Answers[], item: string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const code of all.flatMap((answers) => [answers[item] ?? []].flat()))
    counts[`${code}`] = (counts[`${code}`] ?? 0) + 1;
  return counts;
}

/** Sends `count` made-up people's answers through the link, and gives back what was sent. */
async function sendSeeded(
  program: Program,
  linkUrl: string,
  count: number,
): Promise<readonly Answers[]> {
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
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ responses }),
  });
  const { results } = (await reply.json()) as { results: { status: string }[] }; // as: the contract
  if (results.some(({ status }) => status !== 'stored')) throw new Error('not all were stored');
  return responses.map(({ answers }) => answers);
}
