/**
 * The figures of a survey as somebody may see them. People who see aggregates only all see one snapshot: its tables go
 * through the gate once, and the next snapshot is taken when enough people have come or gone. People entitled to exact
 * figures see what is stored now.
 */
import type { Kysely } from 'kysely';
import { exactTables, gateTables, withIntervals } from '#core/analysis/disclosure/gate.ts';
import { defaultRule } from '#core/analysis/disclosure/rule.ts';
import { wilsonInterval, z95 } from '#core/analysis/estimators/wilson-interval.ts';
import type { Frame } from '#core/analysis/frame.ts';
import type { PublishableTable } from '#core/analysis/result-table.ts';
import { resultTables } from '#core/analysis/tables.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { textOf } from '#core/definitions/languages.ts';
import { breakdownsOf } from '#core/definitions/survey-facts.ts';
import type { LocalizedText } from '#core/kernel/localized-text.ts';
import type { Clock } from '#core/kernel/ports.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import type { ColumnStores, SurveyFrame } from '#server/analysis/column-store.ts';
import { type FieldResponse, fieldResponse } from '#server/analysis/field-response.ts';
import {
  insertSnapshot,
  lockSnapshots,
  newestSnapshot,
  type Snapshot,
} from '#server/analysis/snapshot-repo.ts';
import { changedBetween } from '#server/intake/response-past.ts';
import type { Database } from '#server/store/database.ts';
import { inTransaction } from '#server/store/transaction.ts';

export interface ResultsDeps {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly columnStores: ColumnStores;
}

export interface ResultsRequest {
  readonly surveyId: string;
  /** One of the survey's breakdowns. */
  readonly by?: string;
  /** Absent = all. */
  readonly variables?: readonly string[];
  /** Whether the caller asks for exact figures and is entitled to them. */
  readonly exact: boolean;
}

export interface SurveyResults {
  readonly survey: string;
  readonly title: LocalizedText;
  readonly definition: Definition;
  /** Responses that the figures are made of; `null` where they are too few to be told. */
  readonly rows: number | null;
  /** RFC 3339: when the snapshot was taken; of exact figures, now. */
  readonly asOf: string;
  readonly mode: 'gated' | 'exact';
  readonly tables: readonly PublishableTable[];
  /** First and last day on which responses arrived; only where `rows` is told. */
  readonly days: SurveyFrame['days'];
  /** How people were chosen; absent where nobody has stated it, or too few answered. */
  readonly field?: FieldResponse;
}

/** A new snapshot differs from the one before by at least this many people. */
export const snapshotStep = 5;

/** @returns `survey-unknown` without a published version, `variable-unknown` for what figures are not made of or by. */
export async function surveyResults(
  deps: ResultsDeps,
  request: ResultsRequest,
): Promise<Result<SurveyResults>> {
  const store = await deps.columnStores.frameOf(request.surveyId);
  if (!store) return refuse('survey-unknown');
  const unknown = unknownNames(store, request);
  if (unknown) return refuse('variable-unknown', [{ pointer: unknown, code: 'unknown' }]);
  const { survey, definition } = store;
  const snapshot = request.exact ? null : await currentSnapshot(deps, store);
  const seen = request.exact ? store : await seenIn(deps, store, snapshot);
  const { rows } = seen.frame;
  const told = request.exact || rows >= defaultRule.base;
  const counted = tablesOf(seen, request);
  const field = told ? await fieldResponse(deps.db, seen, counted, request.exact) : undefined;
  const tables = field ? narrowed(counted, field) : counted;
  return ok({
    survey: survey.name,
    title: textOf(definition.title, definition) ?? {},
    definition,
    rows: told ? rows : null,
    asOf: snapshot?.takenAt ?? deps.clock.now().toISOString(),
    mode: request.exact ? 'exact' : 'gated',
    tables: only(tables, request.variables),
    days: told ? seen.days : null,
    ...(field && { field }),
  });
}

const mayBreakDown = ({ definition, variables }: SurveyFrame, by: string): boolean =>
  breakdownsOf(definition, variables).some(({ name }) => name === by);

/** Which part of the request names something that is not there. */
function unknownNames(
  store: SurveyFrame,
  { by, variables = [] }: ResultsRequest,
): string | undefined {
  if (by !== undefined && !mayBreakDown(store, by)) return '/by';
  return variables.some((name) => !store.frame.columns.has(name)) ? '/variable' : undefined;
}

/**
 * The snapshot that everybody sees now; none before there are enough responses to show any figure. Kept in storage, so
 * that neither a restart nor a second process shows figures in between.
 */
async function currentSnapshot(
  { db, clock }: ResultsDeps,
  store: SurveyFrame,
): Promise<Snapshot | null> {
  const { survey, seqs, changes } = store;
  const last = await newestSnapshot(db, survey.id);
  if (!(await isDue(db, last, store))) return last ?? null;
  return inTransaction(db, async (trx) => {
    await lockSnapshots(trx, survey.id);
    const newest = await newestSnapshot(trx, survey.id);
    if (newest && !(await isDue(trx, newest, store))) return newest;
    const snapshot = {
      // The last one within may have been excluded since.
      seq: Math.max(newest?.seq ?? 0, seqs.at(-1) ?? 0),
      changes,
      responses: seqs.length,
      takenAt: clock.now().toISOString(),
    };
    await insertSnapshot(trx, survey.id, snapshot);
    return snapshot;
  });
}

/**
 * Whether enough people have come, gone or been corrected: with fewer, the figures of before and of after, subtracted,
 * would tell what one of them answered.
 */
async function isDue(
  db: Kysely<Database>,
  last: Snapshot | undefined,
  { survey, seqs, changes }: SurveyFrame,
): Promise<boolean> {
  if (!last) return seqs.length >= defaultRule.base;
  if (changes < last.changes) return false;
  const come = seqs.length - (seqs.findLastIndex((seq) => seq <= last.seq) + 1);
  if (come >= snapshotStep) return true;
  const changed = changes > last.changes ? await changedBetween(db, survey.id, last, changes) : 0;
  return come + changed >= snapshotStep;
}

/** The frame of the snapshot. */
async function seenIn(
  { columnStores }: ResultsDeps,
  store: SurveyFrame,
  snapshot: Snapshot | null,
): Promise<SurveyFrame> {
  if (!snapshot) return columnStores.frameAt(store, { seq: 0, changes: store.changes });
  const isBehind = snapshot.seq > (store.seqs.at(-1) ?? 0) || snapshot.changes > store.changes;
  // Another process has seen more and taken a snapshot of it.
  const now = isBehind ? await columnStores.frameOf(store.survey.id) : store;
  return columnStores.frameAt(now ?? store, snapshot);
}

/** Counting and gating is done once for all who look at the same rows the same way. */
function tablesOf(
  { frame, tables }: SurveyFrame,
  { by, exact }: ResultsRequest,
): readonly PublishableTable[] {
  const key = JSON.stringify([exact, frame.rows, by]);
  const known = tables.get(key) ?? countedTables(frame, by, exact);
  if (tables.size >= rememberedMost) tables.clear();
  tables.set(key, known);
  return known;
}

/** Where a good part of all people answered, chance has less room. */
const narrowed = (
  tables: readonly PublishableTable[],
  { factor }: FieldResponse,
): readonly PublishableTable[] =>
  factor === 1
    ? tables
    : withIntervals(tables, (count, n) => wilsonInterval(count, n, z95 * factor));

function only(
  tables: readonly PublishableTable[],
  variables: ResultsRequest['variables'],
): readonly PublishableTable[] {
  if (!variables) return tables;
  const wanted = new Set(variables);
  return tables.filter(({ variable }) => wanted.has(variable.name));
}

const rememberedMost = 64;

function countedTables(
  frame: Frame,
  by: string | undefined,
  exact: boolean,
): readonly PublishableTable[] {
  const tables = resultTables(frame, by === undefined ? {} : { by });
  return exact ? exactTables(tables) : gateTables(tables);
}
