import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { poolCodebooks } from '#core/analysis/pool.ts';
import { codebook } from '#core/definitions/codebook.ts';
import type { Definition } from '#core/definitions/definition.ts';
import type { Variable, VariableType } from '#core/definitions/variable.ts';
import { useSurveyQuery, versionQuery } from '#web/workspace/api/survey-queries.ts';
import { classOptions, measureOptions } from '#web/workspace/editor/card/meaning-words.ts';
import { useEditor, useLanguages, useSettled } from '#web/workspace/editor/use-editor.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { ScrollBox } from '#web/workspace/parts/ScrollBox.tsx';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import table from '#web/workspace/styles/table.module.css';
import css from './codebook.module.css';
import tabs from './tabs.module.css';

const typeKeys: Readonly<Record<VariableType, WorkspaceKey>> = {
  choice: 'tools.codebook.choice',
  multi: 'tools.codebook.multi',
  rank: 'tools.codebook.rank',
  number: 'tools.codebook.number',
  date: 'tools.codebook.date',
  boolean: 'tools.codebook.boolean',
  text: 'tools.codebook.text',
};

/** What analysis will see once the draft is published: its variables, pooled with those of earlier versions. */
export function CodebookTab() {
  const { t } = useLanguage();
  const { variables, conflicts, gone } = usePooledCodebook();
  return (
    <>
      <p className={tabs.lead}>{t('tools.codebook.lead', { n: variables.length })}</p>
      {conflicts.map(({ name, separateName, version }) => (
        <Note key={`${name} ${version}`} tone="attention">
          {t('tools.codebook.conflict', { name, version, other: separateName })}
        </Note>
      ))}
      <ScrollBox label={t('tools.codebook.table')}>
        <table className={table.table}>
          <caption className="ln-vh">{t('tools.codebook.table')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('tools.codebook.variable')}</th>
              <th scope="col">{t('tools.codebook.label')}</th>
              <th scope="col">{t('tools.codebook.answers')}</th>
              <th scope="col">{t('tools.codebook.meaning')}</th>
            </tr>
          </thead>
          <tbody>
            {variables.map((variable) => (
              <VariableRow
                key={variable.name}
                variable={variable}
                isGone={gone.has(variable.name)}
              />
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}

/** Earlier versions arrive one by one; until then the draft stands alone. */
function usePooledCodebook() {
  const { surveyName } = useEditor();
  const settled = useSettled();
  const survey = useSurveyQuery(surveyName);
  const numbers = survey.data?.versions.map(({ number }) => number) ?? [];
  const published = useQueries({
    queries: numbers.map((number) => versionQuery(surveyName, number)),
    combine: (results) => results.flatMap(({ data }) => (data ? [data] : [])),
  });
  return useMemo(() => {
    const draft = { number: Number.POSITIVE_INFINITY, hash: 'draft', variables: codebook(settled) };
    const versions = published.map(({ number, hash, definition }) => ({
      number,
      hash,
      // as: what was published has passed the publish gate.
      variables: codebook(definition as unknown as Definition),
    }));
    const { variables, conflicts } = poolCodebooks([...versions, draft]);
    const own = new Set(draft.variables.map(({ name }) => name));
    const gone = new Set(variables.map(({ name }) => name).filter((name) => !own.has(name)));
    return { variables, conflicts, gone };
  }, [settled, published]);
}

interface VariableRowProps {
  readonly variable: Variable;
  /** Only earlier versions have it. */
  readonly isGone: boolean;
}

function VariableRow({ variable, isGone }: VariableRowProps) {
  const { t } = useLanguage();
  const { source } = useLanguages();
  const categories = variable.categories ?? [];
  const words = [
    classOptions(t).find(({ value }) => value === variable.class)?.label,
    measureOptions(t).find(({ value }) => value === variable.measure)?.label,
  ].filter((word) => word !== undefined);
  return (
    <tr {...(isGone && { 'data-off': true })}>
      <th scope="row">
        <code className={css.name}>{variable.name}</code>
        {isGone && <span className={table.under}>{t('tools.codebook.earlier')}</span>}
      </th>
      <td className={css.label}>
        <SurveyText text={variable.label} language={source} fallback={variable.name} />
      </td>
      <td className={css.kind}>
        {t(typeKeys[variable.type])}
        {categories.length > 0 && (
          <details className={css.codes}>
            <summary>{t('tools.codebook.codes', { n: categories.length })}</summary>
            <ul>
              {categories.map(({ value, label }) => (
                <li key={String(value)}>
                  <code>{String(value)}</code>{' '}
                  <SurveyText text={label} language={source} fallback={String(value)} />
                </li>
              ))}
            </ul>
          </details>
        )}
      </td>
      <td>{words.join(' · ')}</td>
    </tr>
  );
}
