/** Lists of answers, before and after: choices, steps of a scale, rows and columns of a table. */
import type { Choice } from '#core/definitions/definition.ts';
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
  const kept = is.flatMap((now) => {
    const then = was.find(({ key }) => key === now.key);
    return then ? [{ then, now }] : [];
  });
  const removed = was.filter(({ key }) => !is.some((now) => now.key === key));
  const added = is.filter(({ key }) => !was.some((then) => then.key === key));
  const pairs = recoded(removed, added, comparison);
  const say = speaker(comparison, place);
  return [
    ...pairs.map(({ then, now, isRenamed }) =>
      say(isRenamed ? 'choice-renamed' : 'choice-recoded', isRenamed ? 'note' : 'breaking', now, {
        from: then.code,
        to: now.code,
      }),
    ),
    ...added
      .filter((now) => !pairs.some((pair) => pair.now === now))
      .map((now) => say('choice-added', 'note', now)),
    ...removed
      .filter((then) => !pairs.some((pair) => pair.then === then))
      .map((then) => say('choice-removed', 'note', then, {}, true)),
    ...[...kept, ...pairs].flatMap((pair) => keptChoice(pair, was, comparison, place)),
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
  readonly then: Placed;
  readonly now: Placed;
}

/** A code that went and one that came are the same answer if the later one says so, or if both have the same words. */
function recoded(
  removed: readonly Placed[],
  added: readonly Placed[],
  comparison: Comparison,
): readonly (Pair & { readonly isRenamed: boolean })[] {
  const free = new Set(added);
  return removed.flatMap((then) => {
    const former = [...free].find((now) => formerValuesOf(now.choice).includes(then.code));
    const now = former ?? [...free].find((each) => haveSameWords(then, each, comparison));
    if (!now) return [];
    free.delete(now);
    return [{ then, now, isRenamed: former !== undefined }];
  });
}

/** Codes that this answer had in earlier versions (`lnFormerValues`), as text. */
export const formerValuesOf = (choice: Readonly<Record<string, unknown>>): readonly string[] =>
  Array.isArray(choice.lnFormerValues) ? choice.lnFormerValues.map(String) : [];

function haveSameWords(then: Placed, now: Placed, { before, after }: Comparison): boolean {
  const [was, is] = [wordsOf(then.choice.text, before), wordsOf(now.choice.text, after)];
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
  { then, now }: Pair,
  was: readonly Placed[],
  comparison: Comparison,
  place: ListPlace,
): readonly VersionChange[] {
  const say = speaker(comparison, place);
  const texts = diffText(then.choice.text, now.choice.text, comparison, {
    path: `${place.after}/${now.index}/text`,
    item: place.item,
    params: { ...place.params, code: now.code },
    changed: 'choice-reworded',
    translated: 'choice-translated',
    effect: 'note',
  });
  const former = was.find(
    (other) =>
      other.code !== then.code && texts.length > 0 && haveSameWords(other, now, comparison),
  );
  // The same words under another code than before: whoever gave them then and now would be counted as two answers.
  const words = former
    ? [say('choice-exchanged', 'breaking', now, { from: former.code, to: now.code })]
    : texts;
  const names = new Set([...Object.keys(then.choice), ...Object.keys(now.choice)]);
  const details = [...names].flatMap((name) => {
    if (name === 'text' || name === 'lnFormerValues') return [];
    if (name === 'value' && then.code !== now.code) return [];
    if (isSame(then.choice[name], now.choice[name])) return [];
    const [code, effect] = detailCodes[name] ?? (['choice-detail-changed', 'compatible'] as const);
    return [say(code, effect, now, { property: name })];
  });
  return [...words, ...details, ...formerChanged(then, now, say)];
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
  then: Placed,
  now: Placed,
  say: ReturnType<typeof speaker>,
): readonly VersionChange[] {
  if (then.code !== now.code) return [];
  if (isSame(then.choice.lnFormerValues, now.choice.lnFormerValues)) return [];
  return [say('choice-detail-changed', 'note', now, { property: 'lnFormerValues' })];
}

function reordered(kept: readonly Pair[], place: ListPlace): readonly VersionChange[] {
  const moved = outOfOrder(kept.map(({ then }) => then.index));
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
