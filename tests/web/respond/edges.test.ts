import { describe, expect, it } from 'vitest';
import { productLanguageFor } from '#web/respond/language/words.ts';
import { readLinkAddress } from '#web/respond/link-address.ts';
import { readLinkReply } from '#web/respond/outbox/collect-api.ts';
import { readResults } from '#web/respond/outbox/wire.ts';
import { newResponseId } from '#web/respond/response-id.ts';
import { chromeAddress, surroundingsOf } from '#web/respond/surroundings.ts';

const json = (status: number, body: unknown, type = 'application/json') =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': type } });

const answer = {
  link: { id: 'a', purpose: 'collector', title: { vi: 'Ý kiến' }, languages: ['vi', 'en'] },
  definition: { pages: [] },
  definitionHash: 'h',
};

describe('what comes over the wire', () => {
  it('is read when it is ours', async () => {
    const reply = await readLinkReply(json(200, { ...answer, version: 3, more: true }));

    expect(reply).toEqual({ kind: 'open', answer });
  });

  it.each([
    [
      'a portal that answers 200 with a page',
      new Response('<h1>wifi</h1>', { headers: { 'content-type': 'text/html' } }),
    ],
    ['JSON of another kind', json(200, { ok: true })],
    [
      'a page with status 401 from a proxy',
      new Response('no', { status: 401, headers: { 'content-type': 'text/html' } }),
    ],
    ['a server in trouble', json(503, {}, 'application/problem+json')],
    [
      'JSON that breaks off',
      new Response('{"link":', { headers: { 'content-type': 'application/json' } }),
    ],
  ])('is no answer: %s', async (_what, response) => {
    expect(await readLinkReply(response)).toEqual({ kind: 'unreachable' });
  });

  it('tells a closed link from an unknown one', async () => {
    const problem = 'application/problem+json';

    expect(await readLinkReply(json(410, {}, problem))).toEqual({ kind: 'over' });
    const pause = { code: 'link-paused' };
    expect(await readLinkReply(json(410, pause, problem))).toEqual({ kind: 'paused' });
    expect(await readLinkReply(json(401, {}, problem))).toEqual({ kind: 'unknown' });
  });

  it('gives results only for ids and states that it knows', () => {
    const results = [
      { id: 'a', status: 'stored', code: 'X' },
      { id: 'b', status: 'lost' },
      { status: 'stored' },
      null,
    ];

    expect(readResults({ results })).toEqual([{ id: 'a', status: 'stored', code: 'X' }]);
    expect(readResults({ results: 'stored' })).toBeUndefined();
    expect(readResults('<html>')).toBeUndefined();
  });
});

describe('the address of a link', () => {
  it('gives the id from the path and the token from the fragment', () => {
    expect(readLinkAddress({ pathname: '/s/AbC_1', hash: '#d3cagE_tENUqxe5wbOLE4Q' })).toEqual({
      linkId: 'AbC_1',
      token: 'd3cagE_tENUqxe5wbOLE4Q',
    });
  });

  it('may bring a one-time code and ask for a language', () => {
    const location = {
      pathname: '/s/a',
      hash: '#d3cagE_tENUqxe5wbOLE4Q.AB12-CD345',
      search: '?lang=ru',
    };

    expect(readLinkAddress(location)).toEqual({
      linkId: 'a',
      token: 'd3cagE_tENUqxe5wbOLE4Q',
      code: 'AB12-CD345',
      language: 'ru',
    });
  });

  it('has no token where the fragment is missing or something else', () => {
    expect(readLinkAddress({ pathname: '/s/a', hash: '' }).token).toBeUndefined();
    expect(readLinkAddress({ pathname: '/s/a', hash: '#.AB12-CD345' }).token).toBeUndefined();
    expect(readLinkAddress({ pathname: '/s/a', hash: '#top' }).token).toBeUndefined();
  });
});

describe('the browser around us', () => {
  const facts = { isSecureContext: true, hasServiceWorker: true };
  const zalo =
    'Mozilla/5.0 (Linux; Android 13; SM-A145F; wv) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36 Zalo android/24.05';

  it('is told apart: a real one, one inside an app, one on an insecure address', () => {
    const chrome = 'Mozilla/5.0 (Linux; Android 13) Chrome/126.0 Mobile Safari/537.36';

    expect(surroundingsOf({ ...facts, userAgent: chrome })).toEqual({ kind: 'full' });
    expect(surroundingsOf({ ...facts, userAgent: zalo })).toEqual({
      kind: 'in-app',
      app: 'Zalo',
      isAndroid: true,
    });
    expect(surroundingsOf({ ...facts, userAgent: chrome, isSecureContext: false })).toEqual({
      kind: 'insecure',
    });
  });

  it('can be left for Chrome with the same address', () => {
    const address = chromeAddress('https://x.example/s/a#tok_en');

    expect(address).toMatch(
      /^intent:\/\/x\.example\/s\/a#tok_en#Intent;scheme=https;package=com\.android\.chrome;/,
    );
    expect(address).toContain(encodeURIComponent('https://x.example/s/a#tok_en'));
  });
});

describe('a response id', () => {
  it('is a UUID of version 4, also without crypto.randomUUID', () => {
    const plain = { getRandomValues: crypto.getRandomValues.bind(crypto) };
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

    expect(newResponseId(plain)).toMatch(uuid);
    expect(newResponseId(plain)).not.toBe(newResponseId(plain));
    expect(newResponseId()).toMatch(uuid);
  });
});

describe('our own words', () => {
  it('are in the survey language, else in one of its languages that we speak, else in English', () => {
    expect(productLanguageFor('vi-VN', ['en'])).toBe('vi');
    expect(productLanguageFor('ar', ['ar', 'id'])).toBe('id');
    expect(productLanguageFor('ar', ['ar'])).toBe('en');
  });
});
