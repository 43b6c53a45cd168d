import { useEffect, useState } from 'react';
import { momentText } from '../language/times.ts';
import { useWords } from '../language/words.ts';
import { StateChip } from '../parts/StateChip.tsx';
import type { PhoneSnapshot } from '../phone.ts';

interface WaitingLineProps {
  readonly phone: PhoneSnapshot;
  readonly now: Date;
  readonly onSendNow: () => void;
}

const dayMs = 24 * 60 * 60 * 1000;
/** So many are worth a way to where there is internet. */
const manyWaiting = 20;

/** What is finished but not yet received; nothing is shown when nothing is. */
export function WaitingLine({ phone, now, onSendNow }: WaitingLineProps) {
  const { t, language } = useWords();
  const [oldest] = phone.waiting;
  const isOld = oldest && now.getTime() - new Date(oldest.savedAt).getTime() > dayMs;
  const isSending = phone.sending.size > 0;
  const seconds = useSecondsUntil(isSending ? undefined : phone.nextTryAt);
  return (
    <>
      {oldest && (
        <section className="panel-line">
          <div className="row row-apart">
            <StateChip state={isSending ? 'sending' : 'saved'}>
              {t('respond.waiting.chip', { n: phone.waiting.length })}
            </StateChip>
            <button
              type="button"
              className="button button-mid"
              disabled={isSending}
              onClick={onSendNow}
            >
              {t(isSending ? 'respond.sending' : 'respond.sendNow')}
            </button>
          </div>
          <p className="aside">
            {isOld
              ? t('respond.waiting.old')
              : phone.waiting.length >= manyWaiting
                ? t('respond.outbox.many', { n: phone.waiting.length })
                : t('respond.waiting.since', { time: momentText(oldest.savedAt, language, now) })}
          </p>
          {seconds > 0 && <p className="aside">{t('respond.outbox.next', { n: seconds })}</p>}
        </section>
      )}
      {phone.refused.length > 0 && (
        <section className="panel-line">
          <StateChip state="refused">
            {t('respond.refused.chip', { n: phone.refused.length })}
          </StateChip>
          <p className="aside">{t('respond.refused.text')}</p>
        </section>
      )}
    </>
  );
}

/** Whole seconds until then, counted down; 0 where there is nothing to wait for. */
function useSecondsUntil(at: number | undefined): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (at === undefined) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [at]);
  return at === undefined ? 0 : Math.max(0, Math.ceil((at - now) / 1000));
}
