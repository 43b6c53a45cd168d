import type { FieldWork } from '#core/register/field-api.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './today.module.css';

interface OutcomeLinesProps {
  readonly work: FieldWork;
  readonly anonymous: boolean;
}

/** What stands beside the count: people apart from contacts, and those who were asked and did not answer. */
export function OutcomeLines({ work, anonymous }: OutcomeLinesProps) {
  const { t, language } = useLanguage();
  const { refused, partial, screenedOut, people, contacts } = work.counts;
  const others = [
    { key: 'field.outcome.refused', count: refused },
    { key: 'field.outcome.partial', count: partial },
    { key: 'field.outcome.screened-out', count: screenedOut },
  ] as const;
  const said = others.filter(({ count }) => count > 0).map(({ key, count }) => t(key, { count }));
  return (
    <>
      {people !== undefined && contacts !== undefined && contacts > 0 && (
        <p className={css.lead}>{t('field.people', { people, contacts })}</p>
      )}
      {said.length > 0 && (
        <p className={css.lead}>
          {t('field.outcome.all', { list: new Intl.ListFormat(language).format(said) })}
        </p>
      )}
      {anonymous && <p className={css.lead}>{t('field.batches')}</p>}
    </>
  );
}
