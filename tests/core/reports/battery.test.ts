import { describe, expect, it } from 'vitest';
import type { Definition, Item } from '#core/definitions/definition.ts';
import { composeReport } from '#core/reports/compose.ts';
import { teaGarden, teaReport } from '../../support/report-survey.ts';

/** The tea garden with other words for the grades of one question, whose codes stay. */
const renamed: Definition = {
  ...teaGarden,
  pages: teaGarden.pages.map((page) => ({
    ...page,
    ...(page.elements && { elements: page.elements.map(inOtherWords) }),
  })),
};

function inOtherWords(item: Item): Item {
  if (item.name !== 'safety') return item;
  const words = { bad: 'Never', fair: 'Sometimes', good: 'Always' };
  return { ...item, choices: Object.entries(words).map(([value, text]) => ({ value, text })) };
}

const stacks = (definition: Definition) =>
  composeReport(teaReport({ definition })).blocks.flatMap((block) =>
    block.kind === 'chart' && block.spec.kind === 'stack' ? [block.spec.rows.length] : [],
  );

describe('a battery', () => {
  it('joins questions with the same answers', () => {
    expect(stacks(teaGarden)).toEqual([3]);
  });

  it('never sets questions under one legend whose codes are the same and whose words are not', () => {
    expect(stacks(renamed)).toEqual([]);
    const safety = composeReport(teaReport({ definition: renamed })).blocks.find(
      ({ id }) => id === 'safety.chart',
    );
    expect(safety?.kind === 'chart' && safety.spec.kind === 'columns').toBe(true);
  });
});
