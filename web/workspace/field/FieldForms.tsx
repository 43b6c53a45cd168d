import type { SurveyReply } from '#core/definitions/survey-api.ts';
import { everybody } from '#core/register/sample.ts';
import { cellOf } from '#core/register/target.ts';
import { useLinksQuery } from '#web/workspace/api/link-queries.ts';
import { useProjectQuery } from '#web/workspace/api/register-queries.ts';
import { CellAdder } from '#web/workspace/field/CellAdder.tsx';
import { cellLabel } from '#web/workspace/field/cell-words.ts';
import { cellFields, type Stored } from '#web/workspace/field/field-values.ts';
import { methodExplanations, methodKeys } from '#web/workspace/field/method-words.ts';
import { PeriodFields } from '#web/workspace/field/PeriodFields.tsx';
import { ProjectTargets } from '#web/workspace/field/ProjectTargets.tsx';
import { SampleTable } from '#web/workspace/field/SampleTable.tsx';
import { SaveBar } from '#web/workspace/field/SaveBar.tsx';
import { type TargetGroup, TargetTable } from '#web/workspace/field/TargetTable.tsx';
import { type FieldForm, useFieldForm } from '#web/workspace/field/use-field-form.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { purposeKeys } from '#web/workspace/links/purpose-words.ts';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import css from './field.module.css';

interface FieldFormsProps {
  readonly projectId: string;
  readonly survey: SurveyReply;
  readonly stored: Stored;
  readonly mayWrite: boolean;
}

/** The sections of the page, over one set of fields that is saved together. */
export function FieldForms({ projectId, survey, stored, mayWrite }: FieldFormsProps) {
  const { t } = useLanguage();
  const online = useOnline();
  const form = useFieldForm({ projectId, survey: survey.name, stored });
  const disabled = !mayWrite || !online;
  const groups = useTargetGroups({ projectId, survey, stored, form, mayWrite });
  const sites = stored.sample.sites.length > 0 ? stored.sample.sites : [{ siteId: everybody }];
  return (
    <div className={css.sections}>
      <section>
        <h1>{t('field.nav')}</h1>
        <p className={css.lead}>{t('field.lead')}</p>
        <PeriodFields form={form} disabled={disabled} countsPeople={stored.targets.countsPeople} />
      </section>
      <section>
        <h2 id="targets-title">{t('field.targets.title')}</h2>
        <p className={css.lead}>{t('field.targets.lead')}</p>
        <TargetTable form={form} groups={groups} disabled={disabled} />
      </section>
      <section className={css.wideSection}>
        <h2 id="sample-title">{t('field.sample.title')}</h2>
        <p className={css.lead}>{t('field.sample.lead')}</p>
        <SampleTable
          form={form}
          projectId={projectId}
          survey={survey.name}
          sites={sites}
          disabled={disabled}
        />
        <Methods />
      </section>
      <ProjectTargets form={form} project={stored.project} disabled={disabled} />
      {mayWrite && <SaveBar form={form} />}
    </div>
  );
}

function Methods() {
  const { t } = useLanguage();
  return (
    <dl className={css.methods}>
      {(['census', 'random', 'quota', 'convenience'] as const).map((method) => (
        <div key={method}>
          <dt>{t(methodKeys[method])}</dt>
          <dd>{t(methodExplanations[method])}</dd>
        </div>
      ))}
    </dl>
  );
}

interface GroupsAsked extends FieldFormsProps {
  readonly form: FieldForm;
}

/** The rows of the table: the whole survey, its sites, its links in use, its quota cells. */
function useTargetGroups({ projectId, survey, stored, form, mayWrite }: GroupsAsked) {
  const { t, language } = useLanguage();
  const sites = useProjectQuery(projectId).data?.sites ?? [];
  const links = useLinksQuery(survey.name, !survey.anonymous).data ?? [];
  const { breakdowns } = stored.targets;
  const inUse = links.filter(({ revokedAt }) => !revokedAt);
  const groups: TargetGroup[] = [
    {
      id: 'whole',
      title: t('field.targets.whole'),
      rows: [{ name: 'survey', label: t('field.targets.whole-row') }],
    },
  ];
  if (sites.length > 0) {
    const rows = sites.map(({ id, name }) => ({ name: `site:${id}`, label: name }));
    groups.push({ id: 'sites', title: t('field.by-site'), rows });
  }
  if (inUse.length > 0) {
    const rows = inUse.map(({ id, holder, purpose, site }) => ({
      name: `link:${id}`,
      label: holder ?? t(purposeKeys[purpose]),
      detail: site?.name,
    }));
    const people = inUse.every(({ purpose }) => purpose === 'collector');
    const title = t(people ? 'field.by-collector' : 'field.by-link');
    groups.push({ id: 'links', title, rows });
  }
  const cells = cellFields(form.values).flatMap((key) => {
    const cell = cellOf(key);
    return cell ? [{ name: `cell:${key}`, label: cellLabel(cell, breakdowns, language) }] : [];
  });
  if (cells.length > 0 || (mayWrite && breakdowns.length > 0)) {
    const foot = mayWrite && breakdowns.length > 0 && (
      <CellAdder form={form} breakdowns={breakdowns} />
    );
    groups.push({ id: 'cells', title: t('field.by-cell'), rows: cells, foot });
  }
  return groups;
}
