import type { SurveyReply } from '#core/definitions/survey-api.ts';
import type { TargetsReply } from '#core/register/field-api.ts';
import { cellOf } from '#core/register/target.ts';
import { useLinksQuery } from '#web/workspace/api/link-queries.ts';
import { useProjectQuery } from '#web/workspace/api/register-queries.ts';
import { CellAdder } from '#web/workspace/field/CellAdder.tsx';
import { type Breakdowns, cellLabel } from '#web/workspace/field/cell-words.ts';
import { cellFields } from '#web/workspace/field/field-values.ts';
import type { TargetGroup } from '#web/workspace/field/TargetTable.tsx';
import type { FieldForm } from '#web/workspace/field/use-field-form.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { purposeKeys } from '#web/workspace/links/purpose-words.ts';

interface GroupsAsked {
  readonly projectId: string;
  readonly survey: SurveyReply;
  readonly targets: TargetsReply;
  readonly form: FieldForm;
  readonly mayWrite: boolean;
}

/** The rows of the table: the whole survey, its sites, its links in use, its quota cells. */
export function useTargetGroups({ projectId, survey, targets, form, mayWrite }: GroupsAsked) {
  const { t } = useLanguage();
  const sites = useProjectQuery(projectId).data?.sites ?? [];
  const links = useLinkGroup(survey);
  const cells = useCellGroup(form, targets.breakdowns, mayWrite);
  const whole: TargetGroup = {
    id: 'whole',
    title: t('field.targets.whole'),
    rows: [{ name: 'survey', label: t('field.targets.whole-row') }],
  };
  const bySite: TargetGroup = {
    id: 'sites',
    title: t('field.by-site'),
    rows: sites.map(({ id, name }) => ({ name: `site:${id}`, label: name })),
  };
  return [whole, bySite, links, cells].filter(({ rows, foot }) => rows.length > 0 || foot);
}

function useLinkGroup(survey: SurveyReply): TargetGroup {
  const { t } = useLanguage();
  const links = useLinksQuery(survey.name).data ?? [];
  const inUse = links.filter(({ revokedAt }) => !revokedAt);
  const people = inUse.every(({ purpose }) => purpose === 'collector');
  return {
    id: 'links',
    title: t(people ? 'field.by-collector' : 'field.by-link'),
    rows: inUse.map(({ id, holder, purpose, site }) => ({
      name: `link:${id}`,
      label: holder ?? t(purposeKeys[purpose]),
      detail: site?.name,
    })),
  };
}

function useCellGroup(form: FieldForm, breakdowns: Breakdowns, mayWrite: boolean): TargetGroup {
  const { t, language } = useLanguage();
  const rows = cellFields(form.values).flatMap((key) => {
    const cell = cellOf(key);
    return cell ? [{ name: `cell:${key}`, label: cellLabel(cell, breakdowns, language) }] : [];
  });
  const foot = mayWrite && breakdowns.length > 0 && (
    <CellAdder form={form} breakdowns={breakdowns} />
  );
  return { id: 'cells', title: t('field.by-cell'), rows, foot };
}
