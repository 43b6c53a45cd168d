import { createDecipheriv, createECDH, hkdfSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseSealed, sealedAad, sealedInfo, sealedTagBytes } from '#core/intake/sealed-format.ts';
import { finishedRow } from '#web/respond/outbox/finished-row.ts';
import type { DraftRow, LinkRow } from '#web/respond/outbox/rows.ts';
import { seal } from '#web/respond/outbox/seal.ts';
import { unsentFile, unsentFileName } from '#web/respond/outbox/unsent-file.ts';

const survey = createECDH('prime256v1');
survey.generateKeys();
const sealTo = { kid: 'k1', key: survey.getPublicKey('base64url') };
const now = new Date('2026-11-21T10:00:00Z');
const answers = { sex: 'female', note: 'Muốn học nghề 😀' };
const draft: DraftRow = {
  id: 'a3b1c2d4-0000-4000-8000-000000000001',
  linkId: 'link',
  definitionHash: 'h1',
  language: 'vi',
  startedAt: '2026-11-21T09:50:00.000Z',
  updatedAt: '2026-11-21T09:59:00.000Z',
  pageNumber: 1,
  answers,
};
const link: LinkRow = {
  id: 'link',
  token: 'the-token-of-the-link',
  definitionHash: 'h1',
  sealTo,
  view: { id: 'link', purpose: 'collector', title: {}, languages: ['vi'], holder: 'Lan' },
};
const ended = {
  answers,
  outcome: 'completed',
  startedAt: draft.startedAt,
  finishedAt: '',
} as const;

/** As the server does it, with other means. */
function open(sealed: string, id: string, hash: string): unknown {
  const parts = parseSealed(sealed);
  if (!parts) throw new Error('not sealed as agreed');
  const [epk, iv, ct] = [parts.epk, parts.iv, parts.ct].map((part) =>
    Buffer.from(part, 'base64url'),
  );
  if (!epk || !iv || !ct) throw new Error('a part is missing');
  const key = Buffer.from(hkdfSync('sha256', survey.computeSecret(epk), epk, sealedInfo, 32));
  const cipher = createDecipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(sealedAad(id, hash)));
  cipher.setAuthTag(ct.subarray(-sealedTagBytes));
  const plain = Buffer.concat([cipher.update(ct.subarray(0, -sealedTagBytes)), cipher.final()]);
  return JSON.parse(plain.toString('utf8'));
}

describe('sealed answers', () => {
  const { id, definitionHash } = draft;

  it('open with the survey’s key, for their own response and definition only', async () => {
    const sealed = await seal({ id, definitionHash, answers }, sealTo);

    expect(open(sealed, id, definitionHash)).toEqual(answers);
    expect(() => open(sealed, id, 'h2')).toThrow();
    expect(() => open(sealed, `${id.slice(0, -1)}2`, definitionHash)).toThrow();
    expect(sealed).not.toContain('female');
  });

  it('are sealed anew each time, and name the key they were sealed to', async () => {
    const once = await seal({ id, definitionHash, answers }, sealTo);
    const again = await seal({ id, definitionHash, answers }, { ...sealTo, kid: 'k2' });

    expect(parseSealed(once)?.kid).toBe('k1');
    expect(parseSealed(again)).toMatchObject({ kid: 'k2' });
    expect(parseSealed(again)?.epk).not.toBe(parseSealed(once)?.epk);
  });

  it('leave nothing in clear in the row of a finished interview', async () => {
    const row = await finishedRow(draft, link, ended, { sealer: seal, now });

    expect(Object.keys(row.item).sort()).toEqual(
      'collectorName definitionHash finishedAt id language outcome sealed startedAt'.split(' '),
    );
    expect(JSON.stringify(row)).not.toMatch(/female|nghề|sex|note/);
  });

  it.each([
    ['a browser that cannot', { sealer: undefined, link }],
    ['a server that offers no key', { sealer: seal, link: { ...link, sealTo: undefined } }],
    ['a key that is none', { sealer: seal, link: { ...link, sealTo: { kid: 'k', key: 'AAAA' } } }],
  ])('stay in clear rather than get lost: %s', async (_what, { sealer, link: other }) => {
    // as: rows of older builds have no key; exactOptionalPropertyTypes wants it absent
    const row = await finishedRow(draft, other as LinkRow, ended, { sealer, now });

    expect(row.item).toMatchObject({ answers });
    expect(row.item).not.toHaveProperty('sealed');
  });
});

describe('the file of what has not arrived', () => {
  it('seals rows of older builds as well, and knows neither token nor name of a person', async () => {
    const item = { ...ended, id: draft.id, definitionHash: 'h1', language: 'vi' };
    const old = { id: draft.id, linkId: 'link', savedAt: '', item };
    const file = await unsentFile(link, [old], { sealer: seal, now });

    expect(file).toMatchObject({
      format: 'lang-nghe-unsent',
      version: 1,
      linkId: 'link',
      savedAt: '2026-11-21T10:00:00.000Z',
      responses: [{ id: draft.id, outcome: 'completed' }],
    });
    const [response] = file.responses;
    if (!response || !('sealed' in response)) throw new Error('it is not sealed');
    expect(open(response.sealed, draft.id, 'h1')).toEqual(answers);
    expect(JSON.stringify(file)).not.toMatch(/female|the-token/);
  });

  it('says when it was made, not what about', () => {
    expect(unsentFileName(new Date(2026, 10, 2, 9, 5))).toBe('phieu-2026-11-02-0905.json');
  });
});
