import { describe, expect, it } from 'vitest';
import {
  mostRevisions,
  type RevisionToThin,
  revisionsToDrop,
} from '#core/definitions/thin-revisions.ts';
import { seededRandom } from '../../support/differential/seeded-random.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const begun = Date.UTC(2026, 3, 2, 8);

/** Saves at these times, thinned after each one. */
function typed(
  saves: readonly Omit<RevisionToThin, 'revision'>[],
  now = saves.at(-1)?.savedAt ?? 0,
): readonly RevisionToThin[] {
  const thinned = (marks: readonly RevisionToThin[], at: number): readonly RevisionToThin[] => {
    const dropped = new Set(revisionsToDrop(marks, at));
    return marks.filter(({ revision }) => !dropped.has(revision));
  };
  let kept: readonly RevisionToThin[] = [];
  saves.forEach((save, index) => {
    kept = thinned([...kept, { ...save, revision: index + 1 }], save.savedAt);
  });
  return thinned(kept, now);
}

const save = (savedAt: number, savedBy = 'mai', isMilestone = false) => ({
  savedAt,
  savedBy,
  isMilestone,
});

const randomSaves = (seed: number, count: number) => {
  const { pick, chance, int } = seededRandom(seed);
  let savedAt = begun;
  return Array.from({ length: count }, () => {
    savedAt += pick([5_000, 5_000, 20_000, minute, 11 * minute, 3 * hour, int(0, 2 * day)]);
    return save(savedAt, pick(['mai', 'mai', 'an']), chance(0.05));
  });
};

describe('revisions that are kept of a draft', () => {
  it('reach back over a working day of saves every five seconds', () => {
    const kept = typed(Array.from({ length: 5_760 }, (_, index) => save(begun + index * 5_000)));
    const ages = kept.map(({ savedAt }) => (begun + 5_759 * 5_000 - savedAt) / minute);

    expect(kept.length).toBeLessThan(80);
    expect(Math.max(...ages)).toBeGreaterThan(7.5 * 60);
    // Nobody loses more than ten minutes to the next state that is kept.
    const gaps = ages.slice(1).map((age, index) => (ages[index] ?? 0) - age);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(10);
  });

  it('are the newest ten at least, however fast they came', () => {
    const kept = typed(Array.from({ length: 40 }, (_, index) => save(begun + index)));

    expect(kept.map(({ revision }) => revision)).toEqual(
      Array.from({ length: 10 }, (_, index) => index + 31),
    );
  });

  it('stand an hour apart after a night, a day apart after a week', () => {
    const saves = Array.from({ length: 24 }, (_, index) => save(begun + index * 10 * minute));

    expect(typed(saves, begun + day).map(({ revision }) => revision)).toEqual([
      6, 12, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
    ]);
    expect(typed(saves, begun + 9 * day).map(({ revision }) => revision)).toEqual([
      15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
    ]);
  });

  it('hold the last state of each person in the same stretch', () => {
    const late = Array.from({ length: 10 }, (_, index) => save(begun + hour + index));
    const kept = typed([
      save(begun, 'an'),
      save(begun + 1, 'mai'),
      save(begun + 2, 'mai'),
      ...late,
    ]);

    expect(kept.map(({ revision }) => revision).slice(0, 2)).toEqual([1, 3]);
  });

  it('are the same whether thinned after each save or once at the end, in any order', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const saves = randomSaves(seed, 150);
      const now = saves.at(-1)?.savedAt ?? 0;
      const all = saves.map((mark, index) => ({ ...mark, revision: index + 1 }));
      const dropped = new Set(revisionsToDrop([...all].reverse(), now));

      expect(typed(saves)).toEqual(all.filter(({ revision }) => !dropped.has(revision)));
    }
  });

  it('have every milestone among them, and no more than the most besides', () => {
    const saves = randomSaves(5, 3_000);
    const kept = typed(saves);
    const milestones = saves.filter(({ isMilestone }) => isMilestone);

    expect(kept.filter(({ isMilestone }) => isMilestone)).toHaveLength(milestones.length);
    expect(kept.length - milestones.length).toBeLessThanOrEqual(mostRevisions);
    expect(kept.length - milestones.length).toBeGreaterThan(mostRevisions / 2);
  });
});
