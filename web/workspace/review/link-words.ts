import type { ReviewRow } from '#core/intake/review-api.ts';
import { purposes } from '#core/links/link.ts';
import type { WorkspaceMessages } from '#web/workspace/language/workspace-messages.ts';
import { purposeKeys } from '#web/workspace/links/purpose-words.ts';

/** Through whom it came: who holds the link, else what it is for; or the desk that brought it in. */
export function linkWords(
  t: WorkspaceMessages,
  { link, source }: Pick<ReviewRow, 'link' | 'source'>,
): string {
  if (link?.holder) return link.holder;
  const purpose = purposes.find((one) => one === link?.purpose);
  if (purpose) return t(purposeKeys[purpose]);
  if (source === 'typed') return t('review.source.typed');
  return source === 'imported' ? t('review.source.imported') : t('review.source.unknown');
}
