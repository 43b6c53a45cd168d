/**
 * Imports a file of responses through the same way that answers of phones take: prepared, judged, written in groups,
 * audited. A group is stored as a whole or not at all, so a stopped import can simply be begun again.
 */
import type { Kysely } from 'kysely';
import type { PublishedVersion } from '#core/definitions/survey.ts';
import type { DataRow } from '#core/intake/data-file/data-table.ts';
import type {
  ImportProgress,
  ImportReport,
  SheetUse,
} from '#core/intake/data-file/import-report.ts';
import type { Loss, LossCode } from '#core/intake/data-file/loss.ts';
import type { ItemResult } from '#core/intake/item-result.ts';
import type { Clock, Secrets } from '#core/kernel/ports.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import type { Keys } from '#server/access/keys.ts';
import { versionsOf } from '#server/definitions/survey-repo.ts';
import { type ReadFile, surveyFile } from '#server/intake/import-file.ts';
import { foresight } from '#server/intake/import-foresight.ts';
import { FileRefusal } from '#server/intake/import-refusal.ts';
import { insertImport, updateImport } from '#server/intake/import-repo.ts';
import { rowSubmissions } from '#server/intake/import-rows.ts';
import type { ImportSource } from '#server/intake/import-source.ts';
import { groupedSubmit } from '#server/intake/intake-service.ts';
import { ownText } from '#server/intake/own-text.ts';
import { prepareDeps } from '#server/intake/prepare-deps.ts';
import { type PreparedItem, prepareItem } from '#server/intake/prepare-item.ts';
import { type CollectionPoint, type DeskPlace, deskPoint } from '#server/links/collection-point.ts';
import type { Database } from '#server/store/database.ts';
import { inTransaction } from '#server/store/transaction.ts';

export interface ImportDeps {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly keys: Keys;
}

export interface ImportRequest {
  readonly place: DeskPlace;
  /** Of the workspace; null for the command line. */
  readonly personId: string | null;
  readonly source: ImportSource;
  readonly isDryRun: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
}

const batchSize = 250;
/** Beyond these, losses are counted only. */
const mostLosses = 200_000;

/** @throws FileRefusal where the file cannot be used at all; nothing is stored then. */
export async function importResponses(
  deps: ImportDeps,
  request: ImportRequest,
): Promise<ImportReport> {
  const { place, source, signal } = request;
  const published = (await versionsOf(deps.db, place.surveyId)).toReversed();
  const current = published.filter(({ retiredAt }) => retiredAt === null);
  const versions = [...current, ...published.filter(({ retiredAt }) => retiredAt !== null)];
  const [newest] = versions;
  if (!newest) throw new FileRefusal('no-version', 'The survey has no published version.');
  const file = await surveyFile(source, versions, signal);
  const tally = newTally();
  for (const loss of columnLosses(file, file.planOf(newest).main.columns.uses)) tally.tell(loss);
  for (const loss of strangeSheets(file, newest)) tally.tell(loss);
  const rows = rowSubmissions({
    secrets: deps.secrets,
    place,
    file,
    versions,
    now: deps.clock.now(),
    tell: tally.tell,
  });
  const ledger = request.isDryRun ? undefined : await beginLedger(deps, request);
  const isStopped = await takeRows(deps, request, file, { newest, read: rows.read }, tally);
  if (!isStopped) for (const loss of file.orphans()) tally.tell(loss);
  if (ledger) await endLedger(deps, request, ledger, tally, isStopped);
  return {
    ...tally.counts,
    isDryRun: request.isDryRun,
    isStopped,
    version: newest.number,
    sheets: sheetUses(file, newest),
    losses: tally.losses,
    moreLosses: tally.more(),
  };
}

type Tally = ReturnType<typeof newTally>;

function newTally() {
  const losses: Loss[] = [];
  let more = 0;
  const seen = new Set<string>();
  const counts = {
    rows: 0,
    stored: 0,
    alreadyStored: 0,
    conflict: 0,
    quarantined: 0,
    rejected: 0,
  };
  return {
    losses,
    counts,
    more: () => more,
    /** Whether the id has come before in this file. */
    isRepeated: (id: string | null): boolean => {
      if (id === null) return false;
      const before = seen.size;
      return seen.add(ownText(id)).size === before;
    },
    tell: (loss: Loss): void => {
      if (losses.length < mostLosses) losses.push(loss);
      else more += 1;
    },
  };
}

interface Reading {
  readonly newest: PublishedVersion;
  readonly read: (row: DataRow) => Record<string, unknown>;
}

/** Takes the rows in batches. @returns whether it was stopped. */
async function takeRows(
  deps: ImportDeps,
  { place, personId, isDryRun, signal, onProgress }: ImportRequest,
  file: ReadFile,
  { newest, read }: Reading,
  tally: Tally,
): Promise<boolean> {
  const actor = personId ?? 'system';
  const point = deskPoint(place, { actor, source: 'imported' });
  const prepare = preparer(deps, point);
  const submit = isDryRun ? foresight(deps.db, point) : groupedSubmit(deps);
  const uses = file.planOf(newest).main.columns.uses;
  const headingOf = (item: string): string =>
    uses.find(({ variable }) => variable === item)?.heading ?? item;
  let batch: { readonly row: number; readonly item: PreparedItem }[] = [];
  const settle = async (): Promise<void> => {
    const results = await submit({ point, items: batch.map(({ item }) => item) });
    for (const [index, { row }] of batch.entries()) note(results[index], row, tally, headingOf);
    batch = [];
    onProgress?.({ done: tally.counts.rows, total: file.total });
    // Others wait, too.
    await new Promise((resolve) => setImmediate(resolve));
  };
  for await (const row of file.rows(tally.tell)) {
    if (signal?.aborted) return true;
    batch.push({ row: row.row, item: await prepare(read(row)) });
    if (batch.length >= batchSize) await settle();
  }
  if (signal?.aborted) return true;
  if (batch.length > 0) await settle();
  return false;
}

function preparer(deps: ImportDeps, point: CollectionPoint) {
  const preparing = prepareDeps(deps);
  return (item: Record<string, unknown>): Promise<PreparedItem> =>
    prepareItem(preparing, item, {
      point,
      receivedAt: deps.clock.now(),
      isSmall: false,
    });
}

const lossOf: Partial<Record<ItemResult['status'], LossCode>> = {
  conflict: 'response-conflict',
  quarantined: 'answers-unfit',
  rejected: 'response-unkeepable',
};

function note(
  result: ItemResult | undefined,
  row: number,
  { counts, tell, isRepeated }: Tally,
  headingOf: (item: string) => string,
): void {
  counts.rows += 1;
  if (!result) return;
  if (result.status === 'already-stored') counts.alreadyStored += 1;
  else counts[result.status] += 1;
  if (isRepeated(result.id)) tell({ row, code: 'response-repeated' });
  const isKnown = result.problem?.code === 'client-exists';
  const code = isKnown ? 'client-exists' : lossOf[result.status];
  if (!code) return;
  const errors = result.problem?.errors ?? [];
  if (errors.length === 0) tell({ row, code });
  for (const error of errors) {
    const item = (error.pointer ?? '').replace(/^\/answers\//, '').split('/')[0] ?? '';
    const column = item === '' ? {} : { column: headingOf(item) };
    tell({ row, ...column, code, params: { why: error.code } });
  }
}

const columnLosses = (file: ReadFile, uses: SheetUse['columns']): readonly Loss[] =>
  uses.flatMap(({ heading, use }, index): readonly Loss[] => {
    if (use !== 'unknown' && use !== 'repeated') return [];
    const column = heading || `(${index + 1})`;
    const place = file.sheets.length > 1 ? { sheet: file.sheets[file.mainSheet]?.name ?? '' } : {};
    return [{ ...place, column, code: use === 'unknown' ? 'column-unknown' : 'column-repeated' }];
  });

function sheetUses(file: ReadFile, newest: PublishedVersion): readonly SheetUse[] {
  const { main, repeats } = file.planOf(newest);
  const plans = [main, ...repeats.values()];
  return file.sheets.map(({ name, header }, index): SheetUse => {
    const plan = plans.find(({ sheet }) => sheet === index);
    return plan
      ? { sheet: name, table: plan.table.name, columns: plan.columns.uses }
      : { sheet: name, columns: header.map((heading) => ({ heading, use: 'unknown' })) };
  });
}

/** Sheets that nothing is read from, but for those that our own workbooks bring along. */
function strangeSheets(file: ReadFile, newest: PublishedVersion): readonly Loss[] {
  const { repeats } = file.planOf(newest);
  const inner = [...repeats.values()].flatMap(({ sheet, columns }) =>
    columns.uses.flatMap(({ heading, use }): readonly Loss[] =>
      use === 'unknown' || use === 'repeated'
        ? [
            {
              sheet: file.sheets[sheet]?.name ?? '',
              column: heading,
              code: use === 'unknown' ? 'column-unknown' : 'column-repeated',
            },
          ]
        : [],
    ),
  );
  const unused = sheetUses(file, newest)
    .filter(({ table, columns }) => table === undefined && columns.length > 0)
    .filter(({ sheet }) => sheet !== 'Codebook' && sheet !== 'About')
    .map(({ sheet }): Loss => ({ sheet, code: 'sheet-unknown' }));
  return [...inner, ...unused];
}

async function beginLedger(deps: ImportDeps, { place, personId, source }: ImportRequest) {
  const id = deps.secrets.token(9);
  await insertImport(deps.db, {
    id,
    surveyId: place.surveyId,
    personId,
    fileHash: source.hash,
    startedAt: deps.clock.now(),
  });
  return id;
}

async function endLedger(
  { db, clock }: ImportDeps,
  { place, personId }: ImportRequest,
  id: string,
  tally: Tally,
  isStopped: boolean,
): Promise<void> {
  const now = clock.now();
  const { rows, stored, alreadyStored, conflict, quarantined } = tally.counts;
  const losses = tally.losses.length + tally.more();
  await inTransaction(db, async (trx) => {
    await updateImport(trx, id, { ...tally.counts, losses }, isStopped ? null : now);
    await appendAudit(trx, place.organisationId, now, [
      {
        actor: personId ?? 'system',
        action: isStopped ? 'responses.import-stopped' : 'responses.imported',
        subject: `survey:${place.surveyId}`,
        detail: { rows, stored, alreadyStored, conflict, quarantined },
      },
    ]);
  });
}
