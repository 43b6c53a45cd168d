/**
 * Which former revisions of a draft stay, so that few of them reach back far. An editor saves at every rest in typing:
 * kept one by one, fifty revisions would be minutes. The older they are, the wider apart they stand; each stretch keeps
 * the last state that each person left in it.
 */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The newest stay whatever their times are. */
const newestKept = 10;
/** Beyond that the oldest go. */
export const mostRevisions = 200;

/** One revision a person stays of each `stretch` that ended at least `since` ago; each stretch holds the next ones whole. */
const steps = [
  { since: 7 * day, stretch: day },
  { since: 8 * hour, stretch: hour },
  { since: 10 * minute, stretch: 10 * minute },
] as const;

export interface RevisionToThin {
  readonly revision: number;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** A person's id, or `system`. */
  readonly savedBy: string | null;
  /** A version was published from it, or it restored one: it stays. */
  readonly isMilestone: boolean;
}

/**
 * Thinning again and again, after every save, leaves what thinning once at the end leaves: a revision goes only for a
 * newer one that will share every wider stretch with it.
 * @param now milliseconds since 1970
 * @returns the numbers of those that go
 */
export function revisionsToDrop(
  revisions: readonly RevisionToThin[],
  now: number,
): readonly number[] {
  const newestFirst = [...revisions].sort((a, b) => b.revision - a.revision);
  const taken = new Set<string>();
  let kept = 0;
  return newestFirst
    .filter((mark, index) => {
      const place = `${stretchOf(mark.savedAt, now)} ${mark.savedBy}`;
      const isFirst = !taken.has(place);
      taken.add(place);
      if (mark.isMilestone) return false;
      const stays = (index < newestKept || isFirst) && kept < mostRevisions;
      if (stays) kept += 1;
      return !stays;
    })
    .map(({ revision }) => revision);
}

function stretchOf(savedAt: number, now: number): string {
  const begin = (stretch: number): number => Math.floor(savedAt / stretch) * stretch;
  const step = steps.find(({ since, stretch }) => now - (begin(stretch) + stretch) >= since);
  const stretch = step?.stretch ?? minute;
  return `${stretch}@${begin(stretch)}`;
}
