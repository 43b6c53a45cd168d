/**
 * A file of what this phone still holds of one link, for a coordinator to take in by hand. It says nothing of the link's
 * token, and whatever can be sealed is. Ids are the responses' own: taken in twice, or sent as well, they count once.
 */
import { type Sealer, sealedOrPlain } from './finished-row.ts';
import type { LinkRow, OutboxRow } from './rows.ts';
import type { SubmissionItem } from './wire.ts';

export interface UnsentFile {
  readonly format: 'lang-nghe-unsent';
  readonly version: 1;
  readonly linkId: string;
  readonly savedAt: string;
  readonly responses: readonly SubmissionItem[];
}

export async function unsentFile(
  link: Pick<LinkRow, 'id' | 'sealTo'>,
  rows: readonly OutboxRow[],
  ports: { readonly sealer: Sealer; readonly now: Date },
): Promise<UnsentFile> {
  const responses = await Promise.all(rows.map(({ item }) => sealedItem(item, link, ports.sealer)));
  return {
    format: 'lang-nghe-unsent',
    version: 1,
    linkId: link.id,
    savedAt: ports.now.toISOString(),
    responses,
  };
}

async function sealedItem(
  item: SubmissionItem,
  link: Pick<LinkRow, 'sealTo'>,
  sealer: Sealer,
): Promise<SubmissionItem> {
  if ('sealed' in item) return item;
  const { answers, ...envelope } = item;
  const { id, definitionHash } = envelope;
  const content = await sealedOrPlain({ id, definitionHash, answers }, link.sealTo, sealer);
  return { ...envelope, ...content };
}

/** Like `phieu-2026-11-22-1034.json`: says when, not what about. */
export function unsentFileName(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-');
  return `phieu-${day}-${two(now.getHours())}${two(now.getMinutes())}.json`;
}

/** Hands the file to the browser, which saves it where downloads go. */
export function saveFile(name: string, content: unknown): void {
  const blob = new Blob([JSON.stringify(content)], { type: 'application/json' });
  const address = URL.createObjectURL(blob);
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  // The download reads the address after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
