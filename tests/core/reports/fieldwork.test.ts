import { describe, expect, it } from 'vitest';
import { exactTables, gateResponses, gateTables } from '#core/analysis/disclosure/gate.ts';
import { responseTable, type SiteResponse, siteTable } from '#core/analysis/response-table.ts';
import type { ProductLanguage } from '#core/kernel/localized-text.ts';
import type { SampleMethod, Sampling } from '#core/register/sample.ts';
import { composeReport, figuresOf } from '#core/reports/compose.ts';
import { renderHtml } from '#core/reports/html.ts';
import type { ReportInput } from '#core/reports/report-context.ts';
import { teaReport } from '../../support/report-survey.ts';
import { linesOf } from '../../support/report-text.ts';

const garden = (code: string, special: Partial<SiteResponse>): SiteResponse => ({
  code,
  name: `Đồi ${code}`,
  headcount: 200,
  invited: 100,
  method: 'random',
  answered: 70,
  ...special,
});

/** 140 people of two gardens. */
function report({
  sites = [garden('Xuân', {}), garden('Thu', {})],
  sampling = 'random',
  language = 'en',
  exact = false,
  factor = 1,
  repeats = false,
}: {
  sites?: readonly SiteResponse[];
  sampling?: Sampling;
  language?: ProductLanguage;
  exact?: boolean;
  factor?: number;
  repeats?: boolean;
} = {}): ReportInput {
  const sum = (key: 'headcount' | 'invited') =>
    sites.some((one) => one[key] === null)
      ? null
      : sites.reduce((total, one) => total + (one[key] ?? 0), 0);
  const raw = responseTable(
    sites,
    { headcount: sum('headcount'), invited: sum('invited'), method: null, answered: 140 },
    'vi',
  );
  const [bySite] = (exact ? exactTables : gateTables)([siteTable(sites, 140, 'vi')]);
  const input = teaReport({ language, exact });
  return {
    ...input,
    facts: {
      ...input.facts,
      sampling,
      response: {
        table: gateResponses(raw, bySite ?? null),
        answered: bySite ?? null,
        ways: new Map<string, SampleMethod | null>(sites.map(({ code, method }) => [code, method])),
        factor,
        repeats,
      },
    },
  };
}
const textOfReport = (how: Parameters<typeof report>[0] = {}) =>
  linesOf(composeReport(report(how)));
const figure = (how: Parameters<typeof report>[0], id: string) =>
  figuresOf(composeReport(report(how))).find((one) => one.id === id);

describe('a report of people who were chosen at random', () => {
  it('says the response rate first, what it is a rate of, and how much chance may do', () => {
    const text = textOfReport();
    expect(text).toMatch(
      /This report describes 140 responses collected .*; 70\.0% of those invited answered\./,
    );
    expect(text).toContain(
      'Of 200 people who were invited, 140 answered to the end: a response rate of 70.0%.',
    );
    expect(text).toMatch(/counts as invited/);
    // 0.98 ÷ √140 is 8.28 points, and a promise is rounded up.
    expect(text).toContain('by up to ±8.3 percentage points (at the 95% level)');
    expect(figure({}, 'fieldwork.margin')?.value).toBeCloseTo(0.0828236, 6);
  });

  it('binds every number of its table', () => {
    expect(figure({}, 'field-work.answered.share@field-work.site=Xuân')).toMatchObject({
      value: 0.7,
      n: 100,
      text: '70.0%',
    });
    expect(figure({}, 'field-work.n@field-work.site=Thu')).toMatchObject({ value: 100 });
    expect(figure({}, 'field-work.site.Xuân.count')).toMatchObject({ value: 70 });
    expect(figure({}, 'fieldwork.headcount')).toMatchObject({ value: 400, text: '400' });
  });

  it('says that intervals are narrower where they are', () => {
    expect(textOfReport()).not.toContain('narrowed');
    expect(textOfReport({ factor: 0.7 })).toContain('narrowed');
    expect(figure({ factor: 0.5 }, 'fieldwork.margin')?.text).toBe('4.2');
  });

  it('warns where fewer than six in ten answered', () => {
    expect(textOfReport()).not.toContain('Fewer than 60%');
    const sites = [garden('Xuân', { invited: 150 }), garden('Thu', { invited: 150 })];
    expect(textOfReport({ sites })).toContain('Fewer than 60% of those invited answered (46.7%)');
  });
});

describe('a report of people who were chosen otherwise', () => {
  it.each(['quota', 'convenience', 'mixed', 'unknown'] as const)(
    'by %s has no margin of error and speaks of those who answered',
    (sampling) => {
      const text = textOfReport({ sampling });
      expect(text).not.toContain('±');
      expect(text).toContain('No margin of error is given');
      expect(text).toContain('so the results describe those who answered, not everybody');
      expect(figure({ sampling }, 'fieldwork.margin')).toBeUndefined();
    },
  );

  it.each([
    ['vi', 'mỗi nơi một cách', 'chưa ghi'],
    ['en', 'differs by site', 'not recorded'],
    ['ru', 'в разных местах по-разному', 'не записано'],
    ['id', 'berbeda per lokasi', 'tidak tercatat'],
  ] as const)('in several ways does not call the way unrecorded (%s)', (language, said, unsaid) => {
    const text = textOfReport({ language, sampling: 'mixed' });
    expect(text).toContain(said);
    expect(text).not.toContain(unsaid);
  });

  it('as a census has no error of sampling, and says who is missing', () => {
    const text = textOfReport({ sampling: 'census' });
    expect(text).toContain('Everybody was asked, so there is no error of sampling');
    expect(text).not.toContain('±');
  });

  it('has neither rate nor margin where one person may have answered several times', () => {
    const text = textOfReport({
      repeats: true,
      sites: [garden('Xuân', { invited: null }), garden('Thu', { invited: null })],
    });
    expect(text).toContain('One person may have answered several times');
    expect(text).not.toContain('±');
  });

  it('has no rate where invitations are not known everywhere', () => {
    const text = textOfReport({ sites: [garden('Xuân', {}), garden('Thu', { invited: null })] });
    expect(text).toContain('no response rate is given');
    expect(text).not.toMatch(/of those invited answered/);
    expect(text).toContain('–');
  });
});

describe('what a protected report keeps back', () => {
  const sites = [
    garden('Xuân', { invited: 73, headcount: 90 }),
    garden('Thu', { invited: 72, headcount: 90 }),
  ];

  it('is how many were invited where three did not answer', () => {
    const few = {
      sites: [garden('Xuân', { invited: 73 }), garden('Thu', { answered: 70, invited: 70 })],
    };
    expect(textOfReport(few)).toContain('The response rate is withheld');
    const values = figuresOf(composeReport(report(few))).map(({ value }) => value);
    expect(values).not.toContain(73);
    expect(values).not.toContain(143);
    expect(figure(few, 'field-work.n@field-work.site=Xuân')).toMatchObject({
      value: null,
      suppressed: true,
      text: 'hidden',
    });
  });

  it('is in no attribute of the page either', () => {
    const html = renderHtml(composeReport(report({ sites })));
    expect(/<data value="7[23]"|>7[23]<|0\.9589|0\.9722/.exec(html)?.[0]).toBeUndefined();
    // Both together are five: as a sum they may be told.
    expect(html.includes('96.6%')).toBe(true);
  });

  it('is nothing for those who may see exact figures', () => {
    expect(figure({ sites, exact: true }, 'field-work.n@field-work.site=Xuân')?.value).toBe(73);
  });
});

describe('in the other languages', () => {
  it.each([
    ['vi', /; 70,0% số người được mời đã trả lời\./, /±8,3 điểm phần trăm/, 'Cách thu thập'],
    ['ru', /; ответили 70,0\s% приглашённых\./, /±8,3 процентного пункта/, 'Как собирали ответы'],
    ['id', /; 70,0% dari yang diundang menjawab\./, /±8,3 poin persen/, 'Cara jawaban dikumpulkan'],
  ] as const)('%s says the same', (language, rate, margin, heading) => {
    const text = textOfReport({ language });
    expect(text).toMatch(rate);
    expect(text).toMatch(margin);
    expect(text).toContain(heading);
  });
});

it('says nothing of all this where nobody has stated how people were chosen', () => {
  const text = linesOf(composeReport(teaReport()));
  expect(text).not.toMatch(/invited|margin|How answers were collected/);
});
