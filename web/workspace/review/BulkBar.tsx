import { Button } from '@mantine/core';
import { useState } from 'react';
import { excludeSchema, type Reason } from '#core/intake/review-api.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { ProblemNote } from '#web/workspace/parts/ProblemNote.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import { ReasonDialog } from '#web/workspace/review/ReasonDialog.tsx';
import { useJudgeMany } from '#web/workspace/review/review-queries.ts';
import css from './review.module.css';

interface BulkBarProps {
  readonly survey: string;
  readonly ids: readonly string[];
  readonly onDone: () => void;
}

/** What can be decided about all that are selected. */
export function BulkBar({ survey, ids, onDone }: BulkBarProps) {
  const { t } = useLanguage();
  const online = useOnline();
  const judge = useJudgeMany(survey);
  const [isExcluding, setExcluding] = useState(false);
  const refusal = judge.error ? refusalOf(judge.error) : undefined;
  const exclude = (given: Reason): void => {
    const reason = excludeSchema.safeParse(given);
    if (!reason.success) return;
    judge.mutate({ action: 'exclude', ids: [...ids], reason: reason.data }, { onSuccess: onDone });
  };
  return (
    <section className={css.bulk} aria-label={t('review.selected', { count: ids.length })}>
      <strong>{t('review.selected', { count: ids.length })}</strong>
      <Button
        variant="default"
        size="sm"
        disabled={!online}
        loading={judge.isPending && !isExcluding}
        onClick={() => judge.mutate({ action: 'accept', ids: [...ids] }, { onSuccess: onDone })}
      >
        {t('review.accept')}
      </Button>
      <Button variant="default" size="sm" disabled={!online} onClick={() => setExcluding(true)}>
        {t('review.exclude')}
      </Button>
      <Button variant="subtle" size="sm" onClick={onDone}>
        {t('review.unselect')}
      </Button>
      {refusal && !isExcluding && <ProblemNote refusal={refusal} />}
      {isExcluding && (
        <ReasonDialog
          action="exclude"
          title={t('review.exclude-many', { count: ids.length })}
          lead={t('review.exclude-lead')}
          confirm={t('review.exclude')}
          pending={judge.isPending}
          refusal={refusal}
          onConfirm={exclude}
          onClose={() => setExcluding(false)}
        />
      )}
    </section>
  );
}
