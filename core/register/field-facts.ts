/** What is known of a survey's field work on a day: counts as storage sums them, and what was wished for. */
import type { SiteSample } from '#core/register/sample.ts';
import type { Site } from '#core/register/site.ts';
import type { Cell, FieldPeriod, Target } from '#core/register/target.ts';

/** Responses that came on one day, at one site, through one link, and ended alike. Not excluded, no tests. */
export interface TallyRow {
  /** In the project's time zone. */
  readonly day: string;
  readonly linkId: string | null;
  readonly siteId: string | null;
  readonly outcome: string;
  readonly count: number;
  /** When the last of them came; `null` in anonymous surveys. */
  readonly last: string | null;
}

export interface FieldLink {
  readonly id: string;
  readonly holder: string | null;
  readonly purpose: string;
  readonly siteId: string | null;
  /** Whether somebody could answer through it now. */
  readonly isOpen: boolean;
  readonly quota: number | null;
  /** Completed through it, as its quota counts; in anonymous surveys in batches. */
  readonly completed: number;
  /** Days from which and until which it is open, as far as that is known. */
  readonly startsOn: string;
  readonly endsOn: string | null;
  /** What the phone last said that it still holds, and when. */
  readonly waiting: number;
  readonly lastSeenAt: string | null;
}

/** Counts of what somebody should look at. */
export interface FieldFlags {
  readonly waiting: number;
  readonly lookAlikes: number;
  readonly late: number;
  readonly clock: number;
}

export interface CellCount {
  readonly cell: Cell;
  readonly key: string;
  /** The answers' labels in the survey's own language. */
  readonly name: string;
  readonly received: number;
}

export interface FieldFacts {
  readonly now: Date;
  /** Today in the project's time zone. */
  readonly day: string;
  readonly isAnonymous: boolean;
  readonly period: FieldPeriod;
  readonly targets: readonly Target[];
  readonly tallies: readonly TallyRow[];
  /**
   * Different people, each counted once: on the day, at the site and through the link where they first answered to the
   * end. `null` where they cannot be told apart.
   */
  readonly people: readonly TallyRow[] | null;
  readonly sites: readonly Site[];
  readonly links: readonly FieldLink[];
  readonly samples: readonly SiteSample[];
  /** Of the quota cells that have a target. */
  readonly cells: readonly CellCount[];
  readonly flags: FieldFlags;
}
