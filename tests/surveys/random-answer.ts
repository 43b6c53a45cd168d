/** One answer as a person might give it, drawn at random from what an item takes. */
import type { Item } from '#core/definitions/definition.ts';
import { outcomeOfAnswer } from '#core/definitions/outcome.ts';

export type Random = () => number;

export function randomFrom(seed: number): Random {
  // mulberry32: seeds side by side give unlike walks.
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const pickFrom =
  (random: Random) =>
  <T>(list: readonly T[]): T | undefined =>
    list[Math.floor(random() * list.length)];

/** Words that a person adds to "other". */
export const otherWords = 'chuyện khác';

/** Codes as people write them on slips, boards and files, and plain words: one of them fits every pattern. */
const writings = ['K7M2PX', 'SG-0412', '028 3622 1234', 'Mong buổi sau kết thúc sớm hơn.'];
const dayMs = 86_400_000;

/** @param offered the codes that the form shows now. */
export function randomAnswer(item: Item, offered: readonly unknown[], random: Random): unknown {
  const pick = pickFrom(random);
  switch (item.type) {
    case 'radiogroup':
    case 'dropdown':
      return oneOf(item, offered, random);
    case 'checkbox':
      return severalOf(item, offered, random);
    case 'rating':
      return Math.floor(random() * 11);
    case 'matrix': {
      const columns = valuesIn(item.columns);
      return Object.fromEntries(valuesIn(item.rows).map((row) => [row, pick(columns)]));
    }
    case 'comment':
      return writings.at(-1);
    default:
      return writtenAnswer(item, random);
  }
}

function oneOf(item: Item, offered: readonly unknown[], random: Random): unknown {
  const code = pickFrom(random)(offered);
  // Endings are for few: behind them nothing is seen.
  const ends = outcomeOfAnswer(item, code) !== undefined && random() < 0.8;
  return ends ? offered.find((each) => outcomeOfAnswer(item, each) === undefined) : code;
}

function severalOf(item: Item, offered: readonly unknown[], random: Random): readonly unknown[] {
  const pick = pickFrom(random);
  const alone = new Set<unknown>(
    (item.choices ?? []).flatMap((choice) =>
      typeof choice === 'object' && choice.isExclusive === true ? [choice.value] : [],
    ),
  );
  const first = pick(offered);
  if (alone.has(first)) return [first];
  const others = [pick(offered), pick(offered)].filter((code) => !alone.has(code));
  const most = Number(item.maxSelectedChoices ?? 3);
  return [...new Set([first, ...others])].slice(0, most);
}

function writtenAnswer(item: Item, random: Random): unknown {
  const pick = pickFrom(random);
  switch (item.inputType) {
    case 'number': {
      const least = Number(item.min ?? 0);
      const most = Math.min(Number(item.max ?? 99), pick([0, 4, 30, 200]) ?? 30);
      return least + Math.floor(random() * (Math.max(0, most - least) + 1));
    }
    case 'date': {
      // Near days are likelier: people write down what has just been and what is soon to come.
      const days = Math.round((random() - 0.5) * (pick([2, 60, 900]) ?? 60));
      return new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
    }
    case 'time':
      return pick(['06:30', '08:00', '17:00', '20:30']);
    default:
      return pick(writings);
  }
}

const valuesIn = (list: unknown): readonly string[] =>
  Array.isArray(list) ? list.map(({ value }: { value: unknown }) => String(value)) : [];
