import { dateText } from '../language/times.ts';
import { useWords } from '../language/words.ts';
import { Heading } from '../parts/Heading.tsx';
import { StatusLine } from '../parts/StatusLine.tsx';
import type { PhoneSnapshot, Standing } from '../phone.ts';

interface NoticeScreenProps {
  readonly standing: Exclude<Standing, 'open' | 'loading'>;
  readonly phone: PhoneSnapshot;
  readonly onRetry: () => void;
  readonly onList?: () => void;
  /** Goes on with an interview that was begun in time. */
  readonly onContinue?: () => void;
}

const keys = {
  'first-open': 'first',
  unknown: 'unknown',
  over: 'over',
  paused: 'paused',
  early: 'early',
} as const;

/** The link cannot be used now: says why, what is safe, and the one thing to do. */
export function NoticeScreen({ standing, phone, onRetry, onList, onContinue }: NoticeScreenProps) {
  const { t, language } = useWords();
  const key = keys[standing];
  const opensAt = phone.link?.view.opensAt;
  const waiting = phone.waiting.length;
  return (
    <main className="screen notice">
      <div className="bar">
        <StatusLine online={phone.online} />
      </div>
      <Heading>{t(`respond.notice.${key}.title`)}</Heading>
      <p className="lead">
        {t(`respond.notice.${key}.text`, { date: opensAt ? dateText(opensAt, language) : '' })}
      </p>
      {waiting > 0 && <p>{t('respond.notice.over.waiting', { n: waiting })}</p>}
      <div className="actions">
        <button type="button" className="button button-main" onClick={onRetry}>
          {t(waiting > 0 ? 'respond.sendNow' : 'respond.notice.retry')}
        </button>
        {onContinue && (
          <button type="button" className="button" onClick={onContinue}>
            {t('respond.draft.title')}: {t('respond.draft.continue')}
          </button>
        )}
        {onList && (
          <button type="button" className="button" onClick={onList}>
            {t('respond.list.open')}
          </button>
        )}
      </div>
    </main>
  );
}
