import { describe, expect, it } from 'vitest';
import { gatedPilot, type PilotRun, pilotFigures } from '#core/analysis/pilot.ts';

const trace = (seconds: number, answered = true, problems = 0) => ({ seconds, answered, problems });
const run = (state: PilotRun['state'], items: PilotRun['items'], at?: string): PilotRun => ({
  state,
  items,
  at,
});

describe('the figures of a pilot', () => {
  it('count every try once, by how it ended', () => {
    const runs = [
      run('completed', { a: trace(1) }),
      run('open', { a: trace(1) }, 'a'),
      run('partial', {}),
      run('refused', {}),
      run('screened-out', {}),
    ];

    expect(pilotFigures(['a'], runs)).toMatchObject({
      runs: 5,
      completed: 1,
      unfinished: 2,
      refused: 1,
      screenedOut: 1,
    });
  });

  it('take times from the tries that saw an item, and totals from those that finished', () => {
    const runs = [
      run('completed', { a: trace(10), b: trace(30) }),
      run('completed', { a: trace(20) }),
      run('completed', { a: trace(40), b: trace(50) }),
      run('open', { a: trace(1_000) }, 'a'),
    ];

    const { seconds, items } = pilotFigures(['a', 'b'], runs);

    // 40, 20, 90 seconds in sum; quartiles of type 7.
    expect(seconds).toEqual({ low: 30, median: 40, high: 65 });
    expect(items[0]?.seconds?.median).toBe(30);
    expect(items[1]).toMatchObject({ seen: 2, seconds: { median: 40 } });
  });

  it('say of an item why it deserves a second look', () => {
    const plain = { a: trace(5), b: trace(6), c: trace(5) };
    const runs = [
      run('completed', {
        ...plain,
        slow: trace(60),
        hard: trace(9, true, 2),
        bare: trace(3, false),
      }),
      run('completed', {
        ...plain,
        slow: trace(50),
        hard: trace(9, true, 1),
        bare: trace(3, false),
      }),
      run('open', { ...plain, slow: trace(70), hard: trace(9), bare: trace(3) }, 'bare'),
    ];

    const signs = new Map(
      pilotFigures(['a', 'b', 'c', 'slow', 'hard', 'bare', 'never'], runs).items.map((item) => [
        item.name,
        item.signs,
      ]),
    );

    expect(signs.get('a')).toEqual([]);
    expect(signs.get('slow')).toEqual(['slow']);
    expect(signs.get('hard')).toEqual(['corrected']);
    expect(signs.get('bare')).toEqual(['stopped', 'left-out']);
    expect(signs.get('never')).toEqual(['never-seen']);
  });

  it('say nothing of an item that one or two people have seen, but where they stopped', () => {
    const runs = [run('open', { a: trace(90, false, 3) }, 'a'), run('completed', {})];

    expect(pilotFigures(['a', 'b'], runs).items.map(({ signs }) => signs)).toEqual([
      ['stopped'],
      [],
    ]);
  });

  it('are empty before anybody has tried', () => {
    expect(pilotFigures(['a'], [])).toMatchObject({
      runs: 0,
      seconds: null,
      items: [{ seen: 0, seconds: null, signs: [] }],
    });
  });
});

describe('the figures of a pilot for whoever sees groups only', () => {
  const seenBy = (tries: number, items: PilotRun['items']) =>
    Array.from({ length: tries }, () => run('completed', items));
  const names = (tries: readonly PilotRun[]) => {
    const gated = gatedPilot(pilotFigures(['a', 'b'], tries), new Set(['b']));
    return { told: gated.figures.items.map(({ name }) => name), hidden: gated.hidden };
  };

  it('tell nothing of fewer than five tries', () => {
    const { figures, hidden } = gatedPilot(
      pilotFigures(['a'], seenBy(4, { a: trace(5) })),
      new Set(),
    );

    expect(figures).toMatchObject({ runs: 4, seconds: null, items: [] });
    expect(hidden).toBe(1);
  });

  it('leave out items behind a condition that fewer than five have seen', () => {
    const few = [...seenBy(4, { a: trace(5), b: trace(5) }), ...seenBy(3, { a: trace(5) })];
    const enough = [...seenBy(5, { a: trace(5), b: trace(5) }), ...seenBy(3, { a: trace(5) })];

    expect(names(few)).toEqual({ told: ['a'], hidden: 1 });
    expect(names(seenBy(7, { a: trace(5) }))).toEqual({ told: ['a'], hidden: 1 });
    expect(names(enough)).toEqual({ told: ['a', 'b'], hidden: 0 });
  });
});
