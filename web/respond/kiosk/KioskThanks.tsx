import { IconCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useWords } from '../language/words.ts';
import { Heading } from '../parts/Heading.tsx';

/** Long enough to read one sentence; the next person may be waiting. */
const shownMs = 5_000;

/** The end of an interview at a kiosk: a thank-you, no code, no list, nothing that leads back. */
export function KioskThanks({
  closing,
  onDone,
}: {
  readonly closing: string;
  readonly onDone: () => void;
}) {
  const { t } = useWords();
  const done = useRef(onDone);
  done.current = onDone;
  useEffect(() => {
    const timer = setTimeout(() => done.current(), shownMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main className="screen thanks">
      <span className="badge badge-received">
        <IconCheck className="icon" aria-hidden="true" />
      </span>
      <div role="status">
        <Heading>{t('respond.kiosk.end')}</Heading>
        <p className="lead">{closing || t('respond.thanks.text')}</p>
      </div>
      <div className="actions">
        <button type="button" className="button button-main" onClick={onDone}>
          {t('respond.kiosk.done')}
        </button>
      </div>
    </main>
  );
}
