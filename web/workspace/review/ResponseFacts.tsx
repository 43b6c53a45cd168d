import type { ReactNode } from 'react';
import type { ResponseDetail } from '#core/intake/review-api.ts';
import { languageName } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { lengthWords } from '#web/workspace/review/format-length.ts';
import { formatDateTime } from '#web/workspace/review/format-moment.ts';
import { linkWords } from '#web/workspace/review/link-words.ts';
import { outcomeKeys } from '#web/workspace/review/review-words.ts';
import { useTimeZone } from '#web/workspace/shell/use-time-zone.ts';
import css from './review.module.css';

/** When, where and through whom it came; of anonymous surveys only what is known of all. */
export function ResponseFacts({ detail }: { readonly detail: ResponseDetail }) {
  const { t, language } = useLanguage();
  const timeZone = useTimeZone();
  const moment = (iso: string): string => formatDateTime(language, iso, timeZone);
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('review.fact.received'), detail.receivedAt && moment(detail.receivedAt)],
    [t('review.fact.from'), detail.receivedAt && linkWords(t, detail)],
    [t('review.fact.collector'), detail.collector],
    [t('review.fact.site'), detail.site?.name],
    [t('review.fact.paper'), detail.paperNumber],
    [
      t('review.fact.interview'),
      detail.startedAt &&
        detail.finishedAt &&
        t('review.fact.from-to', {
          from: moment(detail.startedAt),
          to: moment(detail.finishedAt),
          length: lengthWords(t, detail.seconds ?? 0),
        }),
    ],
    [t('review.fact.language'), detail.language && languageName(detail.language)],
    [t('review.fact.version'), detail.version],
    [t('review.fact.outcome'), t(outcomeKeys[detail.outcome])],
  ];
  return (
    <dl className={css.facts}>
      {facts
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
