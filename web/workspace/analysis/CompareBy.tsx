import { UnstyledButton } from '@mantine/core';
import type { SurveyDetail } from '#core/definitions/survey-api.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { SurveyText } from '#web/workspace/parts/SurveyText.tsx';
import css from './results.module.css';

interface CompareByProps {
  readonly survey: SurveyDetail;
  readonly by: string | null;
  readonly onChoose: (by: string | null) => void;
}

/** Which groups are set side by side: a closed list, so that nobody can be singled out by asking often enough. */
export function CompareBy({ survey, by, onChoose }: CompareByProps) {
  const { t } = useLanguage();
  const variables = survey.codebook.filter(({ name }) => survey.breakdowns.includes(name));
  if (variables.length === 0) return null;
  return (
    <section aria-labelledby="compare">
      <h2 id="compare">{t('workspace.result.compare')}</h2>
      <div className={css.by}>
        <UnstyledButton aria-pressed={by === null} onClick={() => onChoose(null)}>
          {t('workspace.result.no-compare')}
        </UnstyledButton>
        {variables.map(({ name, shortLabel, label }) => (
          <UnstyledButton key={name} aria-pressed={by === name} onClick={() => onChoose(name)}>
            <SurveyText alone text={shortLabel ?? label} fallback={name} />
          </UnstyledButton>
        ))}
      </div>
    </section>
  );
}
