import { Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type ReactNode, useEffect } from 'react';
import { useLocation } from 'wouter';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { KeyboardShortcuts } from '#web/workspace/shell/KeyboardShortcuts.tsx';
import { rememberProject } from '#web/workspace/shell/last-project.ts';
import { NavLinks } from '#web/workspace/shell/NavLinks.tsx';
import { ProjectSwitch } from '#web/workspace/shell/ProjectSwitch.tsx';
import { bottomPlaces, mainPlaces, otherPlaces } from '#web/workspace/shell/places.ts';
import { usePlaceCounts } from '#web/workspace/shell/use-place-counts.ts';
import { ShellContext } from '#web/workspace/shell/use-shell.ts';
import { Wordmark } from '#web/workspace/shell/Wordmark.tsx';
import css from './shell.module.css';

interface ShellProps {
  readonly projectId: string;
  readonly children: ReactNode;
}

/** The frame of every page of a project: a rail on wide screens, a bar below and a drawer on phones. */
export function Shell({ projectId, children }: ShellProps) {
  const { t } = useLanguage();
  const [location] = useLocation();
  const counts = usePlaceCounts(projectId);
  const [drawer, { open, close }] = useDisclosure(false);

  useEffect(() => rememberProject(projectId), [projectId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the drawer
  useEffect(close, [location]);

  return (
    <ShellContext value={{ projectId, openMenu: open }}>
      <div className={css.app}>
        <a className={css.skip} href="#content">
          {t('workspace.shell.skip')}
        </a>
        <div className={css.rail}>
          <Wordmark />
          <ProjectSwitch projectId={projectId} />
          <NavLinks label={t('workspace.shell.main-nav')} places={mainPlaces} counts={counts} />
          <span className={css.space} />
          <NavLinks label={t('workspace.shell.other-nav')} places={otherPlaces} />
        </div>
        <div className={css.page}>{children}</div>
        <div className={css.bottom}>
          <NavLinks label={t('workspace.shell.main-nav')} places={bottomPlaces} />
        </div>
        <Drawer
          opened={drawer}
          onClose={close}
          title={<Wordmark />}
          size="280px"
          closeButtonProps={{ 'aria-label': t('workspace.action.close'), size: 44 }}
        >
          <div className={css.drawer}>
            <ProjectSwitch projectId={projectId} />
            <NavLinks
              label={t('workspace.shell.all-nav')}
              places={[...mainPlaces, ...otherPlaces]}
              counts={counts}
            />
          </div>
        </Drawer>
        <KeyboardShortcuts projectId={projectId} />
      </div>
    </ShellContext>
  );
}
