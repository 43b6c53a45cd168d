/**
 * Which answers decide who is asked an item, read from the data: an item that only those who said "no" were asked tells
 * by its base how many said "no". The disclosure gate needs to know that; conditions on several items at once, or on
 * numbers, are not found this way.
 */
import { type Column, cellState, type Frame } from '#core/analysis/frame.ts';
import type { AskedBy } from '#core/analysis/result-table.ts';

/** The choices, or single options of a multi, that decide who was asked the column's item. */
export function askedBy(frame: Frame, column: Column): readonly AskedBy[] {
  if (!column.state.includes(cellState.notAsked)) return [];
  return [...frame.columns.values()].flatMap((other): readonly AskedBy[] => {
    if (other === column || other.variable.item === column.variable.item) return [];
    if (other.kind === 'categorical') {
      const none = other.categories.length;
      const asked = deciders(frame.rows, column, none + 1, (row) =>
        other.state[row] === cellState.answered ? (other.codes[row] ?? none) : none,
      );
      return linkOf(other, asked);
    }
    if (other.kind !== 'multi') return [];
    return other.categories.flatMap((_, option) => {
      const asked = deciders(
        frame.rows,
        column,
        2,
        (row) => ((other.ticks[row * other.words + (option >> 5)] ?? 0) >>> (option & 31)) & 1,
      );
      // Not ticked, then ticked: as a choice of one code and nothing else.
      return asked && asked[0] !== asked[1]
        ? [
            {
              variable: other.variable.name,
              option,
              codes: [asked[1] === true],
              others: asked[0] === true,
            },
          ]
        : [];
    });
  });
}

function linkOf(other: Column, asked: readonly boolean[] | null): readonly AskedBy[] {
  const codes = asked?.slice(0, -1) ?? [];
  const others = asked?.at(-1) === true;
  // Where every code has the same consequence, the code tells nothing.
  if (!asked || codes.every((one) => one === codes[0])) return [];
  return [{ variable: other.variable.name, codes, others }];
}

/** Answers that contradict the form are few; more than this and the code does not decide. */
const contradictions = (rows: number): number => 4 + rows * 0.02;

/** Of each place, whether rows there were asked; `null` if that differs within a place. */
function deciders(
  rows: number,
  { state }: Column,
  places: number,
  placeOf: (row: number) => number,
): readonly boolean[] | null {
  const asked = new Uint32Array(places);
  const notAsked = new Uint32Array(places);
  const most = contradictions(rows);
  let against = 0;
  for (let row = 0; row < rows; row++) {
    const place = placeOf(row);
    const own = state[row] === cellState.notAsked ? notAsked : asked;
    const other = own === asked ? notAsked : asked;
    own[place] = (own[place] ?? 0) + 1;
    if ((own[place] ?? 0) <= (other[place] ?? 0)) against += 1;
    if (against > most) return null;
  }
  return Array.from(asked, (times, place) => times > (notAsked[place] ?? 0));
}
