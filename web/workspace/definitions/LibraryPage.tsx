import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { byShelf } from '#core/definitions/shelf.ts';
import type { LibraryReply } from '#core/definitions/survey-api.ts';
import { useMay } from '#web/workspace/access/use-session.ts';
import { useLibraryQuery } from '#web/workspace/api/survey-queries.ts';
import { AddSurveyDialog } from '#web/workspace/definitions/AddSurveyDialog.tsx';
import { LibraryPreview } from '#web/workspace/definitions/LibraryPreview.tsx';
import { shelfKeys } from '#web/workspace/definitions/shelf-keys.ts';
import { languageName } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { EmptyNote } from '#web/workspace/parts/Notes.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import { Page } from '#web/workspace/shell/Page.tsx';
import css from './definitions.module.css';

interface LibraryPageProps {
  readonly projectId: string;
}

/** Surveys that come with the product: all of them by the work they serve, or one to read and to take. */
export function LibraryPage({ projectId }: LibraryPageProps) {
  const { t } = useLanguage();
  const query = useLibraryQuery();
  const [search] = useSearchParams();
  const [adding, setAdding] = useState<string | null>(null);
  const mayAdd = useMay('survey.write');
  return (
    <Page name={t('workspace.nav.library')} crumb={t('workspace.nav.library')}>
      <QueryView query={query}>
        {(entries) => {
          const read = entries.find(({ name }) => name === search.get('survey'));
          if (read) {
            const take = mayAdd && (
              <Button onClick={() => setAdding(`${read.name}@${read.version}`)}>
                {t('workspace.library.take')}
              </Button>
            );
            return <LibraryPreview entry={read} key={read.name} action={take} />;
          }
          return entries.length === 0 ? (
            <EmptyNote title={t('workspace.library.none')} />
          ) : (
            <LibraryShelves entries={entries} />
          );
        }}
      </QueryView>
      {adding && (
        <AddSurveyDialog projectId={projectId} chosen={adding} onClose={() => setAdding(null)} />
      )}
    </Page>
  );
}

function LibraryShelves({ entries }: { readonly entries: readonly LibraryReply[] }) {
  const { t } = useLanguage();
  return (
    <>
      <h1>{t('workspace.library.title')}</h1>
      <p className={css.lead}>{t('workspace.library.lead')}</p>
      {byShelf(entries).map(({ shelf, entries: on }) => (
        <section key={shelf} className={css.shelf}>
          <h2>{t(shelfKeys[shelf])}</h2>
          <ul className={css.surveys}>
            {on.map((entry) => (
              <LibraryRow key={entry.name} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function LibraryRow({ entry }: { readonly entry: LibraryReply }) {
  const { t } = useLanguage();
  return (
    <li>
      <div className={css.surveyMain}>
        <h3>
          <Link href={`?survey=${entry.name}`}>
            <SurveyText text={entry.title} fallback={entry.name} />
          </Link>
        </h3>
        <p className={css.purpose}>
          <SurveyText text={entry.purpose} />
        </p>
        <p className={css.facts}>
          {t('workspace.survey.facts', { items: entry.items, minutes: entry.minutes })}
          {' · '}
          {entry.languages.map(languageName).join(', ')}
        </p>
      </div>
    </li>
  );
}
