import { Button } from '@mantine/core';
import { useState } from 'react';
import { decideSchema, type Reason } from '#core/intake/review-api.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import { ReasonDialog } from '#web/workspace/review/ReasonDialog.tsx';
import { useDecide } from '#web/workspace/review/review-queries.ts';
import css from './review.module.css';

interface WaitingBulkProps {
  readonly survey: string;
  readonly keys: readonly string[];
  readonly onDone: () => void;
}

/** The same decision for all that are selected; what needs a closer look stays and is counted. */
export function WaitingBulk({ survey, keys, onDone }: WaitingBulkProps) {
  const { t } = useLanguage();
  const online = useOnline();
  const decide = useDecide(survey);
  const [asking, setAsking] = useState<'take-in' | 'keep-out'>();
  const [isBusy, setBusy] = useState(false);
  const [left, setLeft] = useState(0);
  const decideAll = async (reason: Reason): Promise<void> => {
    setBusy(true);
    let refused = 0;
    for (const key of keys) {
      const decision = decideSchema.safeParse({ decision: asking, ...reason });
      if (!decision.success) return;
      await decide.mutateAsync({ key, decision: decision.data }).catch(() => {
        refused += 1;
      });
    }
    setBusy(false);
    setAsking(undefined);
    setLeft(refused);
    if (refused === 0) onDone();
  };
  return (
    <section className={css.bulk} aria-label={t('review.selected', { count: keys.length })}>
      <strong>{t('review.selected', { count: keys.length })}</strong>
      <Button variant="default" size="sm" disabled={!online} onClick={() => setAsking('take-in')}>
        {t('review.take-in')}
      </Button>
      <Button variant="default" size="sm" disabled={!online} onClick={() => setAsking('keep-out')}>
        {t('review.keep-out')}
      </Button>
      {left > 0 && <span role="status">{t('review.left', { count: left })}</span>}
      {asking && (
        <ReasonDialog
          action={asking}
          title={t(asking === 'take-in' ? 'review.take-in-many' : 'review.keep-out-many', {
            count: keys.length,
          })}
          lead={t(asking === 'take-in' ? 'review.take-in-lead' : 'review.keep-out-lead-one')}
          confirm={t(asking === 'take-in' ? 'review.take-in' : 'review.keep-out')}
          pending={isBusy}
          onConfirm={(reason) => void decideAll(reason)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </section>
  );
}
