import { IconAlertTriangle } from '@tabler/icons-react';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { flagKeys, isFlagCode } from '#web/workspace/review/review-words.ts';
import css from './review.module.css';

/** What a person should look at, in words. */
export function FlagChips({ flags }: { readonly flags: readonly string[] }) {
  const { t } = useLanguage();
  const known = flags.filter(isFlagCode);
  if (known.length === 0) return null;
  return (
    <span className={css.flags}>
      <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
      <span>{known.map((code) => t(flagKeys[code])).join(' · ')}</span>
    </span>
  );
}
