import type { PickListReply } from '#core/register/field-api.ts';
import { formatDate, formatNumber } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { useTimeZone } from '#web/workspace/shell/use-time-zone.ts';
import css from './field.module.css';

interface PickListProps {
  readonly list: PickListReply;
  /** Lists that this one took the place of, newest first. */
  readonly earlier: readonly PickListReply[];
}

/** The drawn numbers with a box each to tick off on paper, and what makes the draw traceable. */
export function PickList({ list, earlier }: PickListProps) {
  const { t, language } = useLanguage();
  const timeZone = useTimeZone();
  const { size, population, picks, seed, drawnAt, number } = list;
  const date = formatDate(language, drawnAt, timeZone);
  return (
    <>
      <p className={css.lead}>{t('field.pick.drawn', { size, population })}</p>
      <ol className={css.picks}>
        {picks.map((pick) => (
          <li key={pick}>
            <span className={css.tickBox} aria-hidden />
            {formatNumber(language, pick)}
          </li>
        ))}
      </ol>
      <p className={css.hint}>{t('field.pick.trace', { number, date, seed })}</p>
      {list.reason && (
        <p className={css.hint}>{t('field.pick.because', { reason: list.reason })}</p>
      )}
      {earlier.length > 0 && (
        <details className={css.earlier}>
          <summary>{t('field.pick.earlier', { count: earlier.length })}</summary>
          <ul>
            {earlier.map((one) => (
              <li key={one.number}>
                {t('field.pick.trace', {
                  number: one.number,
                  date: formatDate(language, one.drawnAt, timeZone),
                  seed: one.seed,
                })}{' '}
                {t('field.pick.drawn', { size: one.size, population: one.population })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
