/**
 * What a hostile or broken client may send: each gets its documented answer, nothing else is touched, and the server
 * stays up. The same on both databases, which choke on different things.
 */
import { pino } from 'pino';
import { beforeAll, describe, expect, it } from 'vitest';
import { httpApp } from '#server/http/http-app.ts';
import { aSubmission } from '../support/build.ts';
import { type Collecting, startCollecting } from '../support/collecting.ts';
import { dialects } from '../support/databases.ts';

const json = (value: unknown): string => JSON.stringify({ responses: [value] });
/** A submission whose JSON has `text` where its answers would be. */
const withAnswers = (text: string): string =>
  json(aSubmission({ answers: '@' })).replace('"@"', () => text);
const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string))); // as: both kinds make a buffer
const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

interface WholeRequest {
  readonly body: string | Uint8Array;
  readonly headers?: Record<string, string>;
  readonly status: number;
  readonly code: string;
}

const wholeRequests: Record<string, WholeRequest> = {
  'half of a document': { body: '{"a":', status: 400, code: 'request-malformed' },
  nothing: { body: '', status: 400, code: 'request-malformed' },
  null: { body: 'null', status: 422, code: 'request-unfit' },
  'a list': { body: '[]', status: 422, code: 'request-unfit' },
  'a text': { body: '"x"', status: 422, code: 'request-unfit' },
  'a number': { body: '1', status: 422, code: 'request-unfit' },
  'an object without responses': { body: '{"a":1}', status: 422, code: 'request-unfit' },
  'responses that are no list': {
    body: '{"responses":{"0":1}}',
    status: 422,
    code: 'request-unfit',
  },
  'no response': { body: '{"responses":[]}', status: 422, code: 'request-unfit' },
  '101 responses': {
    body: JSON.stringify({ responses: Array.from({ length: 101 }, () => aSubmission()) }),
    status: 422,
    code: 'request-unfit',
  },
  'a list 400,000 deep': { body: deep(400_000), status: 422, code: 'request-unfit' },
  'more than 2 MB': {
    body: json('a'.repeat(2 * 1024 * 1024)),
    status: 413,
    code: 'request-too-large',
  },
  'more than 2 MB by its header': {
    body: '{}',
    headers: { 'content-length': '3000000' },
    status: 413,
    code: 'request-too-large',
  },
  'a compressed body': {
    body: '{}',
    headers: { 'content-encoding': 'gzip' },
    status: 415,
    code: 'request-type',
  },
  XML: { body: '<a/>', headers: { 'content-type': 'text/xml' }, status: 415, code: 'request-type' },
  'a form with a file': {
    body: '--x--',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    status: 415,
    code: 'request-type',
  },
  'JSON in Latin 1': {
    body: '{}',
    headers: { 'content-type': 'application/json; charset=iso-8859-1' },
    status: 415,
    code: 'request-type',
  },
  'bytes that are no UTF-8': {
    body: bytes('{"responses":["', [0xff, 0xfe], '"]}'),
    status: 400,
    code: 'request-malformed',
  },
  NaN: { body: withAnswers('{"age":NaN}'), status: 400, code: 'request-malformed' },
};

/** Answers that cannot be kept: the item is rejected, its neighbours are not touched. */
const rejectedAnswers: Record<string, readonly [text: string, code: string]> = {
  'a list 400,000 deep': [deep(400_000), 'too-deep'],
  'objects 33 deep': [`${'{"a":'.repeat(32)}1${'}'.repeat(32)}`, 'too-deep'],
  'half a surrogate pair': ['{"sex":"\\ud800"}', 'lone-surrogate'],
  'half a surrogate pair in a name': ['{"\\udc00":1}', 'lone-surrogate'],
  NUL: ['{"sex":"a\\u0000b"}', 'nul'],
  'NUL in a name': ['{"a\\u0000":1}', 'nul'],
  'a number without end': ['{"age":1e999}', 'number-not-finite'],
  'a whole number that loses its last digit': ['{"age":9007199254740993}', 'number-unsafe'],
  'a text of a million letters': [JSON.stringify({ why_not: 'a'.repeat(1_000_000) }), 'too-large'],
};

/** Answers that can be kept but are not answers to this survey. */
const quarantinedAnswers: Record<string, readonly [text: string, pointer: string]> = {
  '10,000 items': [
    JSON.stringify(Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k${i}`, 1]))),
    '/answers',
  ],
  'an item named __proto__': ['{"__proto__":{"polluted":true}}', '/answers/__proto__'],
  'an item named constructor': [
    '{"constructor":{"prototype":{"polluted":true}}}',
    '/answers/constructor',
  ],
  'an item named toString': ['{"toString":"f"}', '/answers/toString'],
  'an item named hasOwnProperty': ['{"hasOwnProperty":1}', '/answers/hasOwnProperty'],
  'an item named length': ['{"length":3}', '/answers/length'],
  'a number with a comma': ['{"age":"12,5"}', '/answers/age'],
  'full-width digits': ['{"age":"１２"}', '/answers/age'],
  'Arabic digits': ['{"age":"٣"}', '/answers/age'],
  'a text of 200,000 letters': [
    JSON.stringify({ why_not: 'a'.repeat(200_000) }),
    '/answers/why_not',
  ],
  'a letter under 500 marks': [
    JSON.stringify({ join: 'no', why_not: `Za${'\u0335'.repeat(500)}lgo` }),
    '/answers/why_not',
  ],
  'a code with an invisible letter': ['{"sex":"f\u200b"}', '/answers/sex'],
  'a code in letters that look alike': ['{"join":"n\u043e"}', '/answers/join'],
  'a choice that is not offered': ['{"sex":"6"}', '/answers/sex'],
  'an item that does not exist': ['{"colour":"red"}', '/answers/colour'],
  'an SQL sentence as a name': [
    '{"\'; drop table response; --":1}',
    "/answers/'; drop table response; --",
  ],
};

/** Strange, but answers: stored as they are. */
const storedAnswers: Record<string, readonly [text: string, kept: unknown]> = {
  'a name that stands twice, of which the last counts': ['{"sex":"m","sex":"f"}', { sex: 'f' }],
  'an escaped name': ['{"s\\u0065x":"f"}', { sex: 'f' }],
  'a number too small to be told from nothing': ['{"sex":"f","age":1e-400}', { sex: 'f', age: 0 }],
  'templates and placeholders': [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an answer may look like a template
    '{"sex":"f","join":"no","why_not":"${7*7} {{constructor}} <%= 1 %> {sex}"}',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an answer may look like a template
    { sex: 'f', join: 'no', why_not: '${7*7} {{constructor}} <%= 1 %> {sex}' },
  ],
  'invisible letters and eight marks on a letter': [
    JSON.stringify({ sex: 'f', join: 'no', why_not: `Ngu\u200by\u200dễn e${'\u0331'.repeat(8)}` }),
    { sex: 'f', join: 'no', why_not: `Ngu\u200by\u200dễn e${'\u0331'.repeat(8)}` },
  ],
  'writing direction, control and joined signs': [
    '{"sex":"f","join":"no","why_not":"\\u202eabc\\u0001\\ufffe 👩‍🏭🇻🇳"}',
    { sex: 'f', join: 'no', why_not: '\u202eabc\u0001\ufffe 👩‍🏭🇻🇳' },
  ],
  'an SQL sentence': [
    '{"sex":"f","join":"no","why_not":"\' OR 1=1; drop table response; --"}',
    { sex: 'f', join: 'no', why_not: "' OR 1=1; drop table response; --" },
  ],
};

describe.each(dialects)('bad input on %s', (dialect) => {
  let server: Collecting;
  beforeAll(async () => {
    server = await startCollecting(dialect);
  });
  const isUp = async () => expect((await server.app.request('/healthz')).status).toBe(200);

  it.each(Object.entries(wholeRequests))(
    'refuses %s',
    async (_, { body, headers, status, code }) => {
      const before = await server.counts();

      const reply = await server.post(body, headers);

      expect(reply.status).toBe(status);
      expect(reply.headers.get('content-type')).toBe('application/problem+json');
      expect(await reply.json()).toMatchObject({
        type: `/problems/${code}`,
        title: expect.any(String),
        status,
        code,
        instance: expect.stringMatching(/^urn:uuid:/),
      });
      expect(await server.counts()).toEqual(before);
      await isUp();
    },
  );

  it('refuses more than 2 MB that come in pieces without a length', async () => {
    const piece = Buffer.alloc(64 * 1024, ' ');
    let pieces = 0;
    const body = new ReadableStream({
      pull(controller) {
        pieces += 1;
        if (pieces > 1_000) controller.close();
        else controller.enqueue(piece);
      },
    });
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      duplex: 'half',
    };

    // as: `duplex` is asked for by fetch and not yet known to the types.
    const reply = await server.request('/collect/responses', init as RequestInit);

    expect(reply.status).toBe(413);
    // It is heard out for a while, so that it can hear the answer, and not for ever.
    expect(pieces).toBeLessThan(300);
    await isUp();
  });

  it('does not mind a byte order mark', async () => {
    const reply = await server.post(bytes([0xef, 0xbb, 0xbf], json(aSubmission())));

    expect(await reply.json()).toMatchObject({ results: [{ status: 'stored' }] });
  });

  it.each(Object.entries(rejectedAnswers))(
    'rejects %s, and stores its neighbours',
    async (_, [text, code]) => {
      const before = await server.counts();
      const neighbours = [aSubmission(), aSubmission()].map((one) => JSON.stringify(one));
      const bad = JSON.stringify(aSubmission({ answers: '@' })).replace('"@"', () => text);

      const reply = await server.post(
        `{"responses":[${[neighbours[0], bad, neighbours[1]].join(',')}]}`,
      );

      const { results } = await reply.json();
      expect(results.map(({ status }: { status: string }) => status)).toEqual([
        'stored',
        'rejected',
        'stored',
      ]);
      expect(results[1].problem).toMatchObject({ code: 'response-unkeepable', errors: [{ code }] });
      expect(await server.counts()).toEqual({ ...before, stored: before.stored + 2 });
      await isUp();
    },
  );

  it('rejects an item of more than 256 KB, and not one a little smaller', async () => {
    const of = (letters: number) =>
      aSubmission({ answers: undefined, sealed: 'a'.repeat(letters) });

    const [large, small] = await server.send([of(256 * 1024), of(255 * 1024)]);

    expect(large).toMatchObject({
      status: 'rejected',
      problem: { errors: [{ code: 'too-large' }] },
    });
    expect(small).toMatchObject({ status: 'quarantined', problem: { code: 'answers-sealed' } });
  });

  it.each([
    ['a number', 7],
    ['a text', 'abc'],
    ['a list', []],
    ['half a UUID', '6f1c2c1e-0d0a'],
    ['nothing', undefined],
  ])('rejects an item whose id is %s', async (_, id) => {
    const [result] = await server.send([{ ...aSubmission(), id }]);

    expect(result).toMatchObject({ status: 'rejected', problem: { errors: [{ pointer: '/id' }] } });
  });

  it.each(Object.entries(quarantinedAnswers))('quarantines %s', async (_, [text, pointer]) => {
    const before = await server.counts();

    const reply = await server.post(withAnswers(text));

    const { results } = await reply.json();
    expect(results[0]).toMatchObject({ status: 'quarantined', problem: { code: 'answers-unfit' } });
    expect(results[0].problem.errors[0].pointer).toBe(pointer);
    expect(await server.counts()).toEqual({ ...before, quarantined: before.quarantined + 1 });
    expect({}).not.toHaveProperty('polluted');
    await isUp();
  });

  it.each(Object.entries(storedAnswers))('stores %s', async (_, [text, kept]) => {
    const submission = aSubmission({ answers: '@' });

    const reply = await server.post(json(submission).replace('"@"', () => text));

    expect(await reply.json()).toMatchObject({ results: [{ status: 'stored' }] });
    const row = await server.db
      .selectFrom('response')
      .select('answers')
      .where('id', '=', submission.id)
      .executeTakeFirstOrThrow();
    expect(JSON.parse(row.answers)).toEqual(kept);
  });

  it.each([
    '/nothing',
    '/collect/%2e%2e%2flink',
    '/collect//link',
    '/collect/link%00',
    '/collect/link/',
  ])('has nothing at %s', async (path) => {
    const reply = await server.request(path);

    expect(reply.status).toBe(404);
    expect(reply.headers.get('content-type')).toBe('application/problem+json');
    await isUp();
  });

  it('says nothing of what was sent when a handler breaks, in the answer or in the log', async () => {
    const canary = 'NGUYEN-VAN-CANARY';
    const log: string[] = [];
    const app = httpApp(pino({ level: 'info' }, { write: (line: string) => log.push(line) }));
    app.get('/broken', () => {
      throw new Error(`cannot read ${canary}`);
    });

    const reply = await app.request('/broken');

    expect(reply.status).toBe(500);
    const text = await reply.text();
    expect(JSON.parse(text)).toMatchObject({ code: 'internal-error' });
    expect(text + log.join('')).not.toContain(canary);
    expect(log.join('')).toContain(JSON.parse(text).instance.slice('urn:uuid:'.length));
  });

  it('logs no token, answer, id or address', async () => {
    server.logged.length = 0;
    const submission = aSubmission({
      collectorName: 'CANARY-HOA',
      answers: { sex: 'f', join: 'no', why_not: 'CANARY-BUSY' },
    });
    await server.send([submission, aSubmission({ answers: { CANARY: 1 } })]);
    await server.request(`/collect/definitions/${server.version.hash}`);
    await server.request(`/collect/receipts?ids=${submission.id}`);

    const log = server.logged.join('');

    expect(log).toContain('"route":"/api/v1/collect/definitions/:hash"');
    expect(log).not.toContain('CANARY');
    expect(log).not.toContain(submission.id);
    expect(log).not.toContain(server.token);
    expect(log).not.toContain(server.version.hash);
  });
});
