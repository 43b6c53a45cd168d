import type { FieldWork } from '#core/register/field-api.ts';
import { formatMonthDay } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { mostBars } from '#web/workspace/today/DayBars.tsx';
import { PaceTable } from '#web/workspace/today/PaceTable.tsx';
import { ResponseRates } from '#web/workspace/today/ResponseRates.tsx';
import { useLineNames } from '#web/workspace/today/use-line-names.ts';
import css from './today.module.css';

interface FieldTablesProps {
  readonly work: FieldWork;
  readonly survey: string;
}

/** Sites, links and quota cells side by side in the same columns; what their marks mean stands under them. */
export function FieldTables({ work, survey }: FieldTablesProps) {
  const { t, language } = useLanguage();
  const nameOf = useLineNames(work, survey);
  const { sites, links, cells, days } = work;
  const lines = [...sites, ...links, ...cells];
  if (lines.length === 0) return null;
  const people = links.every(({ purpose }) => purpose === 'collector');
  const shown = days.slice(-mostBars);
  const [from, to] = [shown[0]?.day, shown.at(-1)?.day];
  return (
    <>
      {sites.length > 0 && <PaceTable caption={t('field.by-site')} lines={sites} nameOf={nameOf} />}
      {links.length > 0 && (
        <PaceTable
          caption={t(people ? 'field.by-collector' : 'field.by-link')}
          lines={links}
          nameOf={nameOf}
        />
      )}
      {cells.length > 0 && <PaceTable caption={t('field.by-cell')} lines={cells} nameOf={nameOf} />}
      <p className={css.legend}>
        {lines.some(({ expected }) => expected !== undefined) && `${t('field.legend.tick')} `}
        {from &&
          to &&
          t('field.legend.days', {
            from: formatMonthDay(language, from),
            to: formatMonthDay(language, to),
          })}
      </p>
      <ResponseRates lines={sites} counts={work.counts} />
    </>
  );
}
