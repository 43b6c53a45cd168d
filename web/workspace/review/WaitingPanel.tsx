import { Button } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { useState } from 'react';
import type { Definition } from '#core/definitions/definition.ts';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import {
  type Decision,
  decideSchema,
  type Reason,
  type WaitingDetail,
} from '#core/intake/review-api.ts';
import { answerAt, typingLines } from '#core/intake/typing-lines.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import { AnswerText } from '#web/workspace/review/AnswerText.tsx';
import { ReasonDialog } from '#web/workspace/review/ReasonDialog.tsx';
import { SidePanel } from '#web/workspace/review/ResponsePanel.tsx';
import { useDecide, useWaitingDetail } from '#web/workspace/review/review-queries.ts';
import { reasonKey, waitingKey as waitingWords } from '#web/workspace/review/review-words.ts';
import { SideBySide } from '#web/workspace/review/SideBySide.tsx';
import { useDefinition } from '#web/workspace/review/use-definition.ts';
import css from './review.module.css';

interface WaitingPanelProps {
  readonly survey: SurveyReply;
  readonly waitingKey: string;
  readonly onClose: () => void;
}

/** One answer that waits: why, what it says, and what can be done with it. */
export function WaitingPanel({ survey, waitingKey, onClose }: WaitingPanelProps) {
  const query = useWaitingDetail(survey.name, waitingKey);
  return (
    <SidePanel onClose={onClose}>
      <QueryView query={query} lines={8}>
        {(detail) => <Waiting survey={survey} detail={detail} onClose={onClose} />}
      </QueryView>
    </SidePanel>
  );
}

interface WaitingProps {
  readonly survey: SurveyReply;
  readonly detail: WaitingDetail;
  readonly onClose: () => void;
}

function Waiting({ survey, detail, onClose }: WaitingProps) {
  const { t } = useLanguage();
  const definition = useDefinition(survey.name, detail.version);
  return (
    <>
      <div className={css.panelTitle}>
        <h2>{t('review.response', { code: detail.code })}</h2>
      </div>
      <Note icon={IconHourglass} tone="attention">
        <p>{t(waitingWords(detail.reason))}</p>
        {detail.decided && (
          <p>
            {t('review.kept-out-because', { reason: t(reasonKey(detail.decided.reason)) })}
            {detail.decided.words && <q>{detail.decided.words}</q>}
          </p>
        )}
      </Note>
      <Deciding survey={survey} detail={detail} onDone={onClose} />
      {definition && detail.answers && (
        <section className={css.part} aria-label={t('review.answers')}>
          <h3>{t('review.answers')}</h3>
          {detail.first ? (
            <SideBySide
              definition={definition}
              onlyDifferent
              first={{ name: t('review.first'), answers: detail.first.answers }}
              second={{ name: t('review.second'), answers: detail.answers }}
            />
          ) : (
            <Answers definition={definition} detail={detail} answers={detail.answers} />
          )}
        </section>
      )}
      {!detail.answers && (
        <p className={css.quiet}>
          {t(survey.anonymous ? 'review.read-by-nobody' : 'review.unreadable')}
        </p>
      )}
    </>
  );
}

interface AnswersProps {
  readonly definition: Definition;
  readonly detail: WaitingDetail;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** What fits as words; what does not, by the names that it came with. */
function Answers({ definition, detail, answers }: AnswersProps) {
  const { t } = useLanguage();
  const lines = typingLines(definition, answers).filter(
    ({ at }) => answerAt(answers, at) !== undefined,
  );
  const left = detail.leaveOut.filter((name) => answers[name] !== undefined);
  return (
    <dl className={css.answers}>
      {left.map((name) => (
        <div key={name} data-flagged>
          <dt>{name}</dt>
          <dd>
            <AnswerText line={undefined} value={answers[name]} />
          </dd>
          <dd className={css.why}>{t('review.does-not-fit')}</dd>
        </div>
      ))}
      {lines
        .filter(({ at }) => !left.includes(String(at[0])))
        .map((line) => (
          <div key={line.at.join('/')}>
            <dt>
              <SurveyText text={line.variable.label} fallback={line.variable.name} />
            </dt>
            <dd>
              <AnswerText line={line} value={answerAt(answers, line.at)} />
            </dd>
          </div>
        ))}
    </dl>
  );
}

interface DecidingProps {
  readonly survey: SurveyReply;
  readonly detail: WaitingDetail;
  readonly onDone: () => void;
}

type Choice = Decision['decision'];

const titles = {
  'take-in': 'review.take-in',
  'keep-out': 'review.keep-out',
  'keep-first': 'review.keep-first',
  'take-second': 'review.take-second',
} as const;

const leads = {
  'take-in': 'review.take-in-lead',
  'keep-out': 'review.keep-out-lead-one',
  'keep-first': 'review.keep-first-lead',
  'take-second': 'review.take-second-lead',
} as const;

function Deciding({ survey, detail, onDone }: DecidingProps) {
  const { t } = useLanguage();
  const online = useOnline();
  const decide = useDecide(survey.name);
  const [choice, setChoice] = useState<Choice>();
  const choices = choicesOf(detail, survey.anonymous);
  const leaveOut = detail.leaveOut;
  const confirm = (reason: Reason): void => {
    const decision = decideSchema.safeParse({
      decision: choice,
      ...reason,
      ...(choice === 'take-in' && leaveOut.length > 0 && { leaveOut }),
    });
    if (!decision.success) return;
    decide.mutate({ key: detail.key, decision: decision.data }, { onSuccess: onDone });
  };
  return (
    <div className={css.judging}>
      {detail.kind === 'quarantine' && !detail.mayTakeIn && (
        <p className={css.reading}>{t('review.cannot-take-in')}</p>
      )}
      <div className={css.actions}>
        {choices.map((one, index) => (
          <Button
            key={one}
            variant={index === 0 ? 'filled' : 'default'}
            disabled={!online}
            onClick={() => setChoice(one)}
          >
            {t(titles[one])}
          </Button>
        ))}
      </div>
      {choice && (
        <ReasonDialog
          action={choice}
          title={t(titles[choice])}
          lead={t(leads[choice])}
          confirm={t(titles[choice])}
          pending={decide.isPending}
          refusal={decide.error ? refusalOf(decide.error) : undefined}
          onConfirm={confirm}
          onClose={() => setChoice(undefined)}
        >
          {choice === 'take-in' && leaveOut.length > 0 && (
            <Note tone="attention">
              {t('review.leaves-out', { count: leaveOut.length, items: leaveOut.join(', ') })}
            </Note>
          )}
        </ReasonDialog>
      )}
    </div>
  );
}

function choicesOf(detail: WaitingDetail, anonymous: boolean): readonly Choice[] {
  if (detail.kind === 'conflict') {
    return anonymous || !detail.mayTakeIn || detail.leaveOut.length > 0
      ? ['keep-first']
      : ['keep-first', 'take-second'];
  }
  const out: readonly Choice[] = detail.decided ? [] : ['keep-out'];
  return detail.mayTakeIn ? ['take-in', ...out] : out;
}
