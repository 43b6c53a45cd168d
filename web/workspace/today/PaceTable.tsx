import { Button } from '@mantine/core';
import { useState } from 'react';
import type { FieldLine } from '#core/register/field-api.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import table from '#web/workspace/styles/table.module.css';
import { mostBars } from '#web/workspace/today/DayBars.tsx';
import { PaceRow } from '#web/workspace/today/PaceRow.tsx';
import type { LineName } from '#web/workspace/today/use-line-names.ts';
import css from './today.module.css';

interface PaceTableProps {
  readonly caption: string;
  readonly lines: readonly FieldLine[];
  readonly nameOf: (line: FieldLine) => LineName;
}

/** More lines than this are folded until somebody asks; on paper all are there. */
const mostShown = 15;

/** Sites, links or quota cells: each with what it has of what is wanted, and how far behind it is. */
export function PaceTable({ caption, lines, nameOf }: PaceTableProps) {
  const { t } = useLanguage();
  const [showAll, setShowAll] = useState(false);
  const most = Math.max(1, ...lines.map(({ received }) => received));
  const mostInDay = Math.max(1, ...lines.flatMap(({ days }) => days.slice(-mostBars)));
  const folded = !showAll && lines.length > mostShown;
  return (
    <>
      <table className={`${table.table} ${css.pace}`}>
        <caption>{caption}</caption>
        <Head />
        <tbody>
          {lines.map((line, index) => (
            <PaceRow
              key={line.id}
              line={line}
              name={nameOf(line)}
              most={most}
              mostInDay={mostInDay}
              folded={folded && index >= mostShown}
            />
          ))}
        </tbody>
      </table>
      {folded && (
        <Button
          variant="subtle"
          size="compact-sm"
          className={css.unfold ?? ''}
          onClick={() => setShowAll(true)}
        >
          {t('field.line.all', { count: lines.length })}
        </Button>
      )}
    </>
  );
}

/** The columns: drawn by their shapes, named for those who do not see them. */
function Head() {
  const { t } = useLanguage();
  return (
    <>
      <colgroup>
        <col className={css.nameColumn} />
        <col />
        <col className={css.countColumn} />
        <col className={css.daysColumn} />
        <col className={css.gapColumn} />
      </colgroup>
      <thead className="ln-vh">
        <tr>
          <th scope="col">{t('field.line.name')}</th>
          <th scope="col">{t('field.line.pace')}</th>
          <th scope="col">{t('field.line.received')}</th>
          <th scope="col">{t('field.line.days')}</th>
          <th scope="col">{t('field.line.gap')}</th>
        </tr>
      </thead>
    </>
  );
}
