/** What a phone hears about one submission of its request. */
import type { FlagCode } from '#core/intake/quality-flags.ts';
import type { ProblemCode, ProblemError } from '#core/kernel/problems.ts';

export type ItemStatus = 'stored' | 'already-stored' | 'conflict' | 'quarantined' | 'rejected';

export interface ItemResult {
  /** As the phone wrote it; null if it wrote none. */
  readonly id: string | null;
  readonly status: ItemStatus;
  /** Six characters for people. */
  readonly code?: string;
  readonly flags?: readonly FlagCode[];
  readonly problem?: {
    readonly type: string;
    readonly title: string;
    readonly code: ProblemCode;
    readonly errors?: readonly ProblemError[];
  };
}
