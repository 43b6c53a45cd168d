import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useWords } from '../language/words.ts';
import { chromeAddress, type Surroundings } from '../surroundings.ts';

interface SurroundingsNoteProps {
  readonly surroundings: Surroundings;
  /** Whether this browser keeps anything at all. */
  readonly durable: boolean;
  /** A person who answers once, for themselves: what they have to do is another thing than for a collector. */
  readonly isOnce?: boolean;
}

/** Says plainly what will not work in this browser, before people rely on it. */
export function SurroundingsNote({ surroundings, durable, isOnce = false }: SurroundingsNoteProps) {
  const { t } = useWords();
  if (!durable) return <Note isGrave>{t('respond.note.storage')}</Note>;
  if (surroundings.kind === 'insecure') return <Note>{t('respond.note.insecure')}</Note>;
  if (surroundings.kind !== 'in-app') return null;
  const app = surroundings.app ?? t('respond.note.inApp.name');
  return (
    <Note>
      {t(isOnce ? 'respond.note.inApp.self' : 'respond.note.inApp', { app })}
      {surroundings.isAndroid && (
        <a className="button button-mid" href={chromeAddress(location.href)}>
          {t('respond.note.inApp.open')}
        </a>
      )}
      <CopyAddress />
    </Note>
  );
}

/** Where no address opens another browser, people carry it there themselves. */
function CopyAddress() {
  const { t } = useWords();
  const [state, setState] = useState<'offered' | 'copied' | 'refused'>('offered');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(location.href);
      setState('copied');
    } catch {
      setState('refused');
    }
  };
  return (
    <>
      <button type="button" className="link" onClick={() => void copy()}>
        {t('respond.note.copy')}
      </button>
      <span className="copy-state" role="status">
        {state === 'copied' && t('respond.note.copied')}
        {state === 'refused' && (
          <>
            {t('respond.note.copyByHand')} <span className="address">{location.href}</span>
          </>
        )}
      </span>
    </>
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
      <div className="note-text">{children}</div>
    </div>
  );
}
