import { Button, CopyButton } from '@mantine/core';
import { IconAlertCircle, IconLock } from '@tabler/icons-react';
import type { Refusal } from '#web/workspace/api/request.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { problemKey } from '#web/workspace/parts/problem-words.ts';
import css from './parts.module.css';

interface ProblemNoteProps {
  readonly refusal: Refusal;
  readonly onRetry?: () => void;
}

/** What did not work, what to do, and the details to hand on. What is not allowed says whom to ask. */
export function ProblemNote({ refusal, onRetry }: ProblemNoteProps) {
  const { t } = useLanguage();
  if (refusal.status === 403) {
    return (
      <Note icon={IconLock} role="status">
        {t('workspace.state.forbidden')}
      </Note>
    );
  }
  return (
    <Note icon={IconAlertCircle} tone="refused" role="alert">
      <p>{t(problemKey(refusal.code), { seconds: refusal.retryAfterSeconds ?? 60 })}</p>
      <div className={css.noteActions}>
        {onRetry && (
          <Button variant="default" size="xs" onClick={onRetry}>
            {t('workspace.state.retry')}
          </Button>
        )}
        <CopyButton value={detailsOf(refusal)}>
          {({ copied, copy }) => (
            <Button variant="subtle" size="xs" onClick={copy}>
              {t(copied ? 'workspace.state.copied' : 'workspace.state.copy-details')}
            </Button>
          )}
        </CopyButton>
      </div>
    </Note>
  );
}

/** For whoever helps: code, status, address and request; the page's own query is left out. */
const detailsOf = ({ code, status, path, requestId, errors }: Refusal): string =>
  JSON.stringify({ code, status, path: path.split('?')[0], requestId, errors }, null, 1);
