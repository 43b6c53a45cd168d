import { useState } from 'react';
import { useWords } from '../../language/words.ts';
import { saveFile, unsentFileName } from '../../outbox/unsent-file.ts';
import type { KioskPin } from '../../outbox/wire.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { StatusLine } from '../../parts/StatusLine.tsx';
import type { Phone, PhoneSnapshot } from '../../phone.ts';
import { PinEntry } from './PinEntry.tsx';

interface StaffPanelProps {
  readonly phone: Phone;
  readonly snapshot: PhoneSnapshot;
  /** Absent where the link was made without one: then holding the corner is enough. */
  readonly pin: KioskPin | undefined;
  readonly onClose: () => void;
  readonly onLeave: () => void;
}

/** What staff see of the kiosk: how much waits, never what was answered. */
export function StaffPanel({ phone, snapshot, pin, onClose, onLeave }: StaffPanelProps) {
  const { t } = useWords();
  const [isIn, setIn] = useState(pin === undefined);
  const { waiting, refused, sending } = snapshot;
  const kept = waiting.length + refused.length;
  const save = async (): Promise<void> => {
    const file = await phone.unsent();
    if (file) saveFile(unsentFileName(new Date()), file);
  };
  const leave = (): void => {
    if (document.fullscreenElement) void document.exitFullscreen().finally(onLeave);
    else onLeave();
  };
  return (
    <Dialog title={t('respond.staff')} onClose={onClose}>
      {!isIn && pin ? (
        <PinEntry pin={pin} onRight={() => setIn(true)} onClose={onClose} />
      ) : (
        <>
          <StatusLine online={snapshot.online} />
          <p>{t('respond.staff.waiting', { n: waiting.length })}</p>
          {refused.length > 0 && <p>{t('respond.refused.chip', { n: refused.length })}</p>}
          {!snapshot.durable && <p className="note note-grave">{t('respond.note.storage')}</p>}
          <button type="button" className="button button-main" onClick={onClose}>
            {t('respond.staff.back')}
          </button>
          <button
            type="button"
            className="button"
            disabled={waiting.length === 0 || sending.size > 0}
            onClick={phone.sendNow}
          >
            {t(sending.size > 0 ? 'respond.sending' : 'respond.sendNow')}
          </button>
          <button
            type="button"
            className="button"
            disabled={kept === 0}
            onClick={() => void save()}
          >
            {t('respond.staff.file')}
          </button>
          <button type="button" className="button button-grave" onClick={leave}>
            {t('respond.staff.leave')}
          </button>
        </>
      )}
    </Dialog>
  );
}
