/** What became of the rows of an imported file. */
import type { Loss } from '#core/intake/data-file/loss.ts';
import type { ColumnUse } from '#core/intake/data-file/plan-columns.ts';

export interface ImportCounts {
  /** Rows that hold a response; blank ones and repeated headers are none. */
  readonly rows: number;
  readonly stored: number;
  readonly alreadyStored: number;
  readonly conflict: number;
  readonly quarantined: number;
  /** Rows that cannot be kept at all. */
  readonly rejected: number;
}

export interface SheetUse {
  readonly sheet: string;
  /** The repeated group whose copies it holds; empty for the responses themselves; absent if it is not used. */
  readonly table?: string;
  readonly columns: readonly ColumnUse[];
}

export interface ImportReport extends ImportCounts {
  readonly isDryRun: boolean;
  /** Whether somebody stopped it before the end: what was stored by then stays. */
  readonly isStopped: boolean;
  readonly version: number;
  readonly sheets: readonly SheetUse[];
  readonly losses: readonly Loss[];
  /** Losses beyond those that are listed. */
  readonly moreLosses: number;
}

export interface ImportProgress {
  readonly done: number;
  readonly total: number;
}
