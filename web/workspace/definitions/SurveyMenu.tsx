import { ActionIcon, Menu } from '@mantine/core';
import {
  type Icon,
  IconDots,
  IconFileDownload,
  IconFileImport,
  IconFileSpreadsheet,
  IconFileUpload,
  IconKeyboard,
  IconPrinter,
  IconStopwatch,
} from '@tabler/icons-react';
import { Link } from 'wouter';
import type { Verb } from '#core/access/roles.ts';
import type { SurveyDetail } from '#core/definitions/survey-api.ts';
import { useMay } from '#web/workspace/access/use-session.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';

/** Something that can be done with a survey, at an address of its own. */
export interface SurveyAction {
  readonly key: string;
  readonly label: WorkspaceKey;
  readonly icon: Icon;
  /** Who is offered it; the server decides for itself. */
  readonly verb: Verb;
  /** @param here the survey's own address in the workspace: `/projects/:id/surveys/:name`. */
  readonly href: (survey: SurveyDetail, here: string) => string;
  /** The address is a file of the server (`/api/v1/…`), not a page of the workspace. */
  readonly file?: boolean;
  /** Only where it makes sense; always, where nothing is said. */
  readonly when?: (survey: SurveyDetail) => boolean;
}

/** In the order in which they are offered. Each part of the product adds its own line. */
export const surveyActions: readonly SurveyAction[] = [
  {
    key: 'pilot',
    label: 'pilot.menu',
    icon: IconStopwatch,
    verb: 'survey.write',
    href: (_, here) => `${here}/pilot`,
  },
  {
    key: 'type-in',
    label: 'intake.menu-type',
    icon: IconKeyboard,
    verb: 'response.type',
    href: (_, here) => `${here}/type-in`,
    when: ({ versions }) => versions.length > 0,
  },
  {
    key: 'import',
    label: 'intake.menu-import',
    icon: IconFileImport,
    verb: 'response.import',
    href: (_, here) => `${here}/import`,
    when: ({ versions }) => versions.length > 0,
  },
  {
    key: 'paper',
    label: 'exchange.menu-paper',
    icon: IconPrinter,
    verb: 'survey.read',
    href: (_, here) => `${here}/paper`,
  },
  {
    key: 'upload',
    label: 'exchange.menu-upload',
    icon: IconFileUpload,
    verb: 'survey.write',
    href: (_, here) => `${here}/upload`,
  },
  {
    key: 'xlsform',
    label: 'exchange.menu-xlsform',
    icon: IconFileSpreadsheet,
    verb: 'survey.read',
    href: ({ name }) => `/api/v1/surveys/${name}/xlsform`,
    file: true,
  },
  {
    key: 'original',
    label: 'exchange.menu-original',
    icon: IconFileDownload,
    verb: 'survey.read',
    href: ({ name }) => `/api/v1/surveys/${name}/original`,
    file: true,
    when: ({ hasOriginal }) => hasOriginal === true,
  },
];

interface SurveyMenuProps {
  readonly survey: SurveyDetail;
  readonly projectId: string;
}

/** Everything that can be done with a survey, for whoever may. */
export function SurveyMenu({ survey, projectId }: SurveyMenuProps) {
  const { t } = useLanguage();
  const here = `/projects/${projectId}/surveys/${survey.name}`;
  const offered = surveyActions.filter(({ when = () => true }) => when(survey));
  if (offered.length === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={t('editor.menu.label')}>
          <IconDots size={20} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map((action) => (
          <SurveyMenuItem key={action.key} action={action} href={action.href(survey, here)} />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function SurveyMenuItem({
  action,
  href,
}: {
  readonly action: SurveyAction;
  readonly href: string;
}) {
  const { t } = useLanguage();
  const IconPart = action.icon;
  const icon = <IconPart size={17} stroke={1.75} aria-hidden />;
  if (!useMay(action.verb)) return null;
  if (action.file) {
    return (
      <Menu.Item component="a" href={href} download leftSection={icon}>
        {t(action.label)}
      </Menu.Item>
    );
  }
  return (
    <Menu.Item component={Link} href={href} leftSection={icon}>
      {t(action.label)}
    </Menu.Item>
  );
}
