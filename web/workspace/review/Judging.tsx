import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ResponseDetail } from '#core/intake/review-api.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import { ReasonDialog } from '#web/workspace/review/ReasonDialog.tsx';
import { useJudge } from '#web/workspace/review/review-queries.ts';
import { reasonKey } from '#web/workspace/review/review-words.ts';
import { useKeys } from '#web/workspace/shell/use-keys.ts';
import css from './review.module.css';

interface JudgingProps {
  readonly survey: string;
  readonly detail: ResponseDetail;
}

/** Accept, exclude, restore. Nothing is ever deleted. */
export function Judging({ survey, detail }: JudgingProps) {
  const { t } = useLanguage();
  const online = useOnline();
  const judge = useJudge(survey, detail.id);
  const [asking, setAsking] = useState<'exclude' | 'restore'>();
  const { state, excluded } = detail;
  const refusal = judge.error ? refusalOf(judge.error) : undefined;
  const accept = (): void => {
    if (online && state === 'unjudged') judge.mutate({ action: 'accept' });
  };
  useKeys({ a: accept, e: () => state !== 'excluded' && online && setAsking('exclude') });
  return (
    <div className={css.judging}>
      {excluded && (
        <p className={css.reading}>
          {t('review.excluded-because', { reason: t(reasonKey(excluded.reason)) })}
          {excluded.words && <q>{excluded.words}</q>}
        </p>
      )}
      <div className={css.actions}>
        {state === 'unjudged' && (
          <Button disabled={!online} loading={judge.isPending} onClick={accept}>
            {t('review.accept')}
          </Button>
        )}
        {state !== 'excluded' ? (
          <Button variant="default" disabled={!online} onClick={() => setAsking('exclude')}>
            {t('review.exclude')}
          </Button>
        ) : (
          <Button variant="default" disabled={!online} onClick={() => setAsking('restore')}>
            {t('review.restore')}
          </Button>
        )}
      </div>
      {refusal && !asking && <ProblemNote refusal={refusal} />}
      {asking && (
        <ReasonDialog
          action={asking}
          title={t(asking === 'exclude' ? 'review.exclude-one' : 'review.restore-one', {
            code: detail.code,
          })}
          lead={t(asking === 'exclude' ? 'review.exclude-lead' : 'review.restore-lead')}
          confirm={t(asking === 'exclude' ? 'review.exclude' : 'review.restore')}
          pending={judge.isPending}
          refusal={refusal}
          onConfirm={(reason) =>
            judge.mutate({ action: asking, reason }, { onSuccess: () => setAsking(undefined) })
          }
          onClose={() => setAsking(undefined)}
        />
      )}
    </div>
  );
}
