import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../language/words.ts';
import { chromeAddress, type Surroundings } from '../surroundings.ts';

interface SurroundingsNoteProps {
  readonly surroundings: Surroundings;
  /** Whether this browser keeps anything at all. */
  readonly durable: boolean;
}

/** Says plainly what will not work in this browser, before people rely on it. */
export function SurroundingsNote({ surroundings, durable }: SurroundingsNoteProps) {
  const { t } = useWords();
  if (!durable) return <Note isGrave>{t('respond.note.storage')}</Note>;
  if (surroundings.kind === 'insecure') return <Note>{t('respond.note.insecure')}</Note>;
  if (surroundings.kind !== 'in-app') return null;
  return (
    <Note>
      {t('respond.note.inApp', { app: surroundings.app ?? t('respond.note.inApp.name') })}{' '}
      {surroundings.isAndroid && (
        <a href={chromeAddress(location.href)}>{t('respond.note.inApp.open')}</a>
      )}
    </Note>
  );
}

interface NoteProps {
  readonly isGrave?: boolean;
  readonly children: ReactNode;
}

function Note({ isGrave = false, children }: NoteProps) {
  return (
    <div className={isGrave ? 'note note-grave' : 'note'}>
      <IconAlertTriangle className="icon" aria-hidden="true" />
      <p>{children}</p>
    </div>
  );
}
