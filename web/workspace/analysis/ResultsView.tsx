import { Switch } from '@mantine/core';
import { Link, useLocation, useSearchParams } from 'wouter';
import type { ResultsReply } from '#core/analysis/results-api.ts';
import type { SurveyDetail } from '#core/definitions/survey-api.ts';
import { useMay } from '#web/workspace/access/use-session.ts';
import { CompareBy } from '#web/workspace/analysis/CompareBy.tsx';
import { HiddenNote } from '#web/workspace/analysis/HiddenNote.tsx';
import { ItemNav } from '#web/workspace/analysis/ItemNav.tsx';
import { ResultSheet } from '#web/workspace/analysis/ResultSheet.tsx';
import { formatDate, formatNumber } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { CopyText } from '#web/workspace/parts/CopyText.tsx';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { useKeys } from '#web/workspace/shell/use-keys.ts';
import { useTimeZone } from '#web/workspace/shell/use-time-zone.ts';
import css from './results.module.css';

interface ResultsViewProps {
  readonly survey: SurveyDetail;
  readonly reply: ResultsReply;
  readonly by: string | null;
  readonly exact: boolean;
}

/** Three panes: the items, the sheet of one, and what it can be compared by. */
export function ResultsView({ survey, reply, by, exact }: ResultsViewProps) {
  const { t, language } = useLanguage();
  const timeZone = useTimeZone();
  const [location] = useLocation();
  const [search, setSearch] = useSearchParams();
  const mayExact = useMay('result.read-exact');
  const { tables } = reply;
  const found = tables.findIndex(({ variable }) => variable.name === search.get('item'));
  const first = tables.findIndex(({ variable }) => variable.role !== 'consent');
  const index = found >= 0 ? found : Math.max(0, first);
  const table = tables[index];
  const previous = tables[index - 1]?.variable.name;
  const next = tables[index + 1]?.variable.name;

  const change = (name: string, value: string | null) =>
    setSearch(
      (params) => {
        if (value === null) params.delete(name);
        else params.set(name, value);
        return params;
      },
      { replace: true },
    );
  const addressOf = (item: string) => {
    const params = new URLSearchParams(search);
    params.set('item', item);
    return `${location}?${params}`;
  };
  useKeys({
    j: () => next && change('item', next),
    k: () => previous && change('item', previous),
  });

  if (!table) return null;
  return (
    <div className={css.panes}>
      <ItemNav tables={tables} current={table.variable.name} addressOf={addressOf} />
      <div className={css.middle}>
        <p className={css.steps}>
          {previous && (
            <Link href={addressOf(previous)} replace>
              {t('workspace.result.previous')}
            </Link>
          )}
          {next && (
            <Link href={addressOf(next)} replace>
              {t('workspace.result.next')}
            </Link>
          )}
        </p>
        {exact && (
          <Note tone="attention" role="status">
            {t('workspace.result.exact-warning')}
          </Note>
        )}
        <ResultSheet key={table.variable.name} table={table} number={index + 1} />
      </div>
      <aside className={css.side} aria-label={t('workspace.result.side')}>
        <CompareBy survey={survey} by={by} onChoose={(value) => change('by', value)} />
        <HiddenNote table={table} />
        {mayExact && (
          <Switch
            label={t('workspace.result.exact')}
            description={t('workspace.result.exact-hint')}
            checked={exact}
            onChange={({ currentTarget }) => change('exact', currentTarget.checked ? '1' : null)}
          />
        )}
        <p className={css.asOf}>
          {reply.rows !== null &&
            `${t('workspace.result.rows', { count: formatNumber(language, reply.rows) })} `}
          {t('workspace.result.as-of', { date: formatDate(language, reply.asOf, timeZone) })}
        </p>
        <CopyText
          variant="subtle"
          size="compact-sm"
          value={window.location.href}
          label={t('workspace.result.copy-address')}
        />
      </aside>
    </div>
  );
}
