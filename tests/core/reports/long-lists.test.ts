import { describe, expect, it } from 'vitest';
import { exactTables, gateTables } from '#core/analysis/disclosure/gate.ts';
import { createFrameBuilder } from '#core/analysis/frame-builder.ts';
import { resultTables } from '#core/analysis/tables.ts';
import { codebook } from '#core/definitions/codebook.ts';
import { productLanguages } from '#core/kernel/localized-text.ts';
import { composeReport } from '#core/reports/compose.ts';
import { textOf } from '#core/reports/writer.ts';
import { definitionOf } from '../../support/definition-of.ts';

const answers = Array.from({ length: 40 }, (_, index) => `village-${index}`);
const definition = definitionOf([
  { type: 'dropdown', name: 'village', title: 'Which village?', choices: answers },
]);

/** The later in the list, the more people; the first ones are so few that the gate hides them. */
function report(gate: typeof gateTables, language: (typeof productLanguages)[number]) {
  const builder = createFrameBuilder(codebook(definition));
  answers.forEach((village, index) => {
    for (let person = 0; person <= index; person++) builder.append({ village }, null);
  });
  const tables = gate(resultTables(builder.frame()));
  const facts = { fingerprint: '0a1b2c3d' };
  const { blocks } = composeReport({ definition, tables, facts, language });
  const chart = blocks.find((block) => block.kind === 'chart');
  if (chart?.kind !== 'chart') throw new Error('the report has no chart');
  const marks = chart.spec.kind === 'bars' ? chart.spec.marks : [];
  return {
    first: marks[0]?.label.text,
    note: chart.notes.find(({ message }) => message === 'report.note.cut'),
  };
}

describe('a list that is too long for a chart', () => {
  it.each(productLanguages)('says which answers the chart has, in %s', (language) => {
    const inOrder = report(gateTables, language);
    const ranked = report(exactTables, language);

    expect(inOrder.first).toContain('village-0');
    expect(ranked.first).toContain('village-39');
    expect(textOf(inOrder.note?.content ?? [])).not.toBe(textOf(ranked.note?.content ?? []));
  });
});
