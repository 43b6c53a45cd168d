import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { useSession } from '#web/workspace/access/use-session.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './shell.module.css';

interface ProjectSwitchProps {
  readonly projectId: string;
}

/** Which project one works in; the page stays the same. */
export function ProjectSwitch({ projectId }: ProjectSwitchProps) {
  const { t } = useLanguage();
  const { projects } = useSession();
  const [location, navigate] = useLocation();
  const name = projects.find((project) => project.id === projectId)?.name ?? '';
  const page = location.split('/')[3] ?? 'today';
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <UnstyledButton className={css.project ?? ''}>
          <span className={css.projectLabel}>{t('workspace.shell.project')}</span>
          <span className={css.projectName}>
            <span>{name}</span>
            <IconSelector size={17} stroke={1.75} aria-hidden />
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {projects.map((project) => (
          <Menu.Item
            key={project.id}
            onClick={() => navigate(`/projects/${project.id}/${page}`)}
            {...(project.id === projectId && {
              'aria-current': true,
              rightSection: <IconCheck size={16} stroke={1.75} aria-hidden />,
            })}
          >
            {project.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
