import { Button } from '@mantine/core';
import type { ReviewList } from '#core/intake/review-api.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './review.module.css';

interface PageTurnerProps {
  readonly list: Pick<ReviewList, 'older' | 'newer' | 'total' | 'rows'>;
  readonly onTurn: (place: { readonly before?: string; readonly after?: string }) => void;
}

/** To the pages beside this one. What arrives meanwhile moves no page. */
export function PageTurner({ list, onTurn }: PageTurnerProps) {
  const { t } = useLanguage();
  const { older, newer } = list;
  return (
    <div className={css.turner}>
      <span role="status">{t('review.page', { shown: list.rows.length, total: list.total })}</span>
      {newer !== undefined && (
        <Button variant="default" size="sm" onClick={() => onTurn({ after: newer })}>
          {t('review.newer')}
        </Button>
      )}
      {older !== undefined && (
        <Button variant="default" size="sm" onClick={() => onTurn({ before: older })}>
          {t('review.older')}
        </Button>
      )}
    </div>
  );
}
