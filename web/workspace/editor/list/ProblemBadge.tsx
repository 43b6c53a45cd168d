import { IconAlertTriangle } from '@tabler/icons-react';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './list.module.css';

/** How many things there are to look at. */
export function ProblemBadge({ count }: { readonly count: number }) {
  const { t } = useLanguage();
  return (
    <span className={css.badge}>
      <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
      <span aria-hidden>{count}</span>
      <span className="ln-vh">{t('editor.row.problems', { count })}</span>
    </span>
  );
}
