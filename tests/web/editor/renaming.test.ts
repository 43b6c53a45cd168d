/** Codes, languages and answers: what follows when one of them changes. */
import { describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { languagesOf } from '#core/definitions/languages.ts';
import {
  addChoice,
  choicesAt,
  codeFrom,
  nextCode,
  setChoice,
  setChoiceText,
} from '#web/workspace/editor/model/choices.ts';
import {
  addLanguage,
  removeLanguage,
  setFirstLanguage,
} from '#web/workspace/editor/model/languages-of.ts';
import { getAt } from '#web/workspace/editor/model/pointer.ts';
import { nameFault, renamed, renamedCode } from '#web/workspace/editor/model/renaming.ts';
import { editorLanguagesOf, readText } from '#web/workspace/editor/model/texts.ts';

const survey: Definition = {
  locale: 'vi',
  title: { vi: 'Ý kiến', en: 'Views' },
  pages: [
    {
      name: 'start',
      title: 'Bắt đầu',
      elements: [
        {
          type: 'radiogroup',
          name: 'sex',
          title: { default: 'Giới', en: 'Gender' },
          choices: ['f', { value: 'm', text: 'Nam', lnLater: 1 }, 3],
        },
        { type: 'text', name: 'job', title: 'Việc', visibleIf: "{sex} = 'm' and {sexual} empty" },
        { type: 'text', name: 'sexual', title: { vi: '18–24', ru: 'да' } },
      ],
    },
  ],
};
const first = '/pages/0/elements/0';
const conditionIn = (definition: Definition) => getAt(definition, '/pages/0/elements/1/visibleIf');

describe('renaming an item', () => {
  it('changes every condition on it, and no name that only begins alike', () => {
    const after = renamed(survey, first, 'gender', { isAnswered: false });

    expect(conditionIn(after)).toBe("{gender} = 'm' and {sexual} empty");
    expect(getAt(after, first)).toMatchObject({ name: 'gender' });
    expect(getAt(after, first)).not.toHaveProperty('lnFormerNames');
  });

  it('keeps the former name once there are answers', () => {
    const after = renamed(survey, first, 'gender', { isAnswered: true });

    expect(getAt(after, `${first}/lnFormerNames`)).toEqual(['sex']);
  });

  it('names a page without touching anything else', () => {
    const after = renamed(survey, '/pages/0', 'begin', { isAnswered: false });

    expect(after).toEqual({ ...survey, pages: [{ ...survey.pages[0], name: 'begin' }] });
  });

  it('says why a name cannot be', () => {
    const fault = (name: string) => nameFault(survey, first, name);

    expect(['', '1a', 'đ', 'Panel', 'JOB', 'Start', 'Sex', 'fine'].map(fault)).toEqual([
      'editor.rename.empty',
      'editor.rename.pattern',
      'editor.rename.pattern',
      'editor.rename.reserved',
      'editor.rename.taken',
      'editor.rename.taken',
      undefined,
      undefined,
    ]);
  });
});

describe('renaming an answer', () => {
  it('changes every condition on it, and keeps what else the answer has', () => {
    const after = renamedCode(survey, `${first}/choices/1`, 'male', { isAnswered: false });

    expect(conditionIn(after)).toContain("{sex} = 'male'");
    expect(conditionIn(after)).not.toContain("'m'");
    expect(getAt(after, `${first}/choices/1`)).toEqual({ value: 'male', text: 'Nam', lnLater: 1 });
  });

  it('leaves a bare code bare until there are answers', () => {
    const at = `${first}/choices/0`;

    expect(getAt(renamedCode(survey, at, 'w', { isAnswered: false }), at)).toBe('w');
    expect(getAt(renamedCode(survey, at, 'w', { isAnswered: true }), at)).toEqual({
      value: 'w',
      // What people have read stays what they read.
      text: 'f',
      lnFormerValues: ['f'],
    });
  });
});

describe('answers', () => {
  it('become objects only when they need to', () => {
    const at = `${first}/choices/0`;

    expect(getAt(setChoice(survey, at, 'visibleIf', undefined), at)).toBe('f');
    expect(getAt(setChoiceText(survey, at, 'en', 'Female'), at)).toEqual({
      value: 'f',
      text: { en: 'Female' },
    });
  });

  it('get the next free code, a number among numbers', () => {
    const list = `${first}/choices`;

    expect(choicesAt(addChoice(survey, list, 3, 'a'), list)[3]).toEqual({ value: 'a4' });
    expect(nextCode([{ value: 1 }, { value: 7 }], 'a')).toBe(8);
    expect(nextCode([{ value: 'A3' }, { value: 'x' }], 'a')).toBe('a4');
    expect([codeFrom(' 12 ', 3), codeFrom('1e3', 3), codeFrom('12', 'a')]).toEqual([
      12,
      '1e3',
      '12',
    ]);
  });
});

describe('languages', () => {
  it('can be written in before they have a word', () => {
    expect(editorLanguagesOf(addLanguage(survey, 'id'))).toEqual(['vi', 'en', 'id']);
    expect(languagesOf(addLanguage(survey, 'id'))).toEqual(['vi', 'en']);
  });

  it('take their words along when they go, and only theirs', () => {
    const after = removeLanguage(addLanguage(survey, 'en'), 'en');

    expect(after.title).toEqual({ vi: 'Ý kiến' });
    expect(getAt(after, `${first}/title`)).toEqual({ default: 'Giới' });
    expect(getAt(after, '/pages/0/elements/2/title')).toEqual({ vi: '18–24', ru: 'да' });
    expect(removeLanguage(survey, 'vi')).toBe(survey);
  });

  it('leave every text in its own language when another becomes the first', () => {
    const after = setFirstLanguage(survey, 'en');
    const words = (at: string) => readText(getAt(after, at), 'vi', after);

    expect(after.locale).toBe('en');
    expect(words('/pages/0/title')).toBe('Bắt đầu');
    expect(words(`${first}/title`)).toBe('Giới');
    expect(words(`${first}/choices/1/text`)).toBe('Nam');
    expect(readText(getAt(after, `${first}/title`), 'en', after)).toBe('Gender');
  });
});
