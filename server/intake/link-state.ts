/** Links while their group is judged, as they stand inside the transaction. */
import type { Kysely } from 'kysely';
import { isStranger, type Link } from '#core/links/link.ts';
import { hiddenEntries } from '#server/intake/client-repo.ts';
import type { IntakeWork } from '#server/intake/prepare-item.ts';
import type { CollectionPoint } from '#server/links/collection-point.ts';
import { linksByIds } from '#server/links/link-repo.ts';
import { type CodeState, codeStates } from '#server/links/one-time-code-repo.ts';
import type { Database } from '#server/store/database.ts';

export interface LinkState {
  readonly link: Link;
  readonly point: CollectionPoint;
  readonly tokenHash: string;
  /** Completed responses that this group adds. */
  added: number;
  /**
   * Completed responses that strangers were told are stored, while they are kept apart: to whoever sends, they use up the
   * quota like others, or two more responses would say whether somebody is known. Counted where there is a quota.
   */
  hidden: number;
  /** One-time codes that this group brings, by hash; those that the link does not have are absent. */
  readonly codes: Map<string, CodeState>;
  /** Hashes of codes that this group uses up. */
  readonly burnt: string[];
}

/** Where answers come without a link. */
export const standIn = (point: CollectionPoint): LinkState => ({
  link: point.link,
  point,
  tokenHash: point.tokenHash,
  added: 0,
  hidden: 0,
  codes: new Map(),
  burnt: [],
});

export async function linkStates(
  db: Kysely<Database>,
  works: readonly IntakeWork[],
): Promise<ReadonlyMap<string, LinkState>> {
  const linked = works.filter(({ point }) => !point.desk);
  const points = new Map(linked.map(({ point }) => [point.link.id, point]));
  const fresh = await linksByIds(db, [...points.keys()]);
  const states = new Map<string, LinkState>();
  for (const [id, { link, tokenHash }] of fresh) {
    const point = points.get(id);
    if (!point) continue;
    const hashes = link.oneTimeCodes
      ? codesOf(linked.filter((one) => one.point.link.id === id))
      : [];
    const codes = new Map(await codeStates(db, id, hashes));
    const hidden = link.quota !== null && isStranger(link) ? await hiddenEntries(db, link) : 0;
    states.set(id, { link, point, tokenHash, added: 0, hidden, codes, burnt: [] });
  }
  return states;
}

const codesOf = (works: readonly IntakeWork[]): readonly string[] => [
  ...new Set(
    works
      .flatMap(({ items }) => items)
      .flatMap((item) =>
        item.kind === 'kept' && typeof item.accessCode === 'object' ? [item.accessCode.hash] : [],
      ),
  ),
];
