import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { PickListReply } from '#core/register/field-api.ts';
import { useMay } from '#web/workspace/access/use-session.ts';
import { usePicksQuery, useSampleQuery } from '#web/workspace/field/field-queries.ts';
import { PickForm } from '#web/workspace/field/PickForm.tsx';
import { PickList } from '#web/workspace/field/PickList.tsx';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { Page } from '#web/workspace/shell/Page.tsx';
import css from './field.module.css';

interface PickPageProps {
  readonly projectId: string;
  readonly siteId: string;
}

/** Whom to ask at a site, drawn at random: numbers for a list of people that somebody else has. */
export function PickPage({ projectId, siteId }: PickPageProps) {
  const { t } = useLanguage();
  const [search] = useSearchParams();
  const survey = search.get('survey') ?? '';
  const lists = usePicksQuery(survey, siteId);
  const site = useSampleQuery(survey).data?.sites.find((one) => one.siteId === siteId);
  const name = site && (site.name ?? t('field.sample.everybody'));
  const drawn = lists.data?.lists[0];
  return (
    <Page
      name={t('field.pick.title')}
      crumb={<Link href={`/projects/${projectId}/field?survey=${survey}`}>{t('field.nav')}</Link>}
      actions={
        drawn && (
          <Button
            variant="default"
            leftSection={<IconPrinter size={18} stroke={1.75} aria-hidden />}
            onClick={() => window.print()}
          >
            {t('field.pick.print')}
          </Button>
        )
      }
    >
      <div className={css.sheet}>
        <h1>{name ? t('field.pick.of', { name }) : t('field.pick.title')}</h1>
        <QueryView query={lists}>
          {({ lists: found }) => (
            <Drawn
              survey={survey}
              siteId={siteId}
              lists={found}
              population={site?.headcount}
              size={site?.invited}
            />
          )}
        </QueryView>
      </div>
    </Page>
  );
}

interface DrawnProps {
  readonly survey: string;
  readonly siteId: string;
  readonly lists: readonly PickListReply[];
  readonly population: number | undefined;
  readonly size: number | undefined;
}

function Drawn({ survey, siteId, lists, population, size }: DrawnProps) {
  const { t } = useLanguage();
  const mayDraw = useMay('target.write');
  const [again, setAgain] = useState(false);
  const [newest, ...earlier] = lists;
  if (!newest) {
    return mayDraw ? (
      <>
        <p className={css.lead}>{t('field.pick.lead')}</p>
        <PickForm
          survey={survey}
          siteId={siteId}
          population={population}
          size={size}
          onDone={() => setAgain(false)}
        />
      </>
    ) : (
      <p className={css.lead}>{t('field.pick.none')}</p>
    );
  }
  return (
    <>
      <PickList list={newest} earlier={earlier} />
      {mayDraw && (
        <div className={css.again}>
          {again ? (
            <>
              <h2>{t('field.pick.again')}</h2>
              <p className={css.lead}>{t('field.pick.again-lead')}</p>
              <PickForm
                survey={survey}
                siteId={siteId}
                population={newest.population}
                size={newest.size}
                again
                onDone={() => setAgain(false)}
              />
            </>
          ) : (
            <Button variant="default" onClick={() => setAgain(true)}>
              {t('field.pick.again')}
            </Button>
          )}
        </div>
      )}
    </>
  );
}
