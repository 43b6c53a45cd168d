import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { blockResultsReplySchema } from '#core/analysis/results-api.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import { draftReplySchema, surveyDetailSchema } from '#core/definitions/survey-api.ts';
import { xlsformFunctions } from '#core/definitions/xlsform/functions.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { someAnswers } from '../support/some-answers.ts';

const block = 'worker-demographics@1';
/** A survey of one question of its own, and the block. */
const survey = (own: string): Definition => ({
  title: { vi: `Phiếu ${own}`, en: `Form ${own}` },
  locale: 'vi',
  pages: [
    {
      name: 'first',
      elements: [
        {
          type: 'radiogroup',
          name: own.replace('-', '_'),
          title: { vi: 'Có tham gia không?', en: 'Will you join?' },
          choices: [
            { value: 'yes', text: { vi: 'Có', en: 'Yes' } },
            { value: 'no', text: { vi: 'Không', en: 'No' } },
          ],
          lnRole: 'consent',
          lnClass: 'neutral',
          lnMeasure: 'nominal',
        },
      ],
    },
    { name: 'you', lnInclude: block },
  ],
});

async function published(
  app: TestApp,
  name: string,
  body: object = { definition: survey(name) },
): Promise<Definition> {
  const added = await app.ask('mai', 'POST', '/projects/a/surveys', { name, ...body });
  expect(added.status).toBe(201);
  const reply = await app.ask('mai', 'POST', `/surveys/${name}/versions`, {});
  expect([reply.status, await reply.clone().text()]).toEqual([201, expect.any(String)]);
  const version = await app.ask('mai', 'GET', `/surveys/${name}/versions/1`);
  const document: { definition: Definition } = await version.json(); // as: the reply of a version
  return document.definition;
}

async function answered(app: TestApp, name: string, definition: Definition, people: number) {
  const link = await app.ask('mai', 'POST', `/surveys/${name}/links`, { purpose: 'collector' });
  const { token }: { token: string } = await link.json(); // as: the reply of a new link
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const opened = await app.request('/api/v1/collect/link', { headers });
  const { definitionHash }: { definitionHash: string } = await opened.json(); // as: the contract
  const logic = compileLogic(definition, { functions: xlsformFunctions });
  if (!logic.ok) throw new Error(JSON.stringify(logic.problem));
  const responses = Array.from({ length: people }, (_, seed) => ({
    id: randomUUID(),
    definitionHash,
    outcome: 'completed',
    startedAt: '2026-04-16T00:40:00Z',
    finishedAt: '2026-04-16T00:50:00Z',
    language: 'vi',
    answers: someAnswers(definition, logic.value, seed + 1),
  }));
  const sent = await app.request('/api/v1/collect/responses', {
    method: 'POST',
    headers,
    body: JSON.stringify({ responses }),
  });
  expect(await sent.json()).toMatchObject({ results: responses.map(() => ({ status: 'stored' })) });
}

describe('a block of the library', () => {
  it('is put in when a survey is published, and seen as such by all who read the survey', async () => {
    const app = await testApp();
    const definition = await published(app, 'join-a');

    const names = definition.pages[1]?.elements?.map(({ name }) => name) ?? [];
    expect(names).toContain('sex');
    expect(definition.pages[1]?.elements?.every(({ lnBlock }) => lnBlock === block)).toBe(true);
    const reply = await app.ask('mai', 'GET', '/surveys/join-a');
    const { codebook, draft } = surveyDetailSchema.parse(await reply.json());
    expect(draft).toBe(false);
    expect(codebook.find(({ name }) => name === 'sex')?.block).toBe(block);
    const kept = await app.ask('mai', 'GET', '/surveys/join-a/draft');
    expect(draftReplySchema.parse(await kept.json()).definition).toEqual(survey('join-a'));
  });

  it('that is not there keeps a draft from being published, and says where', async () => {
    const app = await testApp();
    const definition = {
      ...survey('x'),
      pages: [{ name: 'you', lnInclude: 'worker-demographics@99' }],
    };
    await app.ask('mai', 'POST', '/projects/a/surveys', { name: 'x', definition });

    const reply = await app.ask('mai', 'POST', '/surveys/x/versions', {});
    const draft = await app.ask('mai', 'GET', '/surveys/x/draft');

    const problem = { code: 'block-unknown', pointer: '/pages/0/lnInclude' };
    expect(await reply.json()).toMatchObject({ code: 'definition-unfit', errors: [problem] });
    const { problems } = draftReplySchema.parse(await draft.json());
    expect(problems[0]).toMatchObject({ code: 'block-unknown', path: '/pages/0/lnInclude' });
  });

  it('gives one table over all surveys that include it, to those who may see exact figures', async () => {
    const app = await testApp();
    for (const [name, people] of [
      ['join-a', 12],
      ['join-b', 9],
    ] as const) {
      await answered(app, name, await published(app, name), people);
    }
    // The library's own survey of that name asks the same, wherever it is called otherwise.
    const [name, version] = block.split('@');
    const library = { name, version: Number(version) };
    await answered(app, 'taken', await published(app, 'taken', { library }), 7);
    const path = `/projects/a/blocks/${block}/results`;

    const forMai = blockResultsReplySchema.parse(await (await app.ask('mai', 'GET', path)).json());
    const forAn = await app.ask('an', 'GET', path);
    const unknown = await app.ask('mai', 'GET', '/projects/a/blocks/nobody@1/results');

    expect(forMai).toMatchObject({
      rows: 28,
      surveys: [
        { survey: 'join-a', rows: 12 },
        { survey: 'join-b', rows: 9 },
        { survey: 'taken', rows: 7 },
      ],
      conflicts: [],
    });
    const sex = forMai.tables.find(({ variable }) => variable.name === 'sex')?.columns[0];
    const own = await Promise.all(
      ['join-a', 'join-b', 'taken'].map(async (each) => {
        const reply = await app.ask('mai', 'GET', `/surveys/${each}/results?variable=sex&exact=1`);
        const { tables }: { tables: [{ columns: [{ answered: number }] }] } = await reply.json(); // as: results
        return tables[0].columns[0].answered;
      }),
    );
    expect(sex?.answered).toBe(own.reduce((sum, one) => sum + one, 0));
    expect(sex?.answered).toBeGreaterThan(0);
    expect(forMai.tables.map(({ variable }) => variable.name)).not.toContain('join_a');
    expect([forAn.status, unknown.status]).toEqual([403, 404]);
  });
});
