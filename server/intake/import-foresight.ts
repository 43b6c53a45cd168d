/** What would become of a file's rows, without storing any. */
import type { Kysely } from 'kysely';
import type { ItemResult } from '#core/intake/item-result.ts';
import { emptyHolding, type Holding, judge, remember } from '#core/intake/judge.ts';
import { isEntered, type KnownClient, knownClients } from '#server/intake/client-repo.ts';
import { enteringOf } from '#server/intake/enter-item.ts';
import { heldContents } from '#server/intake/intake-repo.ts';
import type { Submit } from '#server/intake/intake-service.ts';
import { standIn } from '#server/intake/link-state.ts';
import type { KeptItem, Refusal } from '#server/intake/prepare-item.ts';
import { siteIdsByCode, toHoldings } from '#server/intake/survey-ledger.ts';
import type { CollectionPoint } from '#server/links/collection-point.ts';
import type { Database } from '#server/store/database.ts';

/** Remembers what earlier batches of the file would have stored. */
export function foresight(db: Kysely<Database>, point: CollectionPoint): Submit {
  const holdings = new Map<string, Holding>();
  const clients: KnownClient[] = [];
  const asked = new Set<string>();
  const lookUp = async (kept: readonly KeptItem[]): Promise<void> => {
    const ids = [...new Set(kept.map(({ id }) => id))].filter((id) => !holdings.has(id));
    for (const id of ids) holdings.set(id, emptyHolding());
    const held = toHoldings(await heldContents(db, point.link.surveyId, ids));
    for (const [id, holding] of held) holdings.set(id, holding);
    const indexes = kept.flatMap(({ client }) => (client?.unique ? (client.index ?? []) : []));
    const unasked = [...new Set(indexes)].filter((index) => !asked.has(index));
    for (const index of unasked) asked.add(index);
    clients.push(...(await knownClients(db, unasked)));
  };
  return async ({ items }) => {
    const kept = items.filter((item) => item.kind === 'kept');
    await lookUp(kept);
    const codes = new Set(kept.flatMap(({ siteCode }) => siteCode ?? []));
    const siteIds = await siteIdsByCode(db, point.projectId, [...codes]);
    const desk = { point, state: standIn(point), ledger: { siteIds } };
    return items.map((item): ItemResult => {
      if (item.kind === 'rejected') return { id: item.sentId, status: 'rejected' };
      const holding = holdings.get(item.id) ?? emptyHolding();
      const entering = enteringOf(item, desk);
      const isKnown = entering !== undefined && isEntered(entering, clients);
      const refusal = item.refusal ?? (isKnown ? known : undefined);
      const judgement = judge(holding, item, refusal === undefined);
      remember(holding, item.contentHash, judgement);
      if (judgement.status === 'stored' && entering) clients.push(entering);
      return resultOf(item, judgement.status, refusal);
    });
  };
}

const known: Refusal = { code: 'client-exists', errors: [] };

function resultOf(
  { sentId: id }: KeptItem,
  status: ItemResult['status'],
  refusal: Refusal | undefined,
): ItemResult {
  const { code = 'answers-unfit', errors = [] } = refusal ?? {};
  const problem = { type: '', title: '', code, errors };
  return { id, status, ...(status === 'quarantined' ? { problem } : {}) };
}
