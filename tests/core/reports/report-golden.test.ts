import { describe, expect, it } from 'vitest';
import { productLanguages } from '#core/kernel/localized-text.ts';
import { composeReport } from '#core/reports/compose.ts';
import { renderHtml } from '#core/reports/html.ts';
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

  it('explains each thing once a section', () => {
    const blocks = composeReport(teaReport({ by: 'age_band' })).blocks;
    const said = (message: string, from: number, to: number) =>
      blocks
        .slice(from, to)
        .flatMap((block) =>
          block.kind === 'chart' || block.kind === 'table'
            ? block.notes
            : block.kind === 'paragraph'
              ? block.sentences
              : [],
        )
        .filter((sentence) => sentence.message === message).length;
    const starts = blocks.flatMap((block, index) =>
      block.kind === 'heading' && block.level < 3 ? [index] : [],
    );
    const counts = (message: string) =>
      starts.map((start, index) => said(message, start, starts[index + 1] ?? blocks.length));

    expect(Math.max(...counts('report.note.hidden'))).toBe(1);
    expect(Math.max(...counts('report.note.multi'))).toBe(1);
    expect(counts('report.annex.multi').at(-2)).toBe(1);
    expect(counts('report.note.several').at(-2)).toBe(3);
  });

  it('keeps each finding together on paper: its heading, its lead and one chart', () => {
    const html = renderHtml(composeReport(teaReport({ by: 'sex' })));
    const findings = html.split('<div class="finding">').slice(1);

    expect(findings.length).toBeGreaterThan(3);
    for (const finding of findings) {
      expect(finding).toMatch(/^\n<h4 .*?<figure .*?<\/figure>\n<\/div>/s);
      expect(finding.split('</div>')[0]?.match(/<figure /g)).toHaveLength(1);
    }
    expect(html.match(/<div\b/g)?.length).toBe(html.match(/<\/div>/g)?.length);
  });

  it('says the same twice', () => {
    expect(composeReport(teaReport())).toEqual(composeReport(teaReport()));
  });
});
