import type { Definition } from '#core/definitions/definition.ts';
import type { ResponseDetail } from '#core/intake/review-api.ts';
import { typingLines } from '#core/intake/typing-lines.ts';
import { pointerTo } from '#core/kernel/plain-data.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import { AnswerText } from '#web/workspace/review/AnswerText.tsx';
import { formatMoment } from '#web/workspace/review/format-moment.ts';
import { reasonKey, revisionKeys, waitingKey } from '#web/workspace/review/review-words.ts';
import { useTimeZone } from '#web/workspace/shell/use-time-zone.ts';
import css from './review.module.css';

interface HistoryListProps {
  readonly detail: ResponseDetail;
  readonly definition: Definition;
}

/** Who decided or changed what, when and why; the newest first. */
export function HistoryList({ detail, definition }: HistoryListProps) {
  const { t, language } = useLanguage();
  const timeZone = useTimeZone();
  return (
    <section className={css.part} aria-label={t('review.history')}>
      <h3>{t('review.history')}</h3>
      <ol className={css.history}>
        {detail.history.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: history only grows, and its end never moves
          <li key={detail.history.length - index}>
            <p>
              <strong>{t(revisionKeys[one.kind] ?? 'review.done.corrected')}</strong>
              <span className={css.quiet}>
                {t('review.by-at', {
                  by: one.by ?? t('review.somebody'),
                  at: formatMoment(language, one.at, timeZone),
                })}
              </span>
            </p>
            {one.waited && <p className={css.quiet}>{t(waitingKey(one.waited))}</p>}
            {one.reason && (
              <p className={css.quiet}>
                {t(reasonKey(one.reason.reason))}
                {one.reason.words && <q>{one.reason.words}</q>}
              </p>
            )}
            {one.changes.map(({ pointer, before, after }) => {
              const line = typingLines(definition, detail.answers).find(
                ({ at }) => pointerTo(at) === pointer,
              );
              return (
                <p key={pointer} className={css.change}>
                  <SurveyText
                    text={line?.variable.label}
                    fallback={pointer.split('/').at(-1) ?? ''}
                  />
                  <span>
                    <del>
                      <AnswerText line={line} value={before} />
                    </del>{' '}
                    <ins>
                      <AnswerText line={line} value={after} />
                    </ins>
                  </span>
                </p>
              );
            })}
          </li>
        ))}
      </ol>
    </section>
  );
}
