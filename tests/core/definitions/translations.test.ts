import { describe, expect, it } from 'vitest';
import type { Definition, Item } from '#core/definitions/definition.ts';
import { diffVersions } from '#core/definitions/diff-versions.ts';
import { applyMend, applyPatch } from '#core/definitions/mend.ts';
import { checkDefinition } from '#core/definitions/publish-gate.ts';
import { needsSignOff, signOff, translationState } from '#core/definitions/translations.ts';
import { definitionOf } from '../../support/definition-of.ts';
import { choice } from '../../support/gate-items.ts';
import { bothLanguages, onlyVietnamese, spokenPlaces } from '../../support/spoken-places.ts';

const title = bothLanguages('Survey');
const survey = (items: readonly Item[]): Definition => definitionOf(items, { title, locale: 'vi' });
const warningsOf = (definition: Definition): string[] =>
  checkDefinition(definition).problems.map(
    ({ severity, path, code }) => `${severity} ${path} ${code}`,
  );

describe('a missing translation', () => {
  it.each(spokenPlaces)('is named: %s', (_, item, place) => {
    const definition = survey([item]);

    expect(warningsOf(definition)).toEqual([
      `warning /pages/0/elements/0${place} translation-missing`,
    ]);
    expect(translationState(definition)).toMatchObject([
      { language: 'en', missing: [`/pages/0/elements/0${place}`], unsigned: [] },
    ]);
  });

  it('is asked for in no language that is a name of every object', () => {
    const odd = { ...title, constructor: 'Odd', toString: 'Odd', valueOf: 'Odd' };
    const definition = { ...survey([choice('a', { title })]), title: odd };

    expect(warningsOf(definition)).toEqual([]);
  });

  it('is named where a survey says goodbye', () => {
    const definition = {
      ...survey([choice('a', { title })]),
      lnEnd: { completed: onlyVietnamese, refused: title },
    };

    expect(warningsOf(definition)).toEqual(['warning /lnEnd/completed translation-missing']);
  });

  it('is counted language by language', () => {
    const three = { ...title, ru: 'Опрос' };
    const definition = definitionOf([choice('a', { title: three }), choice('b', { title })], {
      title: three,
      locale: 'vi',
    });

    expect(translationState(definition)).toEqual([
      { language: 'en', total: 3, done: 3, missing: [], unsigned: [] },
      { language: 'ru', total: 3, done: 2, missing: ['/pages/0/elements/1/title'], unsigned: [] },
    ]);
  });
});

describe('signing off', () => {
  const signed = (definition: Definition, pointer: string): Definition =>
    applyPatch(definition, signOff(definition, pointer, 'en'));
  const at = '/pages/0/elements/0/title';

  it('is asked for once one text of the language has been signed', () => {
    const definition = survey([
      choice('a', { title: bothLanguages('A') }),
      choice('b', { title: bothLanguages('B') }),
    ]);

    expect(warningsOf(definition)).toEqual([]);
    expect(warningsOf(signed(definition, at))).toEqual([
      'warning /pages/0/elements/1/title translation-unsigned',
      'warning /title translation-unsigned',
    ]);
  });

  it('lasts until the text or what it translates is changed', () => {
    const all = ['/title', at].reduce(signed, survey([choice('a', { title: bothLanguages('A') })]));
    const change = (language: string) =>
      applyPatch(all, [{ op: 'replace', path: `${at}/${language}`, value: 'Something else' }]);

    expect(warningsOf(all)).toEqual([]);
    expect(needsSignOff(all, at, 'en')).toBe(false);
    expect(warningsOf(change('en'))).toEqual([`warning ${at} translation-unsigned`]);
    expect(warningsOf(change('vi'))).toEqual([`warning ${at} translation-unsigned`]);
    expect(needsSignOff(change('vi'), at, 'en')).toBe(true);
    expect(warningsOf(signed(change('vi'), at))).toEqual([]);
  });

  it('goes with the text when items are moved', () => {
    const all = ['/title', at, '/pages/0/elements/1/title'].reduce(
      signed,
      survey([
        choice('a', { title: bothLanguages('A') }),
        choice('b', { title: bothLanguages('B') }),
      ]),
    );
    const [page] = all.pages;
    const moved = {
      ...all,
      pages: [{ ...page, name: 'page1', elements: page?.elements?.toReversed() ?? [] }],
    };

    expect(warningsOf(moved)).toEqual([]);
  });

  it('is asked for of a text that was only copied', () => {
    const definition = survey([choice('a', { title: onlyVietnamese })]);
    const [problem] = checkDefinition(definition).problems;
    const copied = problem?.mend ? applyMend(definition, problem.mend) : definition;
    const [waiting] = checkDefinition(copied).problems;

    expect(problem?.mend?.code).toBe('copy-text');
    expect(waiting).toMatchObject({
      code: 'translation-unsigned',
      path: at,
      mend: { code: 'sign-off' },
    });
    expect(waiting?.mend && warningsOf(applyMend(copied, waiting.mend))).toEqual([
      'warning /title translation-unsigned',
    ]);
  });

  it('changes nothing that answers depend on', () => {
    const definition = survey([choice('a', { title: bothLanguages('A') })]);

    expect(diffVersions(definition, ['/title', at].reduce(signed, definition))).toEqual([]);
  });

  it('says nothing of a text that is not there', () => {
    expect(signOff(survey([choice('a', { title: onlyVietnamese })]), at, 'en')).toEqual([]);
  });
});
