import { Button, NativeSelect } from '@mantine/core';
import { IconPrinter, IconQrcode } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { PilotReply } from '#core/analysis/pilot-api.ts';
import { usePilotQuery } from '#web/workspace/api/pilot-queries.ts';
import { useSurveyQuery } from '#web/workspace/api/survey-queries.ts';
import { formatDate } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import { useSurveyText } from '#web/workspace/parts/use-survey-text.ts';
import { PilotSheet } from '#web/workspace/pilot/PilotSheet.tsx';
import { TrialDialog } from '#web/workspace/pilot/TrialDialog.tsx';
import { TrialList } from '#web/workspace/pilot/TrialList.tsx';
import { Page } from '#web/workspace/shell/Page.tsx';
import { useTimeZone } from '#web/workspace/shell/use-time-zone.ts';
import css from './pilot.module.css';

interface PilotPageProps {
  readonly projectId: string;
  readonly name: string;
}

/** The pilot of a survey on one page: how long it takes, where people stop, what to look at again. */
export function PilotPage({ projectId, name }: PilotPageProps) {
  const { t } = useLanguage();
  const text = useSurveyText();
  const online = useOnline();
  const [search, setSearch] = useSearchParams();
  const hash = search.get('draft') ?? '';
  const survey = useSurveyQuery(name).data;
  const query = usePilotQuery(name, hash);
  const [trying, setTrying] = useState(false);
  const here = `/projects/${projectId}/surveys/${name}`;
  return (
    <Page
      name={`${t('pilot.title')} · ${text(survey?.title, name)}`}
      crumb={
        <Link href={here}>
          <SurveyText text={survey?.title} fallback={name} />
        </Link>
      }
      actions={
        <>
          {query.data?.shown && query.data.shown.figures.runs > 0 && (
            <Button
              variant="default"
              leftSection={<IconPrinter size={17} stroke={1.75} aria-hidden />}
              onClick={() => window.print()}
            >
              {t('pilot.print')}
            </Button>
          )}
          {query.data && (
            <Button
              leftSection={<IconQrcode size={17} stroke={1.75} aria-hidden />}
              disabled={!online}
              onClick={() => setTrying(true)}
            >
              {t('pilot.try')}
            </Button>
          )}
        </>
      }
    >
      <QueryView query={query}>
        {(pilot) => (
          <div className={css.sheet}>
            <h1>{t('pilot.title')}</h1>
            <p className={css.printed}>
              <SurveyText text={survey?.title} fallback={name} />
            </p>
            <p className={css.lead}>{t('pilot.lead')}</p>
            {pilot.shown && pilot.shown.figures.runs > 0 ? (
              <>
                <DraftChoice
                  pilot={pilot}
                  onChoose={(chosen) => setSearch({ draft: chosen }, { replace: true })}
                />
                <PilotSheet shown={pilot.shown} />
              </>
            ) : (
              <p className={css.empty}>{t('pilot.nothing')}</p>
            )}
            <TrialList survey={name} trials={pilot.trials} />
          </div>
        )}
      </QueryView>
      {trying && (
        <TrialDialog survey={name} projectId={projectId} onClose={() => setTrying(false)} />
      )}
    </Page>
  );
}

interface DraftChoiceProps {
  readonly pilot: PilotReply;
  readonly onChoose: (hash: string) => void;
}

/** Which state of the draft the figures are about, where more than one was tried. */
function DraftChoice({ pilot, onChoose }: DraftChoiceProps) {
  const { t, language } = useLanguage();
  const timeZone = useTimeZone();
  const drafts = new Map<string, { since: string; runs: number }>();
  for (const { hash, createdAt, runs } of pilot.trials) {
    const known = drafts.get(hash);
    drafts.set(hash, { since: createdAt, runs: runs + (known?.runs ?? 0) });
  }
  if (drafts.size < 2) return null;
  return (
    <NativeSelect
      className={css.choice ?? ''}
      label={t('pilot.which')}
      value={pilot.shown?.hash ?? ''}
      data={[...drafts].map(([hash, { since, runs }]) => ({
        value: hash,
        label: t('pilot.draft-of', { date: formatDate(language, since, timeZone), runs }),
      }))}
      onChange={({ currentTarget }) => onChoose(currentTarget.value)}
    />
  );
}
