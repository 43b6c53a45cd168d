/** Lists of answers, before and after: choices, steps of a scale, rows and columns of a table. */
import type { Choice, Definition } from '#core/definitions/definition.ts';
import {
  type ChangeCode,
  type ChangeEffect,
  type Comparison,
  isSame,
  type Params,
  textParams,
  type VersionChange,
  wordsOf,
} from '#core/definitions/diff-change.ts';
import { outOfOrder } from '#core/definitions/diff-order.ts';
import { diffText } from '#core/definitions/diff-texts.ts';
import { toChoice } from '#core/definitions/element-properties.ts';

export interface ListPlace {
  /** Pointers of the two lists. */
  readonly before: string;
  readonly after: string;
  readonly item: string;
  /** What the list belongs to. */
  readonly params: Params;
  /** The order of the list says more or less. */
  readonly isOrdered: boolean;
}

/** A choice with its place; a code that stands in a list several times is told apart by its turn. */
interface Placed {
  readonly key: string;
  readonly code: string;
  readonly choice: Choice;
  readonly index: number;
}

export function diffChoices(
  before: readonly unknown[],
  after: readonly unknown[],
  comparison: Comparison,
  place: ListPlace,
): readonly VersionChange[] {
  const [was, is] = [placed(before), placed(after)];
  const old = new Map(was.map((one) => [one.key, one]));
  const now = new Set(is.map(({ key }) => key));
  const kept = is.flatMap((one) => {
    const former = old.get(one.key);
    return former ? [{ old: former, now: one }] : [];
  });
  const removed = was.filter(({ key }) => !now.has(key));
  const added = is.filter(({ key }) => !old.has(key));
  const pairs = recoded(removed, added, comparison);
  const paired = new Set(pairs.flatMap((pair) => [pair.old, pair.now]));
  const say = speaker(comparison, place);
  const former = byWords(was, comparison.before);
  return [
    ...pairs.map((pair) =>
      say(
        pair.isRenamed ? 'choice-renamed' : 'choice-recoded',
        pair.isRenamed ? 'note' : 'breaking',
        pair.now,
        { from: pair.old.code, to: pair.now.code },
      ),
    ),
    ...added.filter((one) => !paired.has(one)).map((one) => say('choice-added', 'note', one)),
    ...removed
      .filter((one) => !paired.has(one))
      .map((one) => say('choice-removed', 'note', one, {}, true)),
    ...[...kept, ...pairs].flatMap((pair) => keptChoice(pair, former, comparison, place)),
    ...reordered(kept, place),
  ];
}

function placed(list: readonly unknown[]): readonly Placed[] {
  const turns = new Map<string, number>();
  return list.map((entry, index) => {
    const choice = toChoice(entry);
    const code = String(choice.value);
    const turn = turns.get(code) ?? 0;
    turns.set(code, turn + 1);
    return { key: `${turn} ${code}`, code, choice, index };
  });
}

interface Pair {
  readonly old: Placed;
  readonly now: Placed;
}

/** A code that went and one that came are the same answer if the later one says so, or if both have the same words. */
function recoded(
  removed: readonly Placed[],
  added: readonly Placed[],
  comparison: Comparison,
): readonly (Pair & { readonly isRenamed: boolean })[] {
  const free = new Set(added);
  const renamed = new Map(
    added.flatMap((now) => formerValuesOf(now.choice).map((code) => [code, now])),
  );
  const words = byWords(added, comparison.after);
  return removed.flatMap((old) => {
    const former = renamed.get(old.code);
    const isRenamed = former !== undefined && free.has(former);
    const now = isRenamed
      ? former
      : likely(old, words, comparison.before).find(
          (each) => free.has(each) && haveSameWords(old, each, comparison),
        );
    if (!now) return [];
    free.delete(now);
    return [{ old, now, isRenamed }];
  });
}

/** Choices by each of their texts: lists may be thousands long, and each may have changed. */
type ByWords = ReadonlyMap<string, readonly Placed[]>;

function byWords(list: readonly Placed[], definition: Definition): ByWords {
  const found = new Map<string, Placed[]>();
  for (const one of list) {
    for (const key of wordKeys(one, definition)) {
      const same = found.get(key);
      if (same) same.push(one);
      else found.set(key, [one]);
    }
  }
  return found;
}

const wordKeys = ({ choice }: Placed, definition: Definition): readonly string[] =>
  Object.entries(wordsOf(choice.text, definition)).map(
    ([language, text]) => `${language} ${plain(text)}`,
  );

/** Those that have one of its texts, if any. */
const likely = (one: Placed, words: ByWords, definition: Definition): readonly Placed[] =>
  wordKeys(one, definition).flatMap((key) => words.get(key) ?? []);

/** Codes that this answer had in earlier versions (`lnFormerValues`), as text. */
export const formerValuesOf = (choice: Readonly<Record<string, unknown>>): readonly string[] =>
  Array.isArray(choice.lnFormerValues) ? choice.lnFormerValues.map(String) : [];

function haveSameWords(old: Placed, now: Placed, { before, after }: Comparison): boolean {
  const [was, is] = [wordsOf(old.choice.text, before), wordsOf(now.choice.text, after)];
  const shared = Object.keys(was).filter((language) => is[language] !== undefined);
  return (
    shared.length > 0 && shared.every((language) => plain(was[language]) === plain(is[language]))
  );
}

const plain = (text = ''): string =>
  text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();

const speaker =
  ({ before, after }: Comparison, place: ListPlace) =>
  (
    code: ChangeCode,
    effect: ChangeEffect,
    one: Placed,
    more: Params = {},
    isGone = false,
  ): VersionChange => ({
    code,
    effect,
    path: `${isGone ? place.before : place.after}/${one.index}`,
    item: place.item,
    params: {
      ...place.params,
      code: one.code,
      ...textParams('choice', one.choice.text, isGone ? before : after, one.code),
      ...more,
    },
  });

function keptChoice(
  { old, now }: Pair,
  words: ByWords,
  comparison: Comparison,
  place: ListPlace,
): readonly VersionChange[] {
  const say = speaker(comparison, place);
  const texts = diffText(old.choice.text, now.choice.text, comparison, {
    path: `${place.after}/${now.index}/text`,
    item: place.item,
    params: { ...place.params, code: now.code },
    changed: 'choice-reworded',
    translated: 'choice-translated',
    effect: 'note',
  });
  const former =
    texts.length > 0 &&
    likely(now, words, comparison.after).find(
      (other) => other.code !== old.code && haveSameWords(other, now, comparison),
    );
  // The same words under another code than before: whoever gave them then and now would be counted as two answers.
  const worded = former
    ? [say('choice-exchanged', 'breaking', now, { from: former.code, to: now.code })]
    : texts;
  const names = new Set([...Object.keys(old.choice), ...Object.keys(now.choice)]);
  const details = [...names].flatMap((name) => {
    if (name === 'text' || name === 'lnFormerValues' || name === 'lnSigned') return [];
    if (name === 'value' && old.code !== now.code) return [];
    if (isSame(old.choice[name], now.choice[name])) return [];
    const [code, effect] = detailCodes[name] ?? (['choice-detail-changed', 'compatible'] as const);
    return [say(code, effect, now, { property: name })];
  });
  return [...worded, ...details, ...formerChanged(old, now, say)];
}

const detailCodes: Readonly<Record<string, readonly [ChangeCode, ChangeEffect]>> = {
  visibleIf: ['choice-skip-changed', 'note'],
  enableIf: ['choice-skip-changed', 'note'],
  isExclusive: ['choice-exclusive-changed', 'note'],
  // 1 and "1": one code in figures, but no longer the same JSON.
  value: ['choice-detail-changed', 'note'],
};

/** Former codes that were noted or forgotten without a code that went. */
function formerChanged(
  old: Placed,
  now: Placed,
  say: ReturnType<typeof speaker>,
): readonly VersionChange[] {
  if (old.code !== now.code) return [];
  if (isSame(old.choice.lnFormerValues, now.choice.lnFormerValues)) return [];
  return [say('choice-detail-changed', 'note', now, { property: 'lnFormerValues' })];
}

function reordered(kept: readonly Pair[], place: ListPlace): readonly VersionChange[] {
  const moved = outOfOrder(kept.map(({ old }) => old.index));
  if (moved.size === 0) return [];
  const effect = place.isOrdered ? 'note' : 'compatible';
  return [
    {
      code: 'choices-reordered',
      effect,
      path: place.after,
      item: place.item,
      params: place.params,
    },
  ];
}
