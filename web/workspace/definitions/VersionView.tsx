import { useDraftQuery, useVersionQuery } from '#web/workspace/api/survey-queries.ts';
import { ItemOutline } from '#web/workspace/definitions/ItemOutline.tsx';
import { outlineOf } from '#web/workspace/definitions/outline.ts';
import { ProblemList } from '#web/workspace/definitions/ProblemList.tsx';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import css from './definitions.module.css';

interface VersionViewProps {
  readonly name: string;
  /** A number, or `draft`. */
  readonly version: string;
  readonly language: string;
  /** Takes somebody who may change the draft to the place of a problem. */
  readonly onMend?: (path: string) => void;
}

export function VersionView({ version, ...view }: VersionViewProps) {
  const { name, language } = view;
  return version === 'draft' ? (
    <DraftView {...view} />
  ) : (
    <PublishedView name={name} number={Number(version)} language={language} />
  );
}

function DraftView({ name, language, onMend }: Omit<VersionViewProps, 'version'>) {
  const { t } = useLanguage();
  const query = useDraftQuery(name);
  return (
    <QueryView query={query}>
      {({ definition, problems }) => (
        <>
          {problems.length > 0 && (
            <section className={css.problems} aria-label={t('workspace.publish.problems')}>
              <ProblemList
                problems={problems}
                definition={definition}
                {...(onMend && { onGo: onMend })}
              />
            </section>
          )}
          <DefinitionItems definition={definition} language={language} />
        </>
      )}
    </QueryView>
  );
}

interface PublishedViewProps {
  readonly name: string;
  readonly number: number;
  readonly language: string;
}

function PublishedView({ name, number, language }: PublishedViewProps) {
  const { t } = useLanguage();
  const query = useVersionQuery(name, number);
  return (
    <QueryView query={query}>
      {({ definition, hash }) => (
        <>
          <p className={css.facts}>{t('workspace.survey.hash', { hash: hash.slice(0, 12) })}</p>
          <DefinitionItems definition={definition} language={language} />
        </>
      )}
    </QueryView>
  );
}

interface DefinitionItemsProps {
  readonly definition: unknown;
  readonly language: string;
}

function DefinitionItems({ definition, language }: DefinitionItemsProps) {
  const { t } = useLanguage();
  const pages = outlineOf(definition);
  if (!pages) return <Note tone="refused">{t('workspace.survey.unreadable')}</Note>;
  return <ItemOutline pages={pages} language={language} />;
}
