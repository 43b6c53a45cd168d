import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import { useMemo } from 'react';
import { type FormProblem, groupProblems } from '#web/workspace/exchange/form-problem-words.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from '../tabs/tabs.module.css';

/** More places than these help nobody. */
const placesShown = 6;

/** What a form cannot take along, each thing once, with the places where it happens. */
export function FormProblems({ problems }: { readonly problems: readonly FormProblem[] }) {
  const { t } = useLanguage();
  const groups = useMemo(() => groupProblems(problems, t), [problems, t]);
  return (
    <ul className={css.problems}>
      {groups.map(({ words, severity, places }) => {
        const Sign = severity === 'error' ? IconAlertCircle : IconAlertTriangle;
        const tone = severity === 'error' ? 'refused' : 'attention';
        return (
          <li key={words} className={css.problem} data-tone={tone}>
            <Sign size={18} stroke={1.75} aria-hidden className={css.sign} />
            <div className={css.problemText}>
              <p>{words}</p>
              {places.length > 0 && (
                <p className={css.place}>
                  {places.slice(0, placesShown).join(' · ')}
                  {places.length > placesShown && ' …'}
                </p>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
