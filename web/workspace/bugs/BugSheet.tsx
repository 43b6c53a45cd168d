import { Button, CopyButton } from '@mantine/core';
import { use, useState } from 'react';

import { bugDetails } from '#web/workspace/bugs/bug-details.ts';
import { LanguageContext } from '#web/workspace/language/use-language.ts';
import { words } from '#web/workspace/language/words-vi.ts';
import { workspaceMessages } from '#web/workspace/language/workspace-messages.ts';
import { isReloading } from '#web/workspace/reload-after-update.ts';
import css from './bugs.module.css';

interface BugSheetProps {
  readonly error: unknown;
}

/** Our own mistake: what happened, what is safe, one action, and details that name nobody. */
export function BugSheet({ error }: BugSheetProps) {
  // What broke may be the words themselves: Vietnamese is always here.
  const t = use(LanguageContext)?.t ?? workspaceMessages('vi', words);
  const [details] = useState(() => bugDetails(error, window.location.pathname, new Date()));
  if (isReloading()) return null;
  return (
    <section className={css.sheet} role="alert">
      <h1>{t('workspace.bug.title')}</h1>
      <p>{t('workspace.bug.safe')}</p>
      <p>{t('workspace.bug.again')}</p>
      <div className={css.actions}>
        <Button onClick={() => window.location.reload()}>{t('workspace.bug.reload')}</Button>
        <CopyButton value={details}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? 'workspace.state.copied' : 'workspace.state.copy-details')}
            </Button>
          )}
        </CopyButton>
      </div>
    </section>
  );
}
