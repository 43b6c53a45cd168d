import { Button } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import { useLinksQuery } from '#web/workspace/api/link-queries.ts';
import { useProjectQuery } from '#web/workspace/api/register-queries.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './today.module.css';

interface FirstStepsProps {
  readonly projectId: string;
  readonly surveys: readonly SurveyReply[];
}

interface Step {
  readonly done: boolean;
  readonly title: WorkspaceKey;
  readonly action: WorkspaceKey;
  readonly to: string;
}

/** From an empty project to the first response: sites, survey, link, a try on one's own phone. */
export function FirstSteps({ projectId, surveys }: FirstStepsProps) {
  const { t } = useLanguage();
  const here = `/projects/${projectId}`;
  const published = surveys.find((survey) => survey.versions.length > 0);
  const sites = useProjectQuery(projectId).data?.sites.length ?? 0;
  const links = useLinksQuery(published?.name ?? '', published !== undefined);
  const hasLink = links.data?.some((link) => !link.revokedAt) ?? false;
  const steps: readonly Step[] = [
    {
      done: sites > 0,
      title: 'workspace.steps.sites',
      action: 'workspace.steps.sites-do',
      to: `${here}/settings`,
    },
    {
      done: published !== undefined,
      title: 'workspace.steps.survey',
      action: 'workspace.steps.survey-do',
      to: `${here}/surveys`,
    },
    {
      done: hasLink,
      title: 'workspace.steps.link',
      action: 'workspace.steps.link-do',
      to: `${here}/links${published ? `?survey=${published.name}` : ''}`,
    },
    {
      done: false,
      title: 'workspace.steps.try',
      action: 'workspace.steps.try-do',
      to: `${here}/links${published ? `?survey=${published.name}` : ''}`,
    },
  ];
  const next = steps.findIndex((step) => !step.done);
  return (
    <div className={css.steps}>
      <h1>{t('workspace.today.nothing')}</h1>
      <p className={css.lead}>{t('workspace.today.nothing-lead')}</p>
      <ol>
        {steps.map((step, index) => (
          <li key={step.title} data-done={step.done || undefined}>
            {step.done ? (
              <IconCircleCheck size={22} stroke={1.75} aria-label={t('workspace.steps.done')} />
            ) : (
              <IconCircleDashed size={22} stroke={1.75} aria-hidden />
            )}
            <span className={css.stepTitle}>{t(step.title)}</span>
            {!step.done && (
              <Button
                component={Link}
                href={step.to}
                size="sm"
                variant={index === next ? 'filled' : 'default'}
              >
                {t(step.action)}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
