import type { ReactNode } from 'react';
import { BugBoundary } from '#web/workspace/bugs/BugBoundary.tsx';
import { BugSheet } from '#web/workspace/bugs/BugSheet.tsx';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Page } from '#web/workspace/shell/Page.tsx';
import css from './bugs.module.css';

interface CaughtProps {
  readonly children: ReactNode;
}

/** Around one page of a project: the rail stays, the other pages go on working. */
export function CaughtInPage({ children }: CaughtProps) {
  const { t } = useLanguage();
  return (
    <BugBoundary
      instead={(error) => (
        <Page name={t('workspace.bug.name')}>
          <BugSheet error={error} />
        </Page>
      )}
    >
      {children}
    </BugBoundary>
  );
}

/** Around everything: the last page that can still be drawn. */
export function CaughtAtLast({ children }: CaughtProps) {
  return (
    <BugBoundary
      instead={(error) => (
        <main className={css.page}>
          <BugSheet error={error} />
        </main>
      )}
    >
      {children}
    </BugBoundary>
  );
}
