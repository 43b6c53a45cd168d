import { ActionIcon } from '@mantine/core';
import { IconMenu2 } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { productName } from '#web/workspace/language/product-name.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { OfflineNote } from '#web/workspace/parts/OfflineNote.tsx';
import { AccountMenu } from '#web/workspace/shell/AccountMenu.tsx';
import { useShell } from '#web/workspace/shell/use-shell.ts';
import css from './shell.module.css';

interface PageProps {
  /** What the browser's tab says. */
  readonly name: string;
  /** Where one is: a survey, a date. */
  readonly crumb?: ReactNode;
  /** At most one filled button. */
  readonly actions?: ReactNode;
  /** The page brings its own panes and paddings. */
  readonly bare?: boolean;
  /** Without a network one goes on here, and the page itself says how. */
  readonly goesOnOffline?: boolean;
  readonly children: ReactNode;
}

/** A page: the bar above with where one is and what can be done, the sheet below. */
export function Page({
  name,
  crumb,
  actions,
  bare = false,
  goesOnOffline = false,
  children,
}: PageProps) {
  const { t } = useLanguage();
  const shell = useShell();
  useEffect(() => {
    document.title = `${name} · ${productName}`;
  }, [name]);
  return (
    <>
      <header className={css.top}>
        {shell && (
          <ActionIcon
            className={css.menuButton ?? ''}
            variant="subtle"
            color="gray"
            size={44}
            aria-label={t('workspace.shell.menu')}
            onClick={shell.openMenu}
          >
            <IconMenu2 size={22} stroke={1.75} aria-hidden />
          </ActionIcon>
        )}
        <div className={css.crumb}>{crumb}</div>
        <div className={css.actions}>{actions}</div>
        <AccountMenu />
      </header>
      <main id="content" tabIndex={-1} className={bare ? css.bareBody : css.body}>
        {!goesOnOffline && <OfflineNote />}
        {children}
      </main>
    </>
  );
}
