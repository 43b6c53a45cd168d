import { IconShieldHalf } from '@tabler/icons-react';
import type { Table } from '#web/workspace/analysis/result-rows.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './results.module.css';

interface HiddenNoteProps {
  readonly table: Table;
}

/** Why cells are hidden, in two sentences, and what can be done. */
export function HiddenNote({ table }: HiddenNoteProps) {
  const { t } = useLanguage();
  const hidden = table.columns
    .flatMap((column) => column.categories)
    .filter((category) => category.hidden).length;
  const few = table.columns.filter((column) => column.level && column.tooFew).length;
  if (hidden + few === 0) return null;
  return (
    <section className={css.why} aria-labelledby="why-hidden">
      <h2 id="why-hidden">
        <IconShieldHalf size={18} stroke={1.75} aria-hidden />
        {hidden > 0
          ? t('workspace.result.hidden-cells', { count: hidden })
          : t('workspace.result.few-groups', { count: few })}
      </h2>
      <p>{t(hidden > 0 ? 'workspace.result.hidden-why' : 'workspace.result.few-why')}</p>
      <p>{t('workspace.result.hidden-way-out')}</p>
    </section>
  );
}
