import { columnPrecision, type Table } from '#web/workspace/analysis/result-rows.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Rich } from '#web/workspace/parts/Rich.tsx';
import css from './results.module.css';

interface BaseNoteProps {
  readonly table: Table;
}

/** What the figures stand on: how many answered, who skipped, what must not be read into it. */
export function BaseNote({ table }: BaseNoteProps) {
  const { t } = useLanguage();
  const all = table.columns[0];
  if (all?.answered == null) return null;
  const { asked, answered, missing } = all;
  const precision = columnPrecision(all, table.mode === 'exact');
  const notAsked = asked !== null && table.rows !== null ? table.rows - asked : 0;
  const { multi, type } = table.variable;
  const several = multi && !table.by;
  return (
    <p className={css.note}>
      <Rich message="workspace.result.base" values={{ count: answered }} />{' '}
      {missing !== null && missing > 0 && `${t('workspace.result.missing', { count: missing })} `}
      {notAsked > 0 && `${t('workspace.result.not-asked', { count: notAsked })} `}
      {several && `${t('workspace.result.several')} `}
      {type === 'rank' && `${t('workspace.result.ranked')} `}
      {precision === 'whole' && `${t('workspace.result.rough')} `}
      {precision === 'counts' && `${t('workspace.result.counts-only')} `}
      {precision === 'tenths' && !table.by && !all.numeric && `${t('workspace.result.tiers')} `}
      {table.by && t('workspace.result.column-percent')} {t('workspace.result.answered-only')}
    </p>
  );
}
