/** What people read, before and after: a text changed, got a translation or lost one. */
import {
  type ChangeCode,
  type ChangeEffect,
  type Comparison,
  type Params,
  short,
  type VersionChange,
  wordsOf,
} from '#core/definitions/diff-change.ts';

export interface TextPlace {
  readonly path: string;
  readonly item?: string;
  /** What it is a text of. */
  readonly params: Params;
  /** Codes for another wording and for a translation. */
  readonly changed: ChangeCode;
  readonly translated?: ChangeCode;
  readonly effect: ChangeEffect;
}

/** One change a language. Languages that came or went with the whole survey are not said again. */
export function diffText(
  before: unknown,
  after: unknown,
  comparison: Comparison,
  place: TextPlace,
): readonly VersionChange[] {
  const was = wordsOf(before, comparison.before);
  const is = wordsOf(after, comparison.after);
  const base = { path: place.path, ...(place.item !== undefined && { item: place.item }) };
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((language) => {
    const [from = '', to = ''] = [was[language]?.normalize('NFC'), is[language]?.normalize('NFC')];
    if (from === to) return [];
    const params = { ...place.params, language, from: short(from) || '–', to: short(to) || '–' };
    const isWhole = Object.keys(from === '' ? was : is).length > 0;
    if (from === '' && isWhole) {
      if (comparison.newLanguages.has(language)) return [];
      const code = place.translated ?? 'translation-added';
      return [{ code, effect: 'compatible' as const, ...base, params }];
    }
    if (to === '' && isWhole) {
      if (comparison.goneLanguages.has(language)) return [];
      const code = place.translated ?? 'translation-removed';
      return [{ code, effect: 'note' as const, ...base, params }];
    }
    return [{ code: place.changed, effect: place.effect, ...base, params }];
  });
}
