/** A text that is missing in the language of the phone is shown in the default one: never blank, never an item's name. */
import { describe, expect, it } from 'vitest';
import { languagesOf } from '#core/definitions/languages.ts';
import { localizedDefinition } from '#web/respond/form/localized-definition.ts';
import { buildModel } from '#web/respond/form/survey-model.ts';
import { giveSurveyWords } from '#web/respond/form/survey-words.ts';
import { loadWords } from '#web/respond/language/words.ts';
import { definitionOf } from '../../support/definition-of.ts';
import { choice } from '../../support/gate-items.ts';
import { onlyVietnamese, spokenPlaces } from '../../support/spoken-places.ts';

const title = { vi: 'Khảo sát', en: 'Survey' };
const draft = {
  id: 'd',
  linkId: 'l',
  definitionHash: 'h',
  language: 'en',
  startedAt: '2026-05-17T09:30:00Z',
  answers: {},
  updatedAt: '2026-05-17T09:30:00Z',
  pageNumber: 0,
};

describe('a text without a translation', () => {
  it.each(spokenPlaces)('is shown in the default language: %s', async (_, item) => {
    const definition = definitionOf([item], { title, locale: 'vi' });
    const words = await loadWords('en');
    giveSurveyWords(words);

    const model = buildModel({ definition, draft, language: 'en', words });

    expect(languagesOf(definition)).toEqual(['vi', 'en']);
    expect(JSON.stringify(model.toJSON())).toContain(onlyVietnamese.vi);
    model.dispose();
  });

  it('would be the name of the item, left to SurveyJS', async () => {
    const { Model } = await import('survey-core');
    const model = new Model({ elements: [{ type: 'text', name: 'a', title: onlyVietnamese }] });

    expect(model.getQuestionByName('a').title).toBe('a');
  });

  it('is shown in any language where the default one has none either', () => {
    const item = choice('a', { title: { ru: 'Только по-русски' } });
    const definition = definitionOf([item], { title, locale: 'vi' });

    expect(JSON.stringify(localizedDefinition(definition, 'en'))).toContain('Только по-русски');
  });
});
