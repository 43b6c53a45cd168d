import type { ProjectTargetsReply } from '#core/register/field-api.ts';
import { NumberField } from '#web/workspace/field/NumberField.tsx';
import { PeriodFields } from '#web/workspace/field/PeriodFields.tsx';
import type { FieldForm } from '#web/workspace/field/use-field-form.ts';
import { formatNumber } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './field.module.css';

interface ProjectTargetsProps {
  readonly form: FieldForm;
  readonly project: ProjectTargetsReply;
  readonly disabled: boolean;
}

/** What the whole project has promised, over all its surveys. */
export function ProjectTargets({ form, project, disabled }: ProjectTargetsProps) {
  const { t, language } = useLanguage();
  const { received, people, contacts } = project.counts;
  return (
    <section>
      <h2>{t('field.project.title')}</h2>
      <p className={css.lead}>
        {t('field.project.lead', { received: formatNumber(language, received) })}{' '}
        {people !== undefined &&
          contacts !== undefined &&
          contacts > 0 &&
          t('field.people', { people, contacts })}
      </p>
      <div className={css.projectWanted}>
        <span>{t('field.project.wanted')}</span>
        <NumberField
          form={form}
          name="project"
          label={t('field.project.wanted')}
          row={0}
          disabled={disabled}
        />
      </div>
      <PeriodFields
        form={form}
        prefix="project-"
        disabled={disabled}
        countsPeople={people !== undefined}
      />
    </section>
  );
}
