/** Codes that come back: taken out of the list of answers, and later offered again with other words. */
import type { Definition } from '#core/definitions/definition.ts';
import { type Element, short, textParams, wordsOf } from '#core/definitions/diff-change.ts';
import { formerValuesOf } from '#core/definitions/diff-choices.ts';
import { formerNamesOf } from '#core/definitions/diff-elements.ts';
import { elementsOf, textProperty, valuesOf } from '#core/definitions/element-properties.ts';
import type { GateProblem } from '#core/definitions/gate-problem.ts';
import type { LocalizedText } from '#core/kernel/localized-text.ts';

interface CodedItem {
  readonly element: Element;
  readonly pointer: string;
  readonly name: string;
  /** Former names too. */
  readonly names: readonly string[];
  readonly codes: ReadonlyMap<string, { readonly text: unknown; readonly pointer: string }>;
  /** Whose texts they are. */
  readonly definition: Definition;
}

const holders = ['pages', 'elements', 'templateElements', 'columns'] as const;
const lists = ['choices', 'rateValues', 'rows', 'columns'] as const;

/** Every named part with a list of answers, rows or columns. */
function codedItems(definition: Definition): readonly CodedItem[] {
  const found: CodedItem[] = [];
  const visit = (element: Element, pointer: string): void => {
    const name = textProperty(element, 'name');
    const codes = lists.flatMap((list) =>
      valuesOf(element, list).map((choice, index) => {
        const at = `${pointer}/${list}/${index}`;
        return [String(choice.value), { text: choice.text, pointer: at }] as const;
      }),
    );
    if (name !== undefined && codes.length > 0) {
      const names = [name, ...formerNamesOf(element)];
      found.push({ element, pointer, name, names, codes: new Map(codes), definition });
    }
    for (const holder of holders) {
      elementsOf(element, holder).forEach((part, index) => {
        visit(part, `${pointer}/${holder}/${index}`);
      });
    }
  };
  visit({ ...definition, name: undefined }, '');
  return found;
}

/**
 * Answers of then and now would be one category, though nobody who reads them could mean the same: the code was gone in
 * between, and no text of it is what it was.
 * @param newestFirst versions that were answered
 */
export function codesUsedAgain(
  newestFirst: readonly Definition[],
  next: Definition,
): readonly GateProblem[] {
  const versions = newestFirst.map(
    (definition) => new Map(codedItems(definition).map((item) => [item.name, item])),
  );
  return codedItems(next).flatMap((item) => {
    const history = versions.flatMap((items) =>
      item.names.flatMap((name) => items.get(name) ?? []).slice(0, 1),
    );
    const [newest, ...older] = history;
    if (!newest || older.length === 0) return [];
    const renamed = new Set(
      lists.flatMap((list) => valuesOf(item.element, list).flatMap(formerValuesOf)),
    );
    return [...item.codes].flatMap(([code, now]): readonly GateProblem[] => {
      if (newest.codes.has(code) || renamed.has(code)) return [];
      const last = older.find(({ codes }) => codes.has(code));
      if (!last) return [];
      const words = wordsOf(last.codes.get(code)?.text, last.definition);
      if (!isOtherMeaning(words, wordsOf(now.text, next))) return [];
      const from = short(Object.values(words)[0] ?? code);
      const params = {
        item: item.name,
        code,
        from,
        ...textParams('title', item.element.title, next, item.name),
        ...textParams('choice', now.text, next, code),
      };
      const message = `${item.name}: the code ${code} meant “${from}” in an earlier version; take another`;
      return [
        { severity: 'error', code: 'frozen-code-reused', message, path: now.pointer, params },
      ];
    });
  });
}

function isOtherMeaning(then: LocalizedText, now: LocalizedText): boolean {
  const shared = Object.keys(then).filter((language) => now[language] !== undefined);
  const plain = (text = ''): string => text.normalize('NFC').trim().toLowerCase();
  return (
    shared.length > 0 && shared.every((language) => plain(then[language]) !== plain(now[language]))
  );
}
