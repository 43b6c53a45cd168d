import { useRef } from 'react';
import { BaseNote } from '#web/workspace/analysis/BaseNote.tsx';
import { CopyTable } from '#web/workspace/analysis/CopyTable.tsx';
import { CrossTable } from '#web/workspace/analysis/CrossTable.tsx';
import { NumberTable } from '#web/workspace/analysis/NumberTable.tsx';
import { columnPrecision, type Table } from '#web/workspace/analysis/result-rows.ts';
import { resultSentence } from '#web/workspace/analysis/result-sentence.ts';
import { ShareTable } from '#web/workspace/analysis/ShareTable.tsx';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { EmptyNote, Note } from '#web/workspace/parts/Notes.tsx';
import { Rich } from '#web/workspace/parts/Rich.tsx';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import css from './results.module.css';

interface ResultSheetProps {
  readonly table: Table;
  /** Place among all items, from 1. */
  readonly number: number;
}

const kinds: Readonly<Record<Table['variable']['type'], WorkspaceKey>> = {
  choice: 'workspace.result.kind-one',
  multi: 'workspace.result.kind-several',
  rank: 'workspace.result.kind-rank',
  number: 'workspace.result.kind-number',
  date: 'workspace.result.kind-date',
  boolean: 'workspace.result.kind-yes-no',
  text: 'workspace.result.kind-text',
};

/** One item: its question, the finding in a sentence, the figures, what they stand on. */
export function ResultSheet({ table, number }: ResultSheetProps) {
  const { t, language } = useLanguage();
  const sheet = useRef<HTMLElement>(null);
  const { variable, by } = table;
  const all = table.columns[0];
  const few = !all || columnPrecision(all, table.mode === 'exact') === 'nothing';
  const countWords = (count: number) => t('workspace.result.count', { count });
  const sentence = by ? null : resultSentence(table, language, countWords);
  const nothingToCompare = by !== null && table.columns.slice(1).every(({ tooFew }) => tooFew);
  return (
    <article className={css.sheet} ref={sheet}>
      <p className={css.kind}>
        {t('workspace.result.item', { number })}, {t(kinds[variable.type])}
      </p>
      <h1>
        <SurveyText text={variable.label} fallback={variable.name} />
      </h1>
      {sentence && (
        <p className={css.sentence}>
          <Rich message={sentence.message} values={sentence.values} />
        </p>
      )}
      {by && !few && (
        <p className={css.sentence}>
          {t('workspace.result.by')}{' '}
          <SurveyText text={by.shortLabel ?? by.label} fallback={by.name} />
        </p>
      )}
      {few ? (
        <EmptyNote title={t('workspace.result.item-few')}>
          {t('workspace.result.item-few-why')}
        </EmptyNote>
      ) : (
        <>
          {nothingToCompare && <Note>{t('workspace.result.groups-few')}</Note>}
          <div className={css.figures}>
            {all.numeric ? (
              <NumberTable result={table} />
            ) : by && !nothingToCompare ? (
              <CrossTable table={table} />
            ) : (
              <ShareTable table={table} />
            )}
          </div>
          <BaseNote table={table} />
          <CopyTable sheet={sheet} />
        </>
      )}
    </article>
  );
}
