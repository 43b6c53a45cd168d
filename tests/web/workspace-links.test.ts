/** What the screen of links works out by itself: pasted names, changes, cards, silence. */
import { describe, expect, it } from 'vitest';
import type { LinkReply } from '#core/links/link-api.ts';
import { cardDays, cardPages, typedAddress } from '#web/workspace/links/card-facts.ts';
import { cardsOf } from '#web/workspace/links/handed-out.ts';
import { isSilent } from '#web/workspace/links/link-standing.ts';
import {
  changeFrom,
  freshValues,
  requestFrom,
  valuesOf,
} from '#web/workspace/links/link-values.ts';
import { readPastedNames } from '#web/workspace/links/pasted-names.ts';

const site = (id: string, name: string) => ({ id, code: `code-${id}`, name });
const sites = [site('a', 'May An Phú'), site('b', 'May Bình Minh'), site('c', '12')];
const read = (text: string, holders: readonly string[] = []) =>
  readPastedNames(text, { sites, holders });

const link = (id: string, given: Partial<LinkReply> = {}): LinkReply => ({
  id,
  purpose: 'collector',
  status: 'open',
  createdAt: '2026-11-14T03:00:00Z',
  ...given,
});

describe('pasted names', () => {
  it('make one line each, with site and target out of a spreadsheet', () => {
    expect(read('Lan\tMay An Phú\t40\r\n\nTú\r')).toEqual([
      { line: 1, holder: 'Lan', siteText: 'May An Phú', site: sites[0], wanted: 40 },
      { line: 3, holder: 'Tú', siteText: '' },
    ]);
  });

  it('find a site without its marks, in any case, decomposed, or by its code', () => {
    const found = read('A; may binh minh\nB; code-b\nC; May Bình Minh').map((l) => l.site?.id);

    expect(found).toEqual(['b', 'b', 'b']);
  });

  it('name what cannot be made of a line, and where', () => {
    const problems = read(
      [
        'Lan; Nơi lạ',
        '; May An Phú',
        `${'x'.repeat(201)}`,
        'Tú; ; không',
        'Tú; ; 0',
        'a\tb\tc\td',
      ].join('\n'),
    ).map(({ line, problem }) => [line, problem]);

    expect(problems).toEqual([
      [1, 'site-unknown'],
      [2, 'name-missing'],
      [3, 'name-long'],
      [4, 'wanted-unfit'],
      [5, 'wanted-unfit'],
      [6, 'cells'],
    ]);
  });

  it('do not guess between two sites of one name', () => {
    const twins = [site('a', 'An Phú'), site('b', 'An Phu')];
    const [exact, unclear] = readPastedNames('Lan; An Phú\nTú; an phu', {
      sites: twins,
      holders: [],
    });

    expect(exact?.site?.id).toBe('a');
    expect(unclear?.problem).toBe('site-unknown');
  });

  it('take a number without a site between for the target, unless a site is called so', () => {
    expect(read('Lan; 1.200')[0]).toMatchObject({ wanted: 1200, siteText: '' });
    expect(read('Lan; 40')[0]).toMatchObject({ wanted: 40, siteText: '' });
    expect(read('Lan; 12')[0]?.site?.id).toBe('c');
  });

  it('remark a name that comes twice or holds a link already, and go on', () => {
    const remarks = read('Lan\nlan\nHạnh; May An Phú\nHạnh; May Bình Minh', ['Hanh']).map(
      ({ remark, problem }) => [remark, problem],
    );

    expect(remarks).toEqual([
      [undefined, undefined],
      ['twice', undefined],
      ['known', undefined],
      ['known', undefined],
    ]);
  });
});

describe('the form of a link', () => {
  const timeZone = 'Asia/Ho_Chi_Minh';
  const kept = link('1', {
    holder: 'Lan',
    site: { code: 'code-a', name: 'May An Phú' },
    closesAt: '2026-11-18T16:59:59Z',
    quota: 50,
    wanted: 40,
    prefill: { place: 'home' },
  });
  const before = valuesOf(kept, { sites, timeZone });

  it('shows days as the project has them', () => {
    expect(before).toMatchObject({ siteId: 'a', closesAt: '2026-11-18', opensAt: '' });
  });

  it('asks for nothing where nothing was changed', () => {
    expect(changeFrom(before, before)).toEqual({});
  });

  it('asks for what is different only, and takes away what was emptied', () => {
    const after = { ...before, holder: 'Lan ', closesAt: '', quota: '', wanted: 45, prefill: [] };

    expect(changeFrom(before, after)).toEqual({
      closesAt: null,
      quota: null,
      wanted: 45,
      prefill: null,
    });
  });

  it('sends codes and a PIN only with the purposes that have them', () => {
    const full = { ...freshValues, oneTimeCodes: true, kioskPin: '4711' };

    expect(requestFrom(full)).toEqual({ purpose: 'collector' });
    expect(requestFrom({ ...full, purpose: 'respondent' })).toMatchObject({ oneTimeCodes: true });
    expect(requestFrom({ ...full, purpose: 'kiosk' })).toEqual({
      purpose: 'kiosk',
      kioskPin: '4711',
    });
  });
});

describe('cards', () => {
  const shareText = { vi: '', en: '', ru: '', id: '' };
  const address = (linkId: string) => ({
    linkId,
    url: `https://a.example/s/${linkId}#t`,
    shareText,
    kept: false,
  });

  it('are there for links that can be opened and whose address is still held', () => {
    const links = [link('1'), link('2', { status: 'revoked' }), link('3'), link('4')];

    expect(cardsOf(links, ['4', '2', '1'].map(address)).map(({ linkId }) => linkId)).toEqual([
      '1',
      '4',
    ]);
  });

  it('are six a page, those for clients on pages of their own, which carry no title', () => {
    const links = Array.from({ length: 9 }, (_, place) =>
      link(`${place}`, place % 3 === 0 ? { purpose: 'respondent' } : {}),
    );
    const cards = cardsOf(
      links,
      links.map(({ id }) => address(id)),
    );
    const pages = cardPages([...cards, ...cards]);

    expect(pages.map((page) => page.length)).toEqual([6, 6, 6]);
    expect(pages.map((page) => new Set(page.map((card) => card.link.purpose)).size)).toEqual([
      1, 1, 1,
    ]);
  });

  it('say the days of the field in words that cannot be taken for others', () => {
    const days = { opensAt: '2026-11-13T17:00:00Z', closesAt: '2026-11-18T16:59:59Z' };

    expect(cardDays('en', days, 'Asia/Ho_Chi_Minh')?.days).toMatch(/^November 14.–.18$/);
    expect(cardDays('en', { closesAt: days.closesAt }, 'Asia/Ho_Chi_Minh', 'short')).toEqual({
      kind: 'until',
      days: 'Nov 18',
    });
    expect(cardDays('vi', {}, undefined)).toBeUndefined();
  });

  it('part the address before its secret', () => {
    expect(typedAddress('https://a.example/s/x1#secret')).toEqual({
      place: 'a.example/s/x1',
      secret: '#secret',
    });
  });
});

describe('a link', () => {
  const now = new Date('2026-11-18T05:00:00Z');
  const silent = (lastReceivedAt: string, given: Partial<LinkReply> = {}) =>
    isSilent(link('1', { lastReceivedAt, ...given }), now, 'Asia/Ho_Chi_Minh');

  it('is silent after two whole days without a response, as long as it takes some', () => {
    expect(silent('2026-11-15T16:59:00Z')).toBe(true);
    expect(silent('2026-11-15T17:01:00Z')).toBe(false);
    expect(silent('2026-11-01T00:00:00Z', { status: 'paused' })).toBe(false);
    expect(isSilent(link('1'), now, 'Asia/Ho_Chi_Minh')).toBe(false);
  });
});
