import { IconAlertTriangle } from '@tabler/icons-react';
import { useWords } from '../language/words.ts';
import type { PhoneSnapshot } from '../phone-snapshot.ts';
import { BackupButton } from './BackupButton.tsx';
import { forgetsAfterAWeek, storageNote } from './storage-note.ts';

interface StorageStripProps {
  readonly phone: PhoneSnapshot;
  /** Saves what has not arrived into a file; gives the file's name. */
  readonly onBackup?: () => Promise<string | undefined>;
}

/** Says what is wrong with the phone's storage and, where something could be lost, offers to save it elsewhere. */
export function StorageStrip({ phone, onBackup }: StorageStripProps) {
  const { t } = useWords();
  const isInstalled = matchMedia('(display-mode: standalone)').matches;
  const note = storageNote(phone, {
    forgetsAfterAWeek: forgetsAfterAWeek(navigator.userAgent, isInstalled),
  });
  if (!note) return null;
  const canBackUp = note.isGrave && phone.waiting.length + phone.refused.length > 0;
  return (
    <div className={note.isGrave ? 'note note-grave' : 'note'} role="status">
      <IconAlertTriangle className="icon" aria-hidden="true" />
      <div>
        <p>{t(note.key)}</p>
        {canBackUp && onBackup && <BackupButton phone={phone} onBackup={onBackup} />}
      </div>
    </div>
  );
}
