import { Button } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import {
  type PooledRule,
  pooledAtLeast,
  pooledRuleSchema,
  type Reason,
  type ReviewList,
} from '#core/intake/review-api.ts';
import { refusalOf } from '#web/workspace/api/request.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import { ReasonDialog } from '#web/workspace/review/ReasonDialog.tsx';
import { useJudgePooled } from '#web/workspace/review/review-queries.ts';
import type { ReviewSearch } from '#web/workspace/review/review-search.ts';
import css from './review.module.css';

interface PooledBarProps {
  readonly survey: string;
  readonly search: ReviewSearch;
  readonly list: ReviewList;
}

/** An anonymous survey: nobody is decided about alone, only all answers that the filters have in common. */
export function PooledBar({ survey, search, list }: PooledBarProps) {
  const { t } = useLanguage();
  const online = useOnline();
  const judge = useJudgePooled(survey);
  const [isAsking, setAsking] = useState(false);
  const action: PooledRule['action'] =
    search.valueOf('state') === 'excluded' ? 'restore' : 'exclude';
  const rule = {
    flag: search.valueOf('flag') || undefined,
    site: search.valueOf('site') || undefined,
    outcome: search.valueOf('outcome') || undefined,
    version: Number(search.valueOf('version')) || undefined,
  };
  const isRule = Object.values(rule).some((value) => value !== undefined);
  const isEnough = list.total >= pooledAtLeast;
  const decide = (reason: Reason): void => {
    const body = pooledRuleSchema.safeParse({ action, ...rule, reason });
    if (body.success) judge.mutate(body.data, { onSuccess: () => setAsking(false) });
  };
  return (
    <Note icon={IconEyeOff}>
      <p>{t('review.pooled.lead')}</p>
      {isRule && (
        <div className={css.noteActions}>
          <Button
            variant="default"
            size="sm"
            disabled={!online || !isEnough}
            onClick={() => setAsking(true)}
          >
            {t(action === 'exclude' ? 'review.pooled.exclude' : 'review.pooled.restore', {
              count: list.total,
            })}
          </Button>
          {!isEnough && <span>{t('review.pooled.too-few', { least: pooledAtLeast })}</span>}
        </div>
      )}
      {isAsking && (
        <ReasonDialog
          action="exclude"
          title={t(action === 'exclude' ? 'review.pooled.exclude' : 'review.pooled.restore', {
            count: list.total,
          })}
          lead={t('review.exclude-lead')}
          confirm={t(action === 'exclude' ? 'review.exclude' : 'review.restore')}
          pending={judge.isPending}
          refusal={judge.error ? refusalOf(judge.error) : undefined}
          onConfirm={decide}
          onClose={() => setAsking(false)}
        />
      )}
    </Note>
  );
}
