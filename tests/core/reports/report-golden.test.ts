import { describe, expect, it } from 'vitest';
import { productLanguages } from '#core/kernel/localized-text.ts';
import { composeReport } from '#core/reports/compose.ts';
import { teaReport } from '../../support/report-survey.ts';
import { linesOf } from '../../support/report-text.ts';

const golden = (name: string): string => `../../golden/${name}`;

describe('the report of the tea garden', () => {
  it('has this block tree', async () => {
    const report = composeReport(teaReport({ language: 'en' }));

    await expect(`${JSON.stringify(report, null, 1)}\n`).toMatchFileSnapshot(golden('report.json'));
  });

  it.each(productLanguages)('says this in %s', async (language) => {
    const report = composeReport(teaReport({ language, by: 'sex' }));

    await expect(linesOf(report)).toMatchFileSnapshot(golden(`report.${language}.txt`));
  });

  it('has one sentence while there are too few responses', () => {
    const report = composeReport(teaReport({ people: 4 }));

    expect(report.blocks).toHaveLength(1);
    expect(linesOf(report)).toMatch(/too few responses\n[\s\S]*too few responses yet to report on/);
    expect(linesOf(report)).not.toContain('4 responses');
  });

  it('says the same twice', () => {
    expect(composeReport(teaReport())).toEqual(composeReport(teaReport()));
  });
});
