/** What comes sealed, with a one-time code, with a client code, or from a phone with a wrong clock. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { formatSealed, parseSealed } from '#core/intake/sealed-format.ts';
import { canonicalHash } from '#core/kernel/canonical-json.ts';
import { formatCode, newCode } from '#core/links/one-time-code.ts';
import { addSealingKey } from '#server/definitions/survey-keys.ts';
import { withCodes } from '#server/intake/client-entry.ts';
import { readEnvelope } from '#server/intake/envelope.ts';
import { insertCodes } from '#server/links/one-time-code-repo.ts';
import { seal } from '#web/respond/outbox/seal.ts';
import {
  aSubmission,
  aSurvey,
  at,
  insertLinkWithToken,
  insertPublished,
  smallDefinition,
} from '../support/build.ts';
import { type Collecting, startCollecting } from '../support/collecting.ts';
import { dialects } from '../support/databases.ts';

type Sent = ReturnType<typeof aSubmission>;

const linkTo = (server: Collecting, special: Parameters<typeof insertLinkWithToken>[2]) =>
  insertLinkWithToken(server.db, server.secrets, { id: randomUUID(), ...special });

const statuses = async (server: Collecting, items: readonly unknown[], token?: string) =>
  (await server.send(items, token)).map(({ status, problem }) => problem?.code ?? status);

describe.each(dialects)('sealed answers on %s', (dialect) => {
  it('are judged as if they had come in clear, and kept as such', async () => {
    const server = await startCollecting(dialect);
    const reply = await (await server.request('/collect/link')).json();
    const sealedAs = async (item: Sent, answers: unknown = item.answers) => ({
      ...item,
      answers: undefined,
      // as: what is sealed is for the server to judge.
      sealed: await seal({ ...item, answers: answers as never }, reply.sealTo),
    });
    const fine = aSubmission();
    const odd = aSubmission({ answers: { sex: 'q' } });
    const hurried = aSubmission({ finishedAt: '2026-04-16T00:39:00Z' });
    const items = await Promise.all([fine, odd, hurried].map((item) => sealedAs(item)));

    const results = await server.send(items);
    await addSealingKey(server.db, server.keys, 'survey');
    const newer = await (await server.request('/collect/link')).json();

    expect(results.map(({ status, flags }) => [status, flags])).toEqual([
      ['stored', undefined],
      ['quarantined', undefined],
      ['stored', ['clock']],
    ]);
    // The same in clear, and sealed once more: nothing tells them apart.
    expect(await statuses(server, [fine, await sealedAs(fine)])).toEqual(
      Array(2).fill('already-stored'),
    );
    expect(newer.sealTo.kid).not.toBe(reply.sealTo.kid);
    expect(await statuses(server, [await sealedAs(aSubmission())])).toEqual(['stored']);
    const row = await server.db
      .selectFrom('response')
      .select('answers')
      .where('id', '=', fine.id)
      .executeTakeFirstOrThrow();
    expect(JSON.parse(row.answers)).toEqual(fine.answers);
    const kept = await server.db.selectFrom('quarantine').select('envelope').execute();
    expect(kept.map(({ envelope }) => JSON.parse(envelope).answers)).toEqual([{ sex: 'q' }]);
  });

  it('pass the same guards, and wait where they do not open', async () => {
    const server = await startCollecting(dialect);
    const { sealTo } = await (await server.request('/collect/link')).json();
    const sealed = async (answers: unknown, special = {}) => {
      const item = aSubmission();
      const text = await seal({ ...item, answers: answers as never }, sealTo); // as above
      return { ...item, answers: undefined, sealed: text, ...special };
    };
    const deep = JSON.parse('['.repeat(40) + ']'.repeat(40));
    const moved = await sealed({ sex: 'f' });
    const parts = parseSealed(moved.sealed);
    if (!parts) throw new Error('what the phone seals is not read');
    const strange = formatSealed({ ...parts, kid: 'unknown' });
    const noPoint = formatSealed({ ...parts, epk: Buffer.alloc(65, 4).toString('base64url') });

    const results = await server.send([
      await sealed({ x: deep }),
      await sealed({ age: 'a\u0000b' }),
      await sealed([1]),
      { ...moved, id: randomUUID() },
      { ...moved, sealed: strange },
      { ...moved, sealed: noPoint },
      { ...moved, sealed: 'v2.a.b.c.d' },
    ]);

    expect(
      results.map(({ status, problem }) => [problem?.code ?? status, problem?.errors?.[0]?.code]),
    ).toEqual([
      ['response-unkeepable', 'too-deep'],
      ['response-unkeepable', 'nul'],
      ['answers-unfit', 'not-an-object'],
      ['answers-sealed', 'does-not-open'],
      ['answers-sealed', 'key-unknown'],
      ['answers-sealed', 'does-not-open'],
      ['answers-sealed', 'format-unknown'],
    ]);
    // What was told to wait goes on waiting, and what opens is stored.
    expect(await statuses(server, [{ ...moved, sealed: strange }, moved])).toEqual([
      'answers-sealed',
      'stored',
    ]);
  });
});

describe.each(dialects)('one-time codes on %s', (dialect) => {
  async function withCodesMade() {
    const server = await startCollecting(dialect, {
      link: { purpose: 'respondent', oneTimeCodes: true },
    });
    const codes = Array.from({ length: 6 }, (_, index) =>
      newCode(Uint8Array.of(index, 1, 2, 3, 4)),
    );
    const hashes = codes.map((code) => server.keys.hmac('one-time-code', `link:${code}`));
    await insertCodes(server.db, 'link', hashes);
    const used = async () => {
      const rows = await server.db.selectFrom('one_time_code').select('used_on').execute();
      return rows.filter(({ used_on }) => used_on === '2026-04-16').length;
    };
    const [a = '', b = '', c = ''] = codes;
    return { server, used, a, b, c };
  }

  it('are good for one answer each, in the order of the request', async () => {
    const { server, used, a, b, c } = await withCodesMade();
    const first = aSubmission({ accessCode: formatCode(a).toLowerCase() });

    expect(
      await statuses(server, [
        first,
        aSubmission({ accessCode: a }),
        aSubmission(),
        aSubmission({ accessCode: newCode(Uint8Array.of(9, 9, 9, 9, 9)) }),
        aSubmission({ accessCode: 'nonsense' }),
        aSubmission({ accessCode: { toString: 1 } }),
        aSubmission({ outcome: 'refused', answers: {} }),
        aSubmission({ accessCode: b, outcome: 'refused', answers: {} }),
        aSubmission({ accessCode: c, answers: { sex: 'q' } }),
        first,
      ]),
    ).toEqual([
      'stored',
      'code-used',
      'code-missing',
      'code-unknown',
      'code-unknown',
      'code-missing',
      'stored',
      'stored',
      'answers-unfit',
      'already-stored',
    ]);
    expect(await used()).toBe(1);
    // What was refused took nothing away.
    const partial = aSubmission({ accessCode: b, outcome: 'partial', answers: {} });
    expect(await statuses(server, [partial, aSubmission({ accessCode: c })])).toEqual([
      'stored',
      'stored',
    ]);
    expect(await statuses(server, [first, partial])).toEqual(Array(2).fill('already-stored'));
    expect(await used()).toBe(3);
    const rows = JSON.stringify([
      await server.db.selectFrom('response').selectAll().execute(),
      await server.db.selectFrom('quarantine').selectAll().execute(),
    ]);
    expect(rows).not.toMatch(new RegExp(`accessCode|${a}|${b}|${c}|nonsense`, 'i'));
  });

  it('are won by one of those who bring the same at the same moment', async () => {
    const { server, used, a } = await withCodesMade();

    const all = await Promise.all(
      Array.from({ length: 8 }, () => statuses(server, [aSubmission({ accessCode: a })])),
    );

    expect(all.flat().filter((status) => status === 'stored')).toHaveLength(1);
    expect(all.flat().filter((status) => status === 'code-used')).toHaveLength(7);
    expect(await used()).toBe(1);
  });
});

const register = (lnUnique: string): Definition => ({
  ...smallDefinition,
  pages: [
    {
      name: 'start',
      elements: [
        {
          type: 'text',
          name: 'client',
          isRequired: true,
          lnRole: 'client-code',
          lnClass: 'identifier',
          lnUnique,
        },
        { type: 'radiogroup', name: 'sex', choices: ['f', 'm'], lnClass: 'quasi' },
      ],
    },
  ],
});

describe.each(dialects)('a client code on %s', (dialect) => {
  const entry = (client: string, definition: Definition, special = {}) =>
    aSubmission({
      definitionHash: canonicalHash(definition),
      answers: { client, sex: 'f' },
      ...special,
    });

  it('enters a person once, however it is written, and stands nowhere in clear', async () => {
    const definition = register('survey');
    const server = await startCollecting(dialect, { definition });
    const first = entry('NGA-1990 HCM', definition);
    const second = entry('nga1990hcm\u200b', definition);

    const results = await server.send([
      first,
      second,
      entry('NGA1990HCM', definition, { outcome: 'partial' }),
      entry('ĐỖ-1991', definition),
      entry('\u0410-1990', definition),
      { ...first, answers: { client: 'NGA-1990 HCM', sex: 'm' } },
      first,
    ]);

    expect(results.map(({ status, problem }) => problem?.code ?? status)).toEqual([
      'stored',
      'client-exists',
      'stored',
      'stored',
      'answers-unfit',
      'response-conflict',
      'already-stored',
    ]);
    const rows = await server.db.selectFrom('response').selectAll().execute();
    const row = rows.find(({ id }) => id === first.id);
    expect(row?.answers).toBe('{"client":"•••","sex":"f"}');
    expect(
      withCodes(server.keys, 'survey', {
        id: first.id,
        answers: JSON.parse(row?.answers ?? '{}'),
        sealed: row?.client_code ?? null,
      }),
    ).toEqual(first.answers);
    // Two people; one of them with two responses.
    expect(new Set(rows.map(({ client_index }) => client_index)).size).toBe(2);
    const quarantined = await server.db.selectFrom('quarantine').selectAll().execute();
    const waiting = quarantined.find(({ response_id }) => response_id === second.id);
    expect(readEnvelope(server.keys, 'survey', waiting?.envelope ?? '')).toEqual(
      JSON.parse(JSON.stringify(second)),
    );
    const conflicts = await server.db.selectFrom('conflict').selectAll().execute();
    const audit = await server.db.selectFrom('audit').selectAll().execute();
    expect(JSON.stringify([rows, quarantined, conflicts, audit, server.logged])).not.toMatch(
      /1990|NGA|nga1|ĐỖ/,
    );
  });

  it('tells strangers nothing of who is known', async () => {
    const definition = register('project');
    const server = await startCollecting(dialect, { definition });
    await server.send([entry('A1', definition)]);
    const token = await linkTo(server, { purpose: 'respondent' });
    const known = entry('A1', definition);
    const unknown = entry('B2', definition);
    const hear = async (item: Sent) => {
      const { id } = item;
      const other = { ...item, answers: { ...item.answers, sex: 'm' } };
      // With a clock far off the first time only: flags of the first time would be told of what is stored only.
      const sentAt = '2026-04-10T01:00:00Z';
      const first = await server.post(JSON.stringify({ responses: [item], sentAt }), {}, token);
      const [result] = (await first.json()).results;
      const [again] = await server.send([item], token);
      const [conflict] = await server.send([other], token);
      const reply = await server.request(`/collect/receipts?ids=${id}`, {}, token);
      const { receipts } = await reply.json();
      return [result, again, conflict, receipts[0]].map((said) => ({ ...said, id: '', code: '' }));
    };

    expect(await hear(known)).toEqual(await hear(unknown));
    expect((await server.counts()).stored).toBe(2);
    const rows = await server.db
      .selectFrom('quarantine')
      .select(['response_id', 'reason'])
      .execute();
    expect(rows).toEqual([{ response_id: known.id, reason: 'client-exists' }]);
  });

  it('is not guessed from the hash of what could not be understood', async () => {
    const server = await startCollecting(dialect, { definition: register('survey') });
    const definitionHash = 'f'.repeat(64);
    const answers = { client: 'NGA-1990', sex: 'f' };
    const items = [
      aSubmission({ definitionHash, answers }),
      aSubmission({ definitionHash, answers, startedAt: 'this morning' }),
    ];

    const sent = [await statuses(server, items), await statuses(server, items)];

    expect(sent).toEqual([1, 2].map(() => ['definition-unknown', 'answers-unfit']));
    const rows = await server.db.selectFrom('quarantine').select('content_hash').execute();
    const guessed = canonicalHash({ definitionHash, outcome: 'completed', answers });
    expect(rows).toHaveLength(2);
    expect(rows.map((row) => row.content_hash)).not.toContain(guessed);
  });

  it('tells strangers nothing by quotas, and a conflict is one to them too', async () => {
    const definition = register('project');
    const server = await startCollecting(dialect, { definition });
    await server.send([entry('A1', definition)]);
    const hear = async (code: string) => {
      const token = await linkTo(server, { purpose: 'kiosk', quota: 1 });
      const item = entry(code, definition);
      const other = { ...item, answers: { ...item.answers, sex: 'm' } };
      const next = entry(`${code}-next`, definition);
      return [
        ...(await statuses(server, [item, next], token)),
        ...(await statuses(server, [next, other, other, item], token)),
      ];
    };

    const said = ['stored', 'quota-reached', 'quota-reached'];
    const conflicts = ['response-conflict', 'response-conflict', 'already-stored'];
    expect(await hear('A1')).toEqual([...said, ...conflicts]);
    expect(await hear('B2')).toEqual([...said, ...conflicts]);
    const rows = await server.db.selectFrom('conflict').selectAll().execute();
    expect(rows).toHaveLength(2);
  });

  it('counts at a site, in a project or in the organisation, across surveys', async () => {
    const perSite = register('site');
    const server = await startCollecting(dialect, { definition: perSite });
    const project = register('project');
    for (const id of ['second', 'third']) {
      await insertPublished(server.db, aSurvey({ id, name: id }), project);
    }
    const [here, there] = await Promise.all([
      linkTo(server, { siteId: 'site-hoa-binh' }),
      linkTo(server, { siteId: 'site-tan-thuan' }),
    ]);
    const [second, third] = await Promise.all([
      linkTo(server, { surveyId: 'second' }),
      linkTo(server, { surveyId: 'third' }),
    ]);

    expect(await statuses(server, [entry('A1', perSite)], here)).toEqual(['stored']);
    expect(await statuses(server, [entry('A1', perSite)], there)).toEqual(['stored']);
    expect(await statuses(server, [entry('A1', perSite)], here)).toEqual(['client-exists']);
    expect(await statuses(server, [entry('A1', project)], second)).toEqual(['stored']);
    // Two surveys of one project, which have no lock in common: the database decides.
    const race = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        statuses(server, [entry(`R${index >> 1}`, project)], index % 2 ? second : third),
      ),
    );
    expect(race.flat().filter((status) => status === 'stored')).toHaveLength(4);
    expect(race.flat().filter((status) => status === 'client-exists')).toHaveLength(4);
    const excluded_at = '2026-04-16T01:00:00.000Z';
    await server.db
      .updateTable('response')
      .set({ excluded_at })
      .where('survey_id', '=', 'second')
      .execute();
    expect(await statuses(server, [entry('A1', project)], third)).toEqual(['stored']);
  });
});

describe.each(dialects)('a phone with a wrong clock (%s)', (dialect) => {
  it('is put right by what it says when it sends', async () => {
    const server = await startCollecting(dialect);
    const closed = at('2026-04-15T17:00:00');
    const over = await linkTo(server, { closesAt: closed });
    const dayMs = 86_400_000;
    const sendFrom = async (days: number, begun: string, sentAt: unknown = undefined) => {
      const shift = (moment: string, by = days) =>
        new Date(Date.parse(moment) + by * dayMs).toISOString();
      const item = aSubmission({ startedAt: shift(begun), finishedAt: shift(begun, days + 0.01) });
      const said = sentAt === undefined ? shift(server.clock.now().toISOString()) : sentAt;
      const body = { responses: [item], sentAt: said, waiting: 3 };
      const reply = await (await server.post(JSON.stringify(body), {}, over)).json();
      const [{ status, flags, problem }] = reply.results;
      return { item, said: [problem?.code ?? status, flags ?? []] };
    };

    for (const days of [-400, 400]) {
      // Begun in time; and begun too late, whatever the phone believes.
      const { item, said } = await sendFrom(days, '2026-04-15T16:00:00Z');
      expect(said).toEqual(['stored', ['clock', 'late']]);
      expect((await sendFrom(days, '2026-04-15T18:00:00Z')).said[0]).toBe('link-closed');
      const row = await server.db
        .selectFrom('response')
        .select(['started_at', 'received_at'])
        .where('id', '=', item.id)
        .executeTakeFirstOrThrow();
      expect(row).toEqual({ started_at: item.startedAt, received_at: '2026-04-16T01:00:00.000Z' });
    }
    // Set right before it sends: when it began is not known, and not believed.
    const now = server.clock.now().toISOString();
    expect((await sendFrom(-400, '2026-04-15T18:00:00Z', now)).said[0]).toBe('link-closed');
    expect((await sendFrom(0, '2026-04-15T16:00:00Z', 'soon')).said).toEqual(['stored', ['late']]);
    expect((await sendFrom(0.003, '2026-04-15T16:00:00Z')).said).toEqual(['stored', ['late']]);
    const contacts = await server.db.selectFrom('link_contact').selectAll().execute();
    expect(contacts).toEqual([
      expect.objectContaining({
        last_seen_at: '2026-04-16T01:00:00.000Z',
        waiting: 3,
        skew_seconds: -259,
      }),
    ]);
  });
});
