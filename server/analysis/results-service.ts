/**
 * The figures of a survey as somebody may see them. People who see aggregates only all see one snapshot: its tables go
 * through the gate once, and the next snapshot is taken when enough responses have been added. People entitled to exact
 * figures see what is stored now.
 */
import type { Kysely } from 'kysely';
import { exactTables, gateTables } from '#core/analysis/disclosure/gate.ts';
import { defaultRule } from '#core/analysis/disclosure/rule.ts';
import type { Frame } from '#core/analysis/frame.ts';
import { frameHead } from '#core/analysis/frame-head.ts';
import type { PublishableTable } from '#core/analysis/result-table.ts';
import { resultTables } from '#core/analysis/tables.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { textOf } from '#core/definitions/languages.ts';
import { breakdownsOf } from '#core/definitions/survey-facts.ts';
import type { LocalizedText } from '#core/kernel/localized-text.ts';
import type { Clock } from '#core/kernel/ports.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import type { ColumnStores, SurveyFrame } from '#server/analysis/column-store.ts';
import {
  insertSnapshot,
  lockSnapshots,
  newestSnapshot,
  type Snapshot,
} from '#server/analysis/snapshot-repo.ts';
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
}

/** A new snapshot has at least this many responses more than the one before. */
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
  const rows = request.exact ? store.frame.rows : rowsWithin(store.seqs, snapshot ?? { seq: 0 });
  const told = request.exact || rows >= defaultRule.base;
  return ok({
    survey: survey.name,
    title: textOf(definition.title, definition) ?? {},
    definition,
    rows: told ? rows : null,
    asOf: snapshot?.takenAt ?? deps.clock.now().toISOString(),
    mode: request.exact ? 'exact' : 'gated',
    tables: tablesOf(store, request, rows),
    days: told ? store.days : null,
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
  { survey, seqs }: SurveyFrame,
): Promise<Snapshot | null> {
  const last = await newestSnapshot(db, survey.id);
  if (!isDue(last, seqs.length)) return last ?? null;
  return inTransaction(db, async (trx) => {
    await lockSnapshots(trx, survey.id);
    const newest = await newestSnapshot(trx, survey.id);
    if (newest && !isDue(newest, seqs.length)) return newest;
    const snapshot = {
      seq: seqs.at(-1) ?? 0,
      responses: seqs.length,
      takenAt: clock.now().toISOString(),
    };
    await insertSnapshot(trx, survey.id, snapshot);
    return snapshot;
  });
}

const isDue = (last: Snapshot | undefined, responses: number): boolean =>
  last ? responses >= last.responses + snapshotStep : responses >= defaultRule.base;

/** How many of the rows, which are in order, the snapshot has. */
function rowsWithin(seqs: readonly number[], { seq }: Pick<Snapshot, 'seq'>): number {
  const beyond = seqs.findIndex((own) => own > seq);
  return beyond < 0 ? seqs.length : beyond;
}

/** Counting and gating is done once for all who look at the same rows the same way. */
function tablesOf(
  { frame, tables }: SurveyFrame,
  { by, variables, exact }: ResultsRequest,
  rows: number,
): readonly PublishableTable[] {
  const key = JSON.stringify([exact, rows, by]);
  const known = tables.get(key) ?? countedTables(frameHead(frame, rows), by, exact);
  if (tables.size >= rememberedMost) tables.clear();
  tables.set(key, known);
  if (!variables) return known;
  const wanted = new Set(variables);
  return known.filter(({ variable }) => wanted.has(variable.name));
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
