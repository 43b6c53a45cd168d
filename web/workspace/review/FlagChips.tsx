import { IconAlertTriangle } from '@tabler/icons-react';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { StatusChip } from '#web/workspace/parts/StatusChip.tsx';
import { flagKeys, isFlagCode } from '#web/workspace/review/review-words.ts';
import css from './review.module.css';

/** What a person should look at, in words. */
export function FlagChips({ flags }: { readonly flags: readonly string[] }) {
  const { t } = useLanguage();
  const known = flags.filter(isFlagCode);
  if (known.length === 0) return null;
  return (
    <ul className={css.chips}>
      {known.map((code) => (
        <li key={code}>
          <StatusChip icon={IconAlertTriangle} tone="attention">
            {t(flagKeys[code])}
          </StatusChip>
        </li>
      ))}
    </ul>
  );
}
