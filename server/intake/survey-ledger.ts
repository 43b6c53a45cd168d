/**
 * What a group's transaction knows of one survey while it judges, and the rows that it is going to write. Made anew
 * for each attempt of a transaction; it changes as items are judged.
 */
import type { Insertable, Kysely } from 'kysely';
import type { AuditEntry } from '#core/access/audit-entry.ts';
import { emptyHolding, type Holding } from '#core/intake/judge.ts';
import { type KnownClient, knownClients } from '#server/intake/client-repo.ts';
import { type HeldContent, heldContents, lockSurveyIntake } from '#server/intake/intake-repo.ts';
import type {
  AnonymousResponseTable,
  ConflictTable,
  QuarantineTable,
  ResponseTable,
} from '#server/intake/intake-tables.ts';
import type { IntakeWork } from '#server/intake/prepare-item.ts';
import type { CollectionPoint } from '#server/links/collection-point.ts';
import type { Database } from '#server/store/database.ts';

export interface SurveyLedger {
  readonly point: CollectionPoint;
  /** The last seq given out. */
  seq: number;
  readonly holdings: Map<string, Holding>;
  /** Rows found in the storage, by id and content hash. */
  readonly held: ReadonlyMap<string, HeldContent>;
  /** Site ids of the project by code, as far as answers name them. */
  readonly siteIds: ReadonlyMap<string, string>;
  readonly responses: Insertable<ResponseTable>[];
  readonly anonymous: Insertable<AnonymousResponseTable>[];
  readonly quarantined: Insertable<QuarantineTable>[];
  readonly conflicts: Insertable<ConflictTable>[];
  readonly audit: AuditEntry[];
}

export const heldKey = (id: string, contentHash: string): string => `${id} ${contentHash}`;

/** Locks the intake of the group's surveys, always in the same order, and reads what they hold of its items. */
export async function openLedgers(
  db: Kysely<Database>,
  works: readonly IntakeWork[],
): Promise<{
  readonly ledgers: ReadonlyMap<string, SurveyLedger>;
  /** People of the group's items who have been entered before. */
  readonly clients: KnownClient[];
}> {
  const points = new Map(works.map(({ point }) => [point.link.surveyId, point]));
  const ledgers = new Map<string, SurveyLedger>();
  for (const surveyId of [...points.keys()].sort()) {
    const point = points.get(surveyId);
    if (!point) continue;
    const items = works
      .filter((work) => work.point.link.surveyId === surveyId)
      .flatMap((work) => work.items)
      .filter((item) => item.kind === 'kept');
    const seq = await lockSurveyIntake(db, surveyId);
    const held = await heldContents(db, surveyId, [...new Set(items.map((item) => item.id))]);
    const codes = new Set(items.flatMap((item) => item.siteCode ?? []));
    ledgers.set(surveyId, {
      point,
      seq,
      holdings: toHoldings(held),
      held: new Map(held.map((one) => [heldKey(one.id, one.contentHash), one])),
      siteIds: await siteIdsByCode(db, point.projectId, [...codes]),
      responses: [],
      anonymous: [],
      quarantined: [],
      conflicts: [],
      audit: [],
    });
  }
  const indexes = works
    .flatMap((work) => work.items)
    .flatMap((item) => (item.kind === 'kept' && item.client?.unique ? item.client : []))
    .flatMap(({ index }) => index ?? []);
  return { ledgers, clients: [...(await knownClients(db, indexes))] };
}

export function toHoldings(held: readonly HeldContent[]): Map<string, Holding> {
  const holdings = new Map<string, Holding>();
  for (const { id, contentHash, status, reason } of held) {
    const holding = holdings.get(id) ?? emptyHolding();
    holdings.set(id, holding);
    if (status === 'stored') holding.stored = contentHash;
    if (status === 'conflict') holding.conflicts.add(contentHash);
    if (status === 'quarantined') holding.quarantined.add(contentHash);
    if (reason === 'client-exists') holding.hidden ??= contentHash;
  }
  return holdings;
}

export async function siteIdsByCode(
  db: Kysely<Database>,
  projectId: string,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await db
    .selectFrom('site')
    .select(['code', 'id'])
    .where('project_id', '=', projectId)
    .where('code', 'in', codes)
    .execute();
  return new Map(rows.map((row) => [row.code, row.id]));
}
