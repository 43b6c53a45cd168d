import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import { type FormProblem, groupProblems } from '#web/workspace/exchange/form-problem-words.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './exchange.module.css';

/** Places that are listed of one thing; whoever mends them sees the rest at the next try. */
const placesListed = 4;

interface FormProblemsProps {
  readonly problems: readonly FormProblem[];
}

/** What the file says that cannot be kept, each thing once, with its places. */
export function FormProblems({ problems }: FormProblemsProps) {
  const { t } = useLanguage();
  return (
    <ul className={css.problems}>
      {groupProblems(problems, t).map(({ words, severity, places }) => {
        const IconPart = severity === 'error' ? IconAlertCircle : IconAlertTriangle;
        const more = places.length - placesListed;
        return (
          <li key={words} data-severity={severity}>
            <IconPart size={18} stroke={1.75} aria-hidden />
            <div>
              <p>{words}</p>
              {places.length > 0 && (
                <p className={css.places}>
                  {places.slice(0, placesListed).join(' · ')}
                  {more > 0 && ` ${t('exchange.more-places', { count: more })}`}
                </p>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
