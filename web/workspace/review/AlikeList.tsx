import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Definition } from '#core/definitions/definition.ts';
import type { ResponseDetail } from '#core/intake/review-api.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { CompareDialog } from '#web/workspace/review/CompareDialog.tsx';
import { formatDateTime } from '#web/workspace/review/format-moment.ts';
import { linkWords } from '#web/workspace/review/link-words.ts';
import { StateChip } from '#web/workspace/review/StateChip.tsx';
import { useTimeZone } from '#web/workspace/shell/use-time-zone.ts';
import css from './review.module.css';

interface AlikeListProps {
  readonly survey: string;
  readonly detail: ResponseDetail;
  readonly definition: Definition | undefined;
  readonly onOpen: (id: string) => void;
}

type Alike = ResponseDetail['alike'][number];

/** Responses that look like this one, how much, and a way to see both beside each other. */
export function AlikeList({ survey, detail, definition, onOpen }: AlikeListProps) {
  const { t, language } = useLanguage();
  const timeZone = useTimeZone();
  const [comparing, setComparing] = useState<Alike>();
  if (detail.alike.length === 0) return null;
  return (
    <section className={css.part} aria-label={t('review.alike')}>
      <h3>{t('review.alike')}</h3>
      <ul className={css.alike}>
        {detail.alike.map((one) => (
          <li key={one.id}>
            <div>
              <strong className={css.code}>{one.code}</strong> <StateChip state={one.state} />
              <p className={css.quiet}>
                {one.kind === 'same-client'
                  ? t('review.alike-client')
                  : t('review.alike-equal', { equal: one.equal, compared: one.compared })}{' '}
                {t(one.isSameLink ? 'review.alike-same-link' : 'review.alike-from', {
                  from: linkWords(t, one),
                })}{' '}
                {formatDateTime(language, one.receivedAt, timeZone)}
                {one.isToldApart && ` · ${t('review.told-apart')}`}
              </p>
            </div>
            <Button
              variant="default"
              size="xs"
              disabled={!definition}
              onClick={() => setComparing(one)}
            >
              {t('review.compare')}
            </Button>
          </li>
        ))}
      </ul>
      {comparing && definition && (
        <CompareDialog
          survey={survey}
          detail={detail}
          definition={definition}
          other={comparing}
          onOpen={onOpen}
          onClose={() => setComparing(undefined)}
        />
      )}
    </section>
  );
}
