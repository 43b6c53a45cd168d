import { describe, expect, it } from 'vitest';
import { checkDefinition } from '#core/definitions/publish-gate.ts';
import { definitionProblemSchema } from '#core/definitions/survey-api.ts';
import { productLanguages } from '#core/kernel/localized-text.ts';
import { problemWords } from '#web/workspace/definitions/problem-words.ts';
import { loadCatalogue } from '#web/workspace/language/catalogues.ts';
import { workspaceMessages } from '#web/workspace/language/workspace-messages.ts';
import { definitionOf } from '../../support/definition-of.ts';
import { faultySurvey, mendableFaults } from '../../support/faults.ts';
import { choice } from '../../support/gate-items.ts';

const wordsIn = async (definition: unknown, language: (typeof productLanguages)[number]) => {
  const t = workspaceMessages(language, await loadCatalogue(language));
  const words = problemWords(definition, t, language);
  return checkDefinition(definition).problems.map((problem) =>
    words(definitionProblemSchema.parse(problem)),
  );
};

describe.each(productLanguages)('what the gate says, in %s', (language) => {
  it('is a sentence for every problem, with what one click would do', async () => {
    const definition = faultySurvey(mendableFaults.map((_, index) => index));

    const said = await wordsIn(definition, language);

    expect(said.length).toBeGreaterThan(mendableFaults.length);
    for (const { sentence } of said) expect(sentence.length).toBeGreaterThan(15);
    expect(said.filter(({ mend }) => mend).length).toBeGreaterThan(20);
  });
});

it('calls items by their question, the survey by its title and languages by their names', async () => {
  const item = choice('a', {
    title: { vi: 'Câu hỏi thứ nhất', en: 'The first question' },
    choices: [{ value: 'x', text: { vi: 'Một' } }],
  });
  const definition = definitionOf([item], {
    locale: 'vi',
    title: { vi: 'Ý kiến của bạn', en: 'Your view' },
    description: { vi: 'Ngắn thôi' },
  });

  expect((await wordsIn(definition, 'vi')).map(({ sentence }) => sentence)).toEqual([
    '“Câu hỏi thứ nhất” thiếu bản dịch English; người đọc sẽ thấy ngôn ngữ gốc. Dịch phần này.',
    '“Ý kiến của bạn” thiếu bản dịch English; người đọc sẽ thấy ngôn ngữ gốc. Dịch phần này.',
  ]);
});
