import { describe, expect, it } from 'vitest';
import { composeReport } from '#core/reports/compose.ts';
import { textOf } from '#core/reports/writer.ts';
import { teaGarden, teaReport } from '../../support/report-survey.ts';
import { linesOf } from '../../support/report-text.ts';

const short = { type: 'text', name: 'words', title: { vi: 'Ý kiến khác?', en: 'Anything else?' } };

describe('a report of few people', () => {
  it('in exact form tells counts in the text as it does in the annex', () => {
    const report = composeReport(teaReport({ people: 7, exact: true }));
    const text = linesOf(report);

    expect(report.standing.mode).toBe('exact');
    expect(text).toMatch(/^Exact version/m);
    expect(text).toMatch(/\(\d of 7 people\)/);
    expect(text).not.toMatch(/too few|nothing is said|not at all|\d%\)/i);
    expect(text).toContain('with fewer, counts of people instead of percents');
  });

  it('in exact form names the questions that nobody answered as such', () => {
    const text = linesOf(composeReport(teaReport({ people: 1, exact: true })));

    expect(text).toMatch(/1 of 1 people/);
    expect(text).not.toMatch(/too few/i);
  });

  it('does not name each of many questions without answers', () => {
    const rare = Array.from({ length: 5 }, (_, index) => ({
      type: 'boolean',
      name: `rare${index}`,
      title: { en: `Rare ${index}?` },
      visibleIf: "{sex} = 'x'",
    }));
    const withRare = (count: number) => ({
      ...teaGarden,
      pages: [
        ...teaGarden.pages,
        { name: 'rare-page', title: { en: 'Rare' }, elements: rare.slice(0, count) },
      ],
    });
    const told = (count: number) => {
      const report = composeReport(teaReport({ definition: withRare(count) }));
      const note = report.blocks.find(({ id }) => id === 'theme-4.too-few');
      return note?.kind === 'paragraph' ? note.sentences.map(({ content }) => textOf(content)) : [];
    };

    expect(told(4)[0]).toContain('“Rare 0?”, “Rare 1?”, “Rare 2?” and “Rare 3?”');
    expect(told(5)).toEqual([
      "The results of 5 further questions are withheld, so that nobody's answer is exposed; the annex lists them.",
    ]);
  });

  it('in protected form tells nothing', () => {
    expect(linesOf(composeReport(teaReport({ people: 7 })))).not.toMatch(/\b7\b/);
  });
});

describe('a form without questions that make figures', () => {
  it.each([false, true])('is not said to lack responses (exact: %s)', (exact) => {
    const definition = { pages: [{ name: 'p', elements: [short] }] };
    const report = composeReport(teaReport({ definition, exact }));

    expect(report.blocks).toHaveLength(1);
    expect(linesOf(report)).toContain('asks nothing that figures could be made of');
    expect(linesOf(report)).not.toMatch(/too few|no responses/i);
  });
});

describe('what is withheld', () => {
  it('is never said to be for want of people, since nobody may know why', () => {
    for (const by of ['sex', 'age_band']) {
      const text = linesOf(composeReport(teaReport({ by })));

      expect(text).toMatch(/withheld, so that nobody's answer is exposed: “Have you ever changed/);
      expect(text).not.toMatch(/too few|large enough/i);
    }
  });
});
