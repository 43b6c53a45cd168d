import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './results.module.css';

interface HiddenCellProps {
  /** Hidden to protect people; otherwise there is no such number. */
  readonly hidden: boolean;
  readonly wide?: boolean;
}

export function HiddenCell({ hidden, wide = false }: HiddenCellProps) {
  const { t } = useLanguage();
  if (!hidden) return <span className={css.none}>–</span>;
  return (
    <span className={css.hidden} data-wide={wide || undefined}>
      {t('workspace.result.hidden')}
    </span>
  );
}
