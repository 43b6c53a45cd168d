import type { Kysely } from 'kysely';
import type { Secrets } from '#core/kernel/ports.ts';
import type { Keys } from '#server/access/keys.ts';
import { compiledVersions } from '#server/intake/compiled-versions.ts';
import { sealedOpener } from '#server/intake/open-sealed.ts';
import type { PrepareDeps } from '#server/intake/prepare-item.ts';
import type { Database } from '#server/store/database.ts';

/** What preparing items needs; it remembers versions and keys, so keep it where many are prepared. */
export const prepareDeps = ({
  db,
  secrets,
  keys,
}: {
  readonly db: Kysely<Database>;
  readonly secrets: Secrets;
  readonly keys: Keys;
}): PrepareDeps => ({
  secrets,
  keys,
  versions: compiledVersions(db),
  openSealed: sealedOpener(db, keys),
});
