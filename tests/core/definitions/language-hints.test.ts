import { describe, expect, it } from 'vitest';
import type { Item } from '#core/definitions/definition.ts';
import { languageHints } from '#core/definitions/language-hints.ts';
import { checkDefinition } from '#core/definitions/publish-gate.ts';
import { definitionOf } from '../../support/definition-of.ts';
import { choice, text } from '../../support/gate-items.ts';

const hintsOf = (item: Item, locale = 'en'): string[] =>
  languageHints(definitionOf([item], { locale })).map(({ code, language }) =>
    language ? `${code} ${language}` : code,
  );

const long = (word: string): string => `${Array.from({ length: 40 }, () => word).join(' ')}?`;

describe('hints about plain language', () => {
  it.each<[string, Record<string, string>, string]>([
    ['a long sentence', { vi: long('từ') }, 'long-sentence vi'],
    ['a long sentence', { en: long('word') }, 'long-sentence en'],
    ['a long sentence', { ru: long('слово') }, 'long-sentence ru'],
    ['a long sentence', { id: long('kata') }, 'long-sentence id'],
    ['two questions', { vi: 'Bạn có đi khám không? Nếu có thì ở đâu?' }, 'two-questions vi'],
    ['two questions', { en: 'Did you go? Where was it?' }, 'two-questions en'],
    ['two denials', { vi: 'Bạn chưa từng không uống thuốc à' }, 'double-negation vi'],
    ['two denials', { en: 'Is it not true that you never went?' }, 'double-negation en'],
    ['two denials', { ru: 'Вы не могли не прийти?' }, 'double-negation ru'],
    ['two denials', { id: 'Apakah Anda tidak pernah bukan anggota?' }, 'double-negation id'],
    ['a hint at the answer', { vi: 'Dịch vụ tốt, đúng không?' }, 'leading vi'],
    ['a hint at the answer', { en: "Don't you think the service is good?" }, 'leading en'],
    ['a hint at the answer', { ru: 'Сервис хороший, не правда ли?' }, 'leading ru'],
    ['a hint at the answer', { id: 'Bukankah layanannya baik?' }, 'leading id'],
    ['jargon', { vi: 'Bạn đã nhận can thiệp nào?' }, 'jargon vi'],
    ['an abbreviation', { en: 'Did you get NSP last month?' }, 'jargon en'],
    ['jargon', { ru: 'Какова Ваша приверженность?' }, 'jargon ru'],
    ['jargon', { id: 'Intervensi apa yang Anda terima?' }, 'jargon id'],
    ['words that hurt', { vi: 'Bạn có phải con nghiện không?' }, 'stigma vi'],
    ['words that hurt', { en: 'Are you an addict?' }, 'stigma en'],
    ['words that hurt', { ru: 'Вы наркоман?' }, 'stigma ru'],
    ['words that hurt', { id: 'Apakah Anda pecandu?' }, 'stigma id'],
  ])('find %s in %j', (_, title, hint) => {
    expect(hintsOf(choice('a', { title }))).toContain(hint);
  });

  it.each<[Record<string, string>]>([
    [{ vi: 'Bạn có đi khám trong tháng này không?' }],
    [{ vi: 'Bạn có hài lòng hay không?' }],
    [{ vi: 'Bạn làm ở công ty nào?' }],
    [{ en: 'Did you visit a doctor or not?' }],
    [{ en: 'How old are you?' }],
    [{ en: 'Have you had an HIV test or an SMS from us?' }],
    [{ ru: 'Вы приходили в этом месяце?' }],
    [{ id: 'Apakah Anda datang bulan ini atau tidak?' }],
  ])('leave %j alone', (title) => {
    expect(hintsOf(choice('a', { title }))).toEqual([]);
  });

  it('find two things in a question that takes one answer', () => {
    const title = { en: 'Were the staff friendly and quick?' };

    expect(hintsOf({ ...text('a', { title }), type: 'rating' })).toEqual(['two-questions en']);
    expect(hintsOf(choice('a', { title }))).toEqual([]);
  });

  it('find more answers than a thumb scrolls through, but not in a list that is searched', () => {
    const choices = Array.from({ length: 13 }, (_, index) => `c${index}`);

    expect(hintsOf(choice('a', { choices }))).toEqual(['many-choices']);
    expect(hintsOf(choice('a', { choices, type: 'dropdown' }))).toEqual([]);
  });

  it('find a scale with more good steps than bad ones', () => {
    const scale = (labels: readonly string[]): Item =>
      choice('a', {
        lnMeasure: 'ordinal+',
        choices: labels.map((en, index) => ({ value: `s${index}`, text: { en } })),
      });

    expect(hintsOf(scale(['Excellent', 'Very good', 'Good', 'Bad']))).toEqual(['unbalanced-scale']);
    expect(hintsOf(scale(['Very good', 'Good', 'Neither', 'Bad', 'Very bad']))).toEqual([]);
    expect(hintsOf(scale(['Never', 'Once', 'Weekly', 'Daily']))).toEqual([]);
  });

  it('find a sensitive item that nobody may leave out', () => {
    const asked = { lnClass: 'sensitive', isRequired: true } as const;

    expect(hintsOf(choice('a', asked))).toEqual(['no-way-out']);
    expect(hintsOf(choice('a', { ...asked, showRefuseItem: true }))).toEqual([]);
    expect(hintsOf(choice('a', { ...asked, choices: ['yes', 'no', 'refused'] }))).toEqual([]);
    expect(hintsOf(choice('a', { ...asked, lnRole: 'consent' }))).toEqual([]);
  });

  it('are no problems of the gate', () => {
    const items = [choice('a', { title: { en: 'Are you an addict?' } })];

    expect(languageHints(definitionOf(items))).toHaveLength(1);
    expect(checkDefinition(definitionOf(items)).problems).toEqual([]);
  });
});

describe('a title that tells', () => {
  it.each<[string, string, string]>([
    ['vi', 'Khảo sát người nhiễm HIV', 'HIV'],
    ['vi', 'Ý kiến của anh em đồng tính', 'đồng tính'],
    ['en', 'Survey of sex workers', 'sex work'],
    ['en', 'PrEP users', 'PrEP'],
    ['ru', 'Опрос людей с ВИЧ', 'ВИЧ'],
    ['ru', 'Анкета для потребителей наркотиков', 'наркот'],
    ['id', 'Survei untuk waria', 'waria'],
  ])('is warned about in %s: %s', (language, title, word) => {
    const definition = definitionOf([choice('a', { title: { [language]: 'T' } })], {
      title: { [language]: title },
      locale: language,
    });

    expect(checkDefinition(definition).problems).toMatchObject([
      { severity: 'warning', code: 'title-telling', path: '/title', params: { word } },
    ]);
  });

  it.each<[string, string]>([
    ['vi', 'Ý kiến của bạn về lần phục vụ vừa rồi'],
    ['en', 'We are still preparing your visit'],
    ['ru', 'Ваше мнение'],
    ['id', 'Pendapat Anda'],
  ])('is not seen in %s: %s', (language, title) => {
    const definition = definitionOf([choice('a', { title: { [language]: 'T' } })], {
      title: { [language]: title },
      locale: language,
    });

    expect(checkDefinition(definition).problems).toEqual([]);
  });
});

describe('minutes', () => {
  it('are warned about from 21 on, unless the author has said how long it takes', () => {
    const pages = Array.from({ length: 12 }, (_, page) => ({
      name: `p${page}`,
      elements: Array.from({ length: 10 }, (_item, index) => choice(`i${page}_${index}`)),
    }));

    expect(checkDefinition({ pages }).problems).toMatchObject([
      { severity: 'warning', code: 'survey-long', params: { minutes: 23, most: 20 } },
    ]);
    expect(checkDefinition({ pages, lnMinutes: 30 }).problems).toEqual([]);
  });
});
