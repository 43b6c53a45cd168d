import { randomUUID } from 'node:crypto';
import XLSX from '@e965/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { resultsReplySchema } from '#core/analysis/results-api.ts';
import { problemOf, type TestApp, testApp } from '../support/app.ts';
import { aSubmission } from '../support/build.ts';

const answers = (sex: string, join: string) => ({ sex, age: 31, join });
const times = (count: number, given: object) =>
  Array.from({ length: count }, () => aSubmission({ id: randomUUID(), answers: given }));

describe('GET /surveys/:name/results', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
    const responses = [
      ...times(20, answers('f', 'yes')),
      ...times(15, answers('m', 'yes')),
      ...times(12, answers('m', 'no')),
      ...times(2, answers('f', 'no')),
    ];
    const sent = await app.ask('collector', 'POST', '/collect/responses', { responses });
    expect(sent.status).toBe(200);
  });

  const results = async (who: 'an' | 'mai', query = '') => {
    const reply = await app.ask(who, 'GET', `/surveys/needs-a/results${query}`);
    return resultsReplySchema.parse(await reply.json());
  };
  const countsOf = (reply: Awaited<ReturnType<typeof results>>, name: string) =>
    reply.tables
      .find(({ variable }) => variable.name === name)
      ?.columns.map(({ categories }) => categories.map(({ count }) => count));

  it('hides from a consultant what could point to two women, and nothing else', async () => {
    const reply = await results('an', '?by=sex');

    expect(reply).toMatchObject({ survey: 'needs-a', rows: 49, mode: 'gated' });
    expect(countsOf(reply, 'sex')).toEqual([[22, 27, 0]]);
    expect(countsOf(reply, 'join')).toEqual([
      [35, 14],
      [null, null],
      [null, null],
      [null, null],
    ]);
  });

  it('shows a coordinator who asks for it the exact figures, and says that they are', async () => {
    const reply = await results('mai', '?by=sex&exact=1');

    expect(reply.mode).toBe('exact');
    expect(countsOf(reply, 'join')?.[1]).toEqual([20, 2]);
  });

  it('does not for a consultant', async () => {
    const reply = await app.ask('an', 'GET', '/surveys/needs-a/results?exact=1');

    expect(await problemOf(reply)).toBe('not-allowed');
  });

  it('narrows to one variable and refuses what is not offered', async () => {
    const one = await results('an', '?variable=join');
    const refused = await app.ask('an', 'GET', '/surveys/needs-a/results?by=join');
    const unknown = await app.ask('an', 'GET', '/surveys/needs-a/results?variable=why_not');

    expect(one.tables.map(({ variable }) => variable.name)).toEqual(['join']);
    expect(await problemOf(refused)).toBe('variable-unknown');
    expect(await problemOf(unknown)).toBe('variable-unknown');
  });

  it('comes as CSV with the same figures', async () => {
    const reply = await app.ask('an', 'GET', '/surveys/needs-a/results?format=csv&by=sex');
    const bytes = new Uint8Array(await reply.arrayBuffer());
    const text = new TextDecoder().decode(bytes);

    expect(reply.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(reply.headers.get('content-disposition')).toContain('results-needs-a.csv');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(text).toContain('\r\njoin,join,,,,yes,yes,yes,,49,,35,0.7142857142857143,');
    expect(text).toContain('\r\njoin,join,sex,f,f,yes,yes,yes,,22,,,,,');
  });

  it('comes as a workbook in which numbers are numbers', async () => {
    const reply = await app.ask('an', 'GET', '/surveys/needs-a/results?format=xlsx');
    const book = XLSX.read(new Uint8Array(await reply.arrayBuffer()));
    const data: readonly Record<string, unknown>[] = XLSX.utils.sheet_to_json(
      book.Sheets.Data ?? {},
    );

    expect(book.SheetNames).toEqual(['Data', 'Codebook', 'About']);
    expect(
      data.find(({ variable, category }) => variable === 'join' && category === 'yes'),
    ).toEqual(expect.objectContaining({ answered: 49, count: 35, share: 35 / 49 }));
  });
});
