/**
 * What changed from one definition to another, in the order of the form, and what it does to the data. Every difference
 * is said: what has no sentence of its own is said as a changed detail. Two documents that mean the same (a text as a
 * string or under its language) have no difference.
 */
import type { CalculatedValue, Definition } from '#core/definitions/definition.ts';
import {
  asWords,
  type ChangeCode,
  type ChangeEffect,
  type Comparison,
  comparisonOf,
  isSame,
  type VersionChange,
} from '#core/definitions/diff-change.ts';
import { diffElements, formerNamesOf, placedElements } from '#core/definitions/diff-elements.ts';
import { diffText } from '#core/definitions/diff-texts.ts';
import { defaultLanguageOf, readableProperties } from '#core/definitions/languages.ts';

export {
  type ChangeCode,
  type ChangeEffect,
  changeCodes,
  changeParams,
  type VersionChange,
} from '#core/definitions/diff-change.ts';

export function diffVersions(before: Definition, after: Definition): readonly VersionChange[] {
  const comparison = comparisonOf(before, after);
  return [
    ...languageChanges(comparison),
    ...surveyChanges(comparison),
    ...diffElements(placedElements(before, ''), placedElements(after, ''), comparison),
    ...calculationChanges(comparison),
  ];
}

/** Whether answers before and after can no longer be read as one. */
export const isBreaking = (changes: readonly VersionChange[]): boolean =>
  changes.some(({ effect }) => effect === 'breaking');

function languageChanges(comparison: Comparison): readonly VersionChange[] {
  const { before, after, newLanguages, goneLanguages } = comparison;
  const [from, to] = [defaultLanguageOf(before), defaultLanguageOf(after)];
  const say = (code: ChangeCode, effect: ChangeEffect, language: string): VersionChange => ({
    code,
    effect,
    path: '',
    params: { language },
  });
  return [
    ...(from === to
      ? []
      : [
          {
            code: 'default-language-changed' as const,
            effect: 'note' as const,
            path: '/locale',
            params: { language: to, from, to },
          },
        ]),
    ...[...newLanguages].map((language) => say('language-added', 'compatible', language)),
    ...[...goneLanguages].map((language) => say('language-removed', 'note', language)),
  ];
}

const saidElsewhere: ReadonlySet<string> = new Set([
  'pages',
  'calculatedValues',
  'locale',
  'lnSigned',
]);

const settings: Readonly<Record<string, readonly [ChangeCode, ChangeEffect]>> = {
  lnAnonymous: ['anonymity-changed', 'note'],
  lnBreakdowns: ['breakdowns-changed', 'note'],
  lnEnd: ['ending-changed', 'compatible'],
};

function surveyChanges(comparison: Comparison): readonly VersionChange[] {
  const { before, after } = comparison;
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name): readonly VersionChange[] => {
    const [was, is] = [before[name], after[name]];
    if (saidElsewhere.has(name) || isSame(was, is)) return [];
    if (readableProperties.includes(name)) {
      return diffText(was, is, comparison, {
        path: `/${name}`,
        params: { property: name, name: '', title: '' },
        changed: 'title-changed',
        translated: 'title-changed',
        effect: 'compatible',
      });
    }
    const [code, effect] = settings[name] ?? (['setting-changed', 'compatible'] as const);
    const params = { property: name, from: asWords(was), to: asWords(is) };
    return [{ code, effect, path: `/${name}`, params }];
  });
}

function calculationChanges({ before, after }: Comparison): readonly VersionChange[] {
  const [was, is] = [before.calculatedValues ?? [], after.calculatedValues ?? []];
  const formerOf = (now: CalculatedValue): CalculatedValue | undefined =>
    was.find(({ name }) => name === now.name) ??
    was.find(({ name }) => formerNamesOf(now).includes(name));
  const kept = new Set(is.map(formerOf));
  return [
    ...is.flatMap((now, index) => {
      const then = formerOf(now);
      const path = `/calculatedValues/${index}`;
      if (then === undefined) return [calculation('calculation-added', now, path)];
      if (isSame(then, now)) return [];
      return [
        {
          code: 'calculation-changed' as const,
          effect: 'note' as const,
          path,
          item: now.name,
          params: {
            name: now.name,
            title: now.name,
            property: 'expression',
            from: asWords(then.expression),
            to: asWords(now.expression),
          },
        },
      ];
    }),
    ...was.flatMap((then, index) =>
      kept.has(then)
        ? []
        : [calculation('calculation-removed', then, `/calculatedValues/${index}`)],
    ),
  ];
}

const calculation = (
  code: 'calculation-added' | 'calculation-removed',
  { name }: CalculatedValue,
  path: string,
): VersionChange => ({
  code,
  effect: code === 'calculation-added' ? 'compatible' : 'note',
  path,
  item: name,
  params: { name, title: name },
});
