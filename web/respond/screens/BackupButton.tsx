import { useState } from 'react';
import { useWords } from '../language/words.ts';
import type { PhoneSnapshot } from '../phone-snapshot.ts';

interface BackupButtonProps {
  readonly phone: PhoneSnapshot;
  /** Saves what has not arrived into a file; gives the file's name. */
  readonly onBackup: () => Promise<string | undefined>;
}

/** Saves what has not arrived into a file, and says who can read it. */
export function BackupButton({ phone, onBackup }: BackupButtonProps) {
  const { t } = useWords();
  const [name, setName] = useState<string>();
  const rows = [...phone.waiting, ...phone.refused];
  // Rows of older builds are sealed on the way into the file, if this browser can.
  const isSealed = phone.seals || rows.every((row) => 'sealed' in row.item);
  return (
    <div className="backup">
      <button
        type="button"
        className="button button-mid"
        onClick={() => void onBackup().then(setName)}
      >
        {t('respond.outbox.backup')}
      </button>
      <p className="aside" role="status">
        {name
          ? t('respond.outbox.backup.done', { name })
          : t(isSealed ? 'respond.outbox.backup.text' : 'respond.outbox.backup.plain', {
              n: rows.length,
            })}
      </p>
    </div>
  );
}
