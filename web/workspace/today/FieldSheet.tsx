import type { SurveyReply } from '#core/definitions/survey-api.ts';
import type { FieldWork } from '#core/register/field-api.ts';
import { formatMonthDay } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { AttentionList } from '#web/workspace/today/AttentionList.tsx';
import { FieldTables } from '#web/workspace/today/FieldTables.tsx';
import { headline, leadSentences } from '#web/workspace/today/headline.ts';
import { NoTargetNote } from '#web/workspace/today/NoTargetNote.tsx';
import { OutcomeLines } from '#web/workspace/today/OutcomeLines.tsx';
import { PaceChart } from '#web/workspace/today/PaceChart.tsx';
import css from './today.module.css';

interface FieldSheetProps {
  readonly projectId: string;
  readonly survey: SurveyReply;
  readonly work: FieldWork;
}

/** How field work goes: said first, then the days, the places and the people; beside it what somebody should look at. */
export function FieldSheet({ projectId, survey, work }: FieldSheetProps) {
  const { t, language } = useLanguage();
  const writeDay = (day: string) => formatMonthDay(language, day);
  const lead = leadSentences(work);
  return (
    <div className={css.sheet}>
      <div>
        <div aria-live="polite">
          <h1 className={css.headline}>
            {headline(work, writeDay).map(({ key, values }) => (
              <span key={key}>{t(key, values)} </span>
            ))}
          </h1>
          {lead.length > 0 && (
            <p className={css.lead}>{lead.map(({ key, values }) => t(key, values)).join(' ')}</p>
          )}
        </div>
        <OutcomeLines work={work} anonymous={survey.anonymous} />
        <PaceChart work={work} />
        <FieldTables work={work} survey={survey.name} />
      </div>
      <Side projectId={projectId} survey={survey} work={work} />
    </div>
  );
}

/** Nothing beside the sheet where there is nothing to look at and a target is set. */
function Side({ projectId, survey, work }: FieldSheetProps) {
  const noTarget = work.counts.wanted === undefined;
  if (work.attention.length === 0 && !noTarget) return null;
  return (
    <aside className={css.side}>
      {work.attention.length > 0 && (
        <AttentionList projectId={projectId} survey={survey.name} work={work} />
      )}
      {noTarget && <NoTargetNote projectId={projectId} survey={survey.name} />}
    </aside>
  );
}
