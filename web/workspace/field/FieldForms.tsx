import type { SurveyReply } from '#core/definitions/survey-api.ts';
import { useMay } from '#web/workspace/access/use-session.ts';
import type { Stored } from '#web/workspace/field/field-values.ts';
import { PeriodFields } from '#web/workspace/field/PeriodFields.tsx';
import { ProjectTargets } from '#web/workspace/field/ProjectTargets.tsx';
import { SampleSection } from '#web/workspace/field/SampleSection.tsx';
import { SaveBar } from '#web/workspace/field/SaveBar.tsx';
import { TargetTable } from '#web/workspace/field/TargetTable.tsx';
import { useFieldForm } from '#web/workspace/field/use-field-form.ts';
import { useTargetGroups } from '#web/workspace/field/use-target-groups.tsx';
import { WantedHeading } from '#web/workspace/field/WantedHeading.tsx';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import css from './field.module.css';

interface FieldFormsProps {
  readonly projectId: string;
  readonly survey: SurveyReply;
  readonly stored: Stored;
}

/** The sections of the page, over one set of fields that is saved together. */
export function FieldForms({ projectId, survey, stored }: FieldFormsProps) {
  const { t } = useLanguage();
  const online = useOnline();
  const mayWrite = useMay('target.write');
  const form = useFieldForm({ projectId, survey: survey.name, stored });
  const groups = useTargetGroups({ projectId, survey, targets: stored.targets, form, mayWrite });
  const disabled = !mayWrite || !online;
  const { targets, sample, project } = stored;
  return (
    <div className={css.sections}>
      <section>
        <WantedHeading values={form.values} />
        {mayWrite && (
          <>
            <p className={css.lead}>{t('field.lead')}</p>
            <PeriodFields form={form} disabled={disabled} countsPeople={targets.countsPeople} />
          </>
        )}
      </section>
      <section>
        <h2 id="targets-title">{t('field.targets.title')}</h2>
        {mayWrite && <p className={css.lead}>{t('field.targets.lead')}</p>}
        <TargetTable form={form} groups={groups} disabled={disabled} mayWrite={mayWrite} />
      </section>
      {sample && (
        <SampleSection
          form={form}
          projectId={projectId}
          survey={survey.name}
          sample={sample}
          disabled={disabled}
        />
      )}
      {project && <ProjectTargets form={form} project={project} disabled={disabled} />}
      {mayWrite && <SaveBar form={form} />}
    </div>
  );
}
