import { IconAlertTriangle } from '@tabler/icons-react';
import type { ResponseDetail } from '#core/intake/review-api.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { flagReasons, isFlagCode } from '#web/workspace/review/review-words.ts';

/** What is to be looked at in the response as a whole; what is about one item stands there. */
export function WholeFlags({ detail }: { readonly detail: ResponseDetail }) {
  const { t } = useLanguage();
  const whole = new Set(
    detail.flags.flatMap(({ code, pointer }) => (pointer === undefined ? [code] : [])),
  );
  const atItems = detail.flags.filter(({ pointer }) => pointer !== undefined).length;
  const reasons = [...whole].filter(isFlagCode);
  if (reasons.length === 0 && atItems === 0) return null;
  return (
    <Note icon={IconAlertTriangle} tone="attention">
      {reasons.map((code) => (
        <p key={code}>{t(flagReasons[code])}</p>
      ))}
      {atItems > 0 && <p>{t('review.why.at-items', { count: atItems })}</p>}
    </Note>
  );
}
