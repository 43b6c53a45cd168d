import { describe, expect, it } from 'vitest';
import type { FieldLine, FieldWork } from '#core/register/field-api.ts';
import { requestsFor } from '#web/workspace/field/field-requests.ts';
import {
  cellFields,
  changedFields,
  combinations,
  merge,
  numberIn,
  unfitFields,
  valuesOf,
  wantedOfAll,
} from '#web/workspace/field/field-values.ts';
import { pastedRows } from '#web/workspace/field/grid-keys.ts';
import { findingsOf } from '#web/workspace/today/attention-words.ts';
import { hasBegun, headline, leadSentences } from '#web/workspace/today/headline.ts';
import { paceOf } from '#web/workspace/today/pace.ts';
import { chartDays } from '#web/workspace/today/running-total.ts';

const counts: FieldWork['counts'] = {
  received: 137,
  wanted: 200,
  expectedByToday: 160,
  missing: 63,
  perDayNeeded: 31.5,
  startsOn: '2026-11-14',
  endsOn: '2026-11-18',
  today: 23,
  refused: 0,
  partial: 0,
  screenedOut: 0,
};

const fieldWork = (special: Partial<FieldWork> = {}): FieldWork => ({
  asOf: '2026-11-17T08:20:00Z',
  day: '2026-11-17',
  unit: 'responses',
  counts,
  days: [],
  sites: [],
  links: [],
  cells: [],
  attention: [],
  ...special,
});

const withCounts = (special: Partial<FieldWork['counts']>, day = '2026-11-17') =>
  fieldWork({ counts: { ...counts, ...special }, day });

const without = (...names: readonly (keyof FieldWork['counts'])[]): FieldWork['counts'] => {
  const kept = Object.entries(counts).filter(([name]) => !names.some((one) => one === name));
  return {
    today: 0,
    received: 0,
    refused: 0,
    partial: 0,
    screenedOut: 0,
    ...Object.fromEntries(kept),
  };
};

const said = (work: FieldWork) => headline(work, (day) => day).map(({ key }) => key);
const line = (special: Partial<FieldLine>): FieldLine => ({
  id: 'one',
  name: 'Dệt Sông Bé',
  received: 21,
  days: [7, 6, 5, 3],
  ...special,
});

describe('what Today says first', () => {
  it('tells what is there of what is wanted, and what is missing until tomorrow', () => {
    const [had, need] = headline(fieldWork(), (day) => day);

    expect(had).toEqual({
      key: 'field.head.of',
      values: { unit: 'responses', received: 137, wanted: 200 },
    });
    expect(need).toEqual({
      key: 'field.head.need',
      values: { unit: 'responses', missing: 63, when: 'tomorrow', date: '2026-11-18' },
    });
  });

  it.each([
    ['on the last day', withCounts({}, '2026-11-18'), ['field.head.of', 'field.head.need']],
    ['with enough', withCounts({ received: 203 }), ['field.head.of', 'field.head.enough']],
    ['after the last day', withCounts({}, '2026-11-19'), ['field.head.of', 'field.head.ended']],
    ['before the first day', withCounts({ received: 0 }, '2026-11-10'), ['field.head.begins']],
    [
      'before the first day, with tries',
      withCounts({ received: 2 }, '2026-11-10'),
      ['field.head.of', 'field.head.begins'],
    ],
    [
      'without a target',
      fieldWork({ counts: without('wanted', 'startsOn', 'endsOn') }),
      ['field.head.received'],
    ],
    [
      'without a target, over',
      fieldWork({ counts: without('wanted'), day: '2026-11-30' }),
      ['field.head.received', 'field.head.over'],
    ],
    [
      'without a target, under way',
      fieldWork({ counts: without('wanted') }),
      ['field.head.received', 'field.head.until'],
    ],
  ])('knows %s', (_, work, keys) => {
    expect(said(work)).toEqual(keys);
  });

  it('says the pace that is needed only while more than today is left', () => {
    const keys = (work: FieldWork) => leadSentences(work).map(({ key }) => key);

    expect(keys(fieldWork())).toEqual(['field.lead.today', 'field.lead.per-day']);
    expect(keys(withCounts({}, '2026-11-18'))).toEqual(['field.lead.today']);
    expect(keys(withCounts({ today: 0, waitingOnPhones: 7 }, '2026-11-19'))).toEqual([
      'field.lead.on-phones',
    ]);
    // Nobody makes half a response: never less than is needed.
    expect(leadSentences(fieldWork())[1]?.values).toEqual({ perDay: 32 });
    expect(leadSentences(withCounts({ perDayNeeded: 4.21 }))[1]?.values).toEqual({ perDay: 4.3 });
  });

  it('keeps the first steps until something came, or is wanted through a link', () => {
    const empty = without('received', 'wanted', 'startsOn', 'endsOn');

    expect(hasBegun(fieldWork({ counts: empty }))).toBe(false);
    expect(hasBegun(fieldWork({ counts: { ...empty, refused: 1 } }))).toBe(true);
    // Wanted and no link yet: the way to one is what is needed.
    expect(hasBegun(fieldWork({ counts: { ...empty, wanted: 10 } }))).toBe(false);
    expect(hasBegun(fieldWork({ counts: { ...empty, wanted: 10 }, links: [line({})] }))).toBe(true);
  });
});

describe('the chart of Today', () => {
  it('has every day of the period, with nothing received on days to come', () => {
    const days = [
      { day: '2026-11-14', received: 37 },
      { day: '2026-11-16', received: 100 },
    ];
    const chart = chartDays(fieldWork({ days }));

    expect(chart.map(({ day }) => day.slice(8))).toEqual(['14', '15', '16', '17', '18']);
    expect(chart.map(({ total }) => total)).toEqual([37, 37, 137, 137, undefined]);
    expect(chart.map(({ expected }) => expected)).toEqual([40, 80, 120, 160, 200]);
  });

  it('begins with what came before the period, and goes on after it', () => {
    const days = [{ day: '2026-11-12', received: 1 }];
    const chart = chartDays(fieldWork({ days, day: '2026-11-20' }));

    expect(chart[0]).toEqual({ day: '2026-11-12', added: 1, total: 1, expected: undefined });
    expect(chart.at(-1)).toEqual({ day: '2026-11-20', added: 0, total: 1, expected: undefined });
  });
});

describe('the pace of a line', () => {
  it.each([
    [{}, undefined, 0, false],
    [{ wanted: 20 }, 'field.gap.enough', 0, false],
    [{ wanted: 40 }, 'field.gap.to-go', 19, false],
    [{ wanted: 40, expected: 32, behind: 3 }, 'field.gap.behind', 11, true],
    [{ wanted: 40, expected: 22.4 }, 'field.gap.behind', 1, false],
    [{ wanted: 40, expected: 20 }, 'field.gap.on-pace', 0, false],
  ])('of %o', (special, words, count, slow) => {
    expect(paceOf(line(special))).toEqual({ words, count, slow });
  });
});

describe('what somebody should look at', () => {
  const site = line({ id: 's', wanted: 40, expected: 32, behind: 3 });
  const dung = line({ id: 'd', name: 'Dũng', place: site.name, purpose: 'collector', behind: 3 });
  const behind = {
    code: 'behind-pace',
    params: { behind: 3, received: 21, expected: 32 },
  } as const;
  const find = (special: Partial<FieldWork>) =>
    findingsOf(fieldWork(special), 'nhu-cau', ({ name }) => name);

  it('is one line for a site, its only collector and the whole', () => {
    const attention = [behind, { ...behind, siteId: 's' }, { ...behind, linkId: 'd' }];
    const [only, ...more] = find({ sites: [site], links: [dung], attention });

    expect(more).toEqual([]);
    expect(only?.title.values).toMatchObject({ place: 'Dệt Sông Bé', count: 11 });
    expect(only?.action).toMatchObject({ key: 'field.look.write', values: { name: 'Dũng' } });
    expect(only?.nudge?.key).toBe('field.message.behind');
  });

  it('leads to the links where nobody can be written to', () => {
    const two = [dung, { ...dung, id: 'e' }];
    const [found] = find({ sites: [site], links: two, attention: [{ ...behind, siteId: 's' }] });
    const kiosk = { ...dung, purpose: 'kiosk' };
    const [desk] = find({ links: [kiosk], attention: [{ ...behind, linkId: 'd' }] });

    expect(found?.nudge).toBeUndefined();
    expect(found?.path).toBe('links?survey=nhu-cau');
    expect(desk?.nudge).toBeUndefined();
    expect(desk?.path).toBe('links?survey=nhu-cau&link=d');
  });

  it('says with a silent phone what it last held, once', () => {
    const attention = [
      { code: 'link-silent', params: { days: 2 }, linkId: 'd' },
      { code: 'on-phones', params: { count: 4 }, linkId: 'd' },
    ] as const;
    const found = find({ links: [dung], attention: [...attention] });

    expect(found.map(({ code }) => code)).toEqual(['link-silent']);
    expect(found[0]?.detail).toMatchObject({
      key: 'field.look.silent-waiting',
      values: { waiting: 4 },
    });
  });

  it('opens responses with the filter that finds them', () => {
    const attention = (['look-alikes', 'late', 'clock', 'waiting-decision'] as const).map(
      (code) => ({
        code,
        params: { count: 2 },
      }),
    );

    expect(find({ attention }).map(({ path }) => path)).toEqual([
      'responses?survey=nhu-cau&flag=look-alike',
      'responses?survey=nhu-cau&flag=late',
      'responses?survey=nhu-cau&flag=clock',
      'responses?survey=nhu-cau&view=waiting',
    ]);
  });
});

describe('the fields of targets and samples', () => {
  const period = { startsOn: '2026-11-14', endsOn: '2026-11-18', unit: 'responses' } as const;
  const cell = '{"sex":"female"}';
  const stored = valuesOf({
    targets: {
      period,
      survey: 200,
      sites: [{ id: 's', wanted: 60 }],
      links: [{ id: 'd', wanted: 40 }],
      cells: [{ cell: { sex: 'female' }, wanted: 120 }],
      breakdowns: [],
      countsPeople: false,
    },
    sample: { sites: [{ siteId: 's', headcount: 310, method: 'random' }] },
    project: { period: { unit: 'people' }, counts: { received: 0, today: 0 }, surveys: [] },
  });

  it('send only the kinds and the sites that were changed, and these whole', () => {
    const mine = { ...stored, 'site:t': '50', survey: '', 'invited:s': '75', 'note:t': ' ca đêm ' };
    const requests = requestsFor(changedFields(stored, mine), mine);

    expect(requests.targets).toEqual({
      survey: null,
      sites: [
        { id: 's', wanted: 60 },
        { id: 't', wanted: 50 },
      ],
    });
    expect(requests.sample).toEqual({
      sites: [
        { siteId: 's', headcount: 310, invited: 75, method: 'random' },
        { siteId: 't', note: 'ca đêm' },
      ],
    });
    expect(requests.project).toBeUndefined();
  });

  it('send the period, the cells and the project when these were changed', () => {
    const mine = {
      ...stored,
      until: '',
      [`cell:${cell}`]: '',
      'cell:{"sex":"male"}': '80',
      project: '462',
    };
    const requests = requestsFor(changedFields(stored, mine), mine);

    expect(requests.targets).toEqual({
      period: { startsOn: '2026-11-14', unit: 'responses' },
      cells: [{ cell: { sex: 'male' }, wanted: 80 }],
    });
    expect(requests.project).toEqual({ period: { unit: 'people' }, wanted: 462 });
  });

  it('know no change in what is only shown: an empty row, an answer written as it stands', () => {
    expect(changedFields(stored, { ...stored, 'cell:{"sex":"male"}': '', survey: '200' })).toEqual(
      [],
    );
  });

  it('take what somebody else has saved, and tell where both changed the same field', () => {
    const mine = { ...stored, survey: '210', 'site:s': '70', from: '2026-11-13' };
    const theirs = { ...stored, survey: '180', 'site:s': '70', 'link:d': '45' };
    const { values, conflicts } = merge(stored, mine, theirs);

    expect(conflicts).toEqual(['survey']);
    expect(values).toMatchObject({
      survey: '210',
      'site:s': '70',
      'link:d': '45',
      from: '2026-11-13',
    });
  });

  it.each([
    ['', null],
    [' 1.200 ', 1200],
    ['1 200', 1200],
    ['12,5', undefined],
    ['-3', undefined],
    ['nhiều', undefined],
  ])('read “%s” as a number', (text, number) => {
    expect(numberIn(text)).toBe(number);
  });

  it('refuse no target of nobody, and no period that ends before it begins', () => {
    const wrong = { ...stored, 'site:s': '0', 'invited:s': '0', until: '2026-11-01', survey: '2x' };

    expect([...unfitFields(wrong)].sort()).toEqual(['site:s', 'survey', 'until']);
    expect(unfitFields(stored)).toEqual([]);
  });

  it('want of all what the survey says, else its sites, else its links', () => {
    expect(wantedOfAll(stored)).toBe(200);
    expect(wantedOfAll({ ...stored, survey: '' })).toBe(60);
    expect(wantedOfAll({ ...stored, survey: '', 'site:s': '' })).toBe(40);
    expect(wantedOfAll({})).toBe(0);
  });

  it('cross two questions into cells', () => {
    const cells = combinations([
      { variable: 'sex', codes: ['female', 'male'] },
      { variable: 'age', codes: ['18', '25'] },
    ]);

    expect(cells).toHaveLength(4);
    expect(cells).toContain('{"age":"25","sex":"female"}');
    expect(cellFields(stored)).toEqual([cell]);
  });

  it('take a column, or several, as a spreadsheet copies them', () => {
    expect(pastedRows('60\r\n50\r\n\r\n40\r\n')).toEqual([['60'], ['50'], [''], ['40']]);
    expect(pastedRows('310\t75\n120\t60')).toEqual([
      ['310', '75'],
      ['120', '60'],
    ]);
  });
});
