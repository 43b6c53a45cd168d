import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { LibraryReply } from '#core/definitions/survey-api.ts';
import { useMay } from '#web/workspace/access/use-session.ts';
import { useLibraryDefinitionQuery, useLibraryQuery } from '#web/workspace/api/survey-queries.ts';
import { AddSurveyDialog } from '#web/workspace/definitions/AddSurveyDialog.tsx';
import { ItemOutline } from '#web/workspace/definitions/ItemOutline.tsx';
import { outlineOf } from '#web/workspace/definitions/outline.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { LanguageOptions } from '#web/workspace/parts/LanguageOptions.tsx';
import { EmptyNote } from '#web/workspace/parts/Notes.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import { Page } from '#web/workspace/shell/Page.tsx';
import css from './definitions.module.css';

interface LibraryPageProps {
  readonly projectId: string;
}

/** Surveys that come with the product, to read and to take. */
export function LibraryPage({ projectId }: LibraryPageProps) {
  const { t } = useLanguage();
  const query = useLibraryQuery();
  const [search, setSearch] = useSearchParams();
  const [adding, setAdding] = useState<string | null>(null);
  const mayAdd = useMay('survey.write');
  return (
    <Page name={t('workspace.nav.library')} crumb={t('workspace.nav.library')}>
      <QueryView query={query}>
        {(entries) => {
          const shown = entries.find(({ name }) => name === search.get('survey')) ?? entries[0];
          if (!shown) return <EmptyNote title={t('workspace.library.none')} />;
          return (
            <>
              <h1>{t('workspace.library.title')}</h1>
              <p className={css.lead}>{t('workspace.library.lead')}</p>
              <ul className={css.library}>
                {entries.map((entry) => (
                  <li key={entry.name} data-on={entry === shown || undefined}>
                    <button
                      type="button"
                      aria-pressed={entry === shown}
                      onClick={() => setSearch({ survey: entry.name })}
                    >
                      <SurveyText text={entry.title} fallback={entry.name} />
                      <span className={css.facts}>
                        {t('workspace.survey.facts', {
                          items: entry.items,
                          minutes: entry.minutes,
                        })}
                      </span>
                    </button>
                    {mayAdd && (
                      <Button
                        variant="default"
                        size="sm"
                        onClick={() => setAdding(`${entry.name}@${entry.version}`)}
                      >
                        {t('workspace.library.take')}
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
              <LibraryPreview entry={shown} key={shown.name} />
            </>
          );
        }}
      </QueryView>
      {adding && (
        <AddSurveyDialog projectId={projectId} chosen={adding} onClose={() => setAdding(null)} />
      )}
    </Page>
  );
}

function LibraryPreview({ entry }: { readonly entry: LibraryReply }) {
  const { t, language } = useLanguage();
  const query = useLibraryDefinitionQuery(entry.name, entry.version);
  const [reading, setReading] = useState<string>(
    entry.languages.includes(language) ? language : (entry.languages[0] ?? language),
  );
  return (
    <section>
      <div className={css.controls}>
        <h2>
          <SurveyText text={entry.title} fallback={entry.name} />
        </h2>
        <NativeSelect
          aria-label={t('workspace.survey.read-in')}
          value={reading}
          onChange={({ currentTarget }) => setReading(currentTarget.value)}
        >
          <LanguageOptions languages={entry.languages} />
        </NativeSelect>
      </div>
      <QueryView query={query}>
        {({ definition }) => <ItemOutline pages={outlineOf(definition) ?? []} language={reading} />}
      </QueryView>
    </section>
  );
}
