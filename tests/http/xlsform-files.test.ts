import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { draftReplySchema, surveyDetailSchema } from '#core/definitions/survey-api.ts';
import { importXlsform } from '#core/definitions/xlsform/import-xlsform.ts';
import {
  xlsformAddReplySchema,
  xlsformCheckReplySchema,
  xlsformDraftReplySchema,
} from '#core/definitions/xlsform-api.ts';
import { readWorkbook } from '#server/definitions/read-workbook.ts';
import { writeWorkbook } from '#server/definitions/write-workbook.ts';
import { type Name, problemOf, type TestApp, testApp } from '../support/app.ts';
import { dialects } from '../support/databases.ts';
import { sheetsOf, workbookBytes } from '../support/spreadsheets.ts';

const form = {
  survey: [
    ['type', 'name', 'label::English (en)', 'label::Tiếng Việt (vi)', 'relevant'],
    ['select_one yn', 'ok', 'Fine?', 'Ổn không?', ''],
    ['integer', 'age', 'Age', 'Tuổi', `selected(\${ok}, 'yes')`],
    ['geopoint', 'place', 'Where', 'Ở đâu', ''],
  ],
  choices: [
    ['list_name', 'name', 'label::English (en)', 'label::Tiếng Việt (vi)'],
    ['yn', 'yes', 'Yes', 'Có'],
    ['yn', 'no', 'No', 'Không'],
  ],
  settings: [['form_title'], ['A small form']],
};

const send = (
  app: TestApp,
  who: Name,
  path: string,
  bytes: Uint8Array,
  type = 'application/octet-stream',
) =>
  app.request(`http://localhost/api/v1${path}`, {
    method: 'POST',
    headers: { cookie: app.cookieOf(who), 'content-type': type, origin: 'http://localhost' },
    body: new Uint8Array(bytes),
  });
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const bytesOf = async (reply: Response) => new Uint8Array(await reply.arrayBuffer());

describe.each(dialects)('an XLSForm file (%s)', (dialect) => {
  it.each(['xlsx', 'biff8'] as const)(
    'becomes a survey, and comes back byte for byte: %s',
    async (kind) => {
      const app = await testApp({ dialect });
      const bytes = workbookBytes(form, kind);

      const reply = await send(
        app,
        'mai',
        '/projects/a/surveys/xlsform?name=small&file=B%E1%BA%A3n%20%E2%80%AEg%E1%BB%91c.xls',
        bytes,
      );

      expect(reply.status).toBe(201);
      const { survey, problems } = xlsformAddReplySchema.parse(await reply.json());
      expect(survey).toMatchObject({
        name: 'small',
        draft: true,
        items: 3,
        languages: ['en', 'vi'],
      });
      for (const problem of problems)
        expect(problem).toMatchObject({ severity: 'warning', sheet: 'survey' });
      const original = await app.ask('an', 'GET', '/surveys/small/original');
      const back = await bytesOf(original);
      expect(sha(back)).toBe(sha(bytes));
      expect(original.headers.get('x-content-sha256')).toBe(sha(bytes));
      expect(original.headers.get('content-disposition')).toBe(
        `attachment; filename="Ban goc.xls"; filename*=UTF-8''B%E1%BA%A3n%20g%E1%BB%91c.xls`,
      );
      expect(original.headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  it('makes the next draft of a survey and says what that changes', async () => {
    const app = await testApp({ dialect });
    await send(app, 'mai', '/projects/a/surveys/xlsform?name=small', workbookBytes(form));
    const { revision } = draftReplySchema.parse(
      await (await app.ask('mai', 'GET', '/surveys/small/draft')).json(),
    );
    const changed = workbookBytes({
      ...form,
      survey: [...form.survey, ['text', 'more', 'More', 'Thêm', '']],
    });

    const reply = await send(
      app,
      'mai',
      `/surveys/small/draft/xlsform?revision=${revision}`,
      changed,
    );
    const late = await send(
      app,
      'mai',
      `/surveys/small/draft/xlsform?revision=${revision}`,
      workbookBytes(form),
    );

    const saved = xlsformDraftReplySchema.parse(await reply.json());
    expect(saved.revision).toBe(revision + 1);
    expect(saved.changes.map(({ code, item }) => [code, item])).toEqual([['item-added', 'more']]);
    expect(late.status).toBe(409);
    const original = await app.ask('mai', 'GET', '/surveys/small/original');
    expect(sha(await bytesOf(original))).toBe(sha(changed));
  });
});

describe('a form over HTTP', () => {
  it('is looked at before anything is kept', async () => {
    const app = await testApp();

    const reply = await send(
      app,
      'mai',
      '/projects/a/surveys/xlsform/check?file=a.xlsx',
      workbookBytes(form),
    );

    const check = xlsformCheckReplySchema.parse(await reply.json());
    expect(check).toMatchObject({
      title: { en: 'A small form' },
      items: 3,
      languages: ['en', 'vi'],
    });
    const surveys = z
      .array(z.object({ name: z.string() }))
      .parse(await (await app.ask('mai', 'GET', '/projects/a/surveys')).json());
    expect(surveys.map(({ name }) => name)).not.toContain('small');
  });

  it('is refused with sheet, row and column, and leaves nothing behind', async () => {
    const app = await testApp();
    const broken = workbookBytes({
      survey: [
        ['type', 'name', 'label', 'relevant'],
        ['text', 'a', 'A', `\${missing} = 1`],
        ['select_one nowhere', 'b', 'B', ''],
      ],
    });

    const reply = await send(app, 'mai', '/projects/a/surveys/xlsform?name=broken', broken);

    expect(reply.status).toBe(422);
    const { code, errors } = z
      .object({ code: z.string(), errors: z.array(z.looseObject({})) })
      .parse(await reply.json());
    expect(code).toBe('form-unfit');
    expect(errors).toContainEqual(
      expect.objectContaining({ sheet: 'survey', row: 2, column: 'relevant' }),
    );
    expect(errors).toContainEqual(
      expect.objectContaining({ sheet: 'survey', row: 3, column: 'type' }),
    );
    expect((await app.ask('mai', 'GET', '/surveys/broken')).status).toBe(404);
  });

  it('is for those who may write surveys there', async () => {
    const app = await testApp();
    const bytes = workbookBytes(form);

    for (const [who, project, status] of [
      ['an', 'a', 201],
      ['linh', 'b', 201],
      ['binh', 'a', 404],
      ['xuan', 'a', 404],
      ['tu', 'a', 401],
    ] as const) {
      const reply = await send(
        app,
        who,
        `/projects/${project}/surveys/xlsform?name=by-${who}`,
        bytes,
      );
      expect([who, reply.status]).toEqual([who, status]);
    }
    expect((await app.ask('binh', 'GET', '/surveys/by-an/original')).status).toBe(404);
    expect((await app.ask('mai', 'GET', '/surveys/by-an/original')).status).toBe(200);
    expect((await app.ask('binh', 'GET', '/surveys/by-an/xlsform')).status).toBe(404);
  });

  it('is refused as anything but a file, under a bad name, and from another site', async () => {
    const app = await testApp();
    const bytes = workbookBytes(form);
    const to = (query: string, type?: string) =>
      send(app, 'mai', `/projects/a/surveys/xlsform?${query}`, bytes, type);

    expect((await to('name=x', 'multipart/form-data; boundary=x')).status).toBe(415);
    expect((await to('name=x', 'text/xml')).status).toBe(415);
    expect((await to('name=..%2Fx')).status).toBe(422);
    expect((await to('name=x&other=1')).status).toBe(422);
    expect((await to('')).status).toBe(422);
    const foreign = await app.request('http://localhost/api/v1/projects/a/surveys/xlsform?name=x', {
      method: 'POST',
      headers: {
        cookie: app.cookieOf('mai'),
        'content-type': 'application/octet-stream',
        origin: 'http://evil.example',
      },
      body: new Uint8Array(bytes),
    });
    expect(await problemOf(foreign)).toBe('foreign-origin');
  });

  it('comes out as a form that is the same definition when it comes in again', async () => {
    const app = await testApp();
    const detail = surveyDetailSchema.parse(
      await (await app.ask('mai', 'GET', '/surveys/needs-a')).json(),
    );
    const version = z
      .object({ definition: z.unknown() })
      .parse(await (await app.ask('mai', 'GET', '/surveys/needs-a/versions/1')).json());

    const reply = await app.ask('an', 'GET', '/surveys/needs-a/xlsform?version=1');

    expect(detail.versions).toHaveLength(1);
    expect(reply.headers.get('content-disposition')).toContain('needs-a-v1.xlsx');
    const workbook = await readWorkbook(await bytesOf(reply));
    if (!workbook.ok) throw new Error(workbook.sentence);
    expect(importXlsform(workbook.sheets).definition).toEqual(version.definition);
    expect((await app.ask('an', 'GET', '/surveys/needs-a/xlsform?version=draft')).status).toBe(200);
    expect((await app.ask('an', 'GET', '/surveys/needs-a/xlsform?version=9')).status).toBe(404);
    expect((await app.ask('an', 'GET', '/surveys/needs-a/xlsform?version=x')).status).toBe(422);
  });

  it('holds every text as it is: signs of formulas, line breaks, odd characters', async () => {
    const texts = [
      '=1+1',
      '+84 90',
      '01',
      '2026-01-02',
      'a\nb',
      '_x0041_',
      'Ω 😀 ệ',
      '<a>&"',
      'TRUE',
    ];
    const sheets = sheetsOf({ survey: [['type', 'name'], ...texts.map((text) => [text, 'x'])] });

    const back = await readWorkbook(await writeWorkbook(sheets));

    expect(back.ok && back.sheets[0]?.rows.slice(1).map(({ cells }) => cells[0])).toEqual(texts);
  });
});
