import { useState } from 'react';
import { momentText } from '../language/times.ts';
import { useWords } from '../language/words.ts';
import { Heading } from '../parts/Heading.tsx';
import { type ChipState, StateChip } from '../parts/StateChip.tsx';
import type { PhoneSnapshot } from '../phone.ts';
import { BackupButton } from './BackupButton.tsx';
import { ReceiptCheckPanel } from './ReceiptCheckPanel.tsx';
import { refusalText } from './refusal-text.ts';
import { StorageStrip } from './StorageStrip.tsx';

interface ListScreenProps {
  readonly phone: PhoneSnapshot;
  readonly now: Date;
  readonly onBack: () => void;
  readonly onSendNow: () => void;
  /** Asks the server what it holds. */
  readonly onCheck: () => void;
  /** Saves what has not arrived into a file; gives the file's name. */
  readonly onBackup: () => Promise<string | undefined>;
}

/** As many as a slow phone draws at once. */
const linesAtOnce = 60;

interface Line {
  readonly id: string;
  readonly at: string;
  readonly state: ChipState;
  readonly label: string;
  readonly detail?: string;
}

/** The responses of this link on this phone and how each one stands. Answers are never shown again. */
export function ListScreen({ phone, now, onBack, onSendNow, onCheck, onBackup }: ListScreenProps) {
  const { t, language } = useWords();
  const lines = useLines(phone);
  const [shown, setShown] = useState(linesAtOnce);
  const hasUnsent = phone.waiting.length + phone.refused.length > 0;
  return (
    <main className="screen list">
      <div className="bar">
        <button type="button" className="plain plain-back" onClick={onBack}>
          {t('respond.list.back')}
        </button>
        {phone.waiting.length > 0 && (
          <button
            type="button"
            className="button button-mid"
            disabled={phone.sending.size > 0}
            onClick={onSendNow}
          >
            {t(phone.sending.size > 0 ? 'respond.sending' : 'respond.sendNow')}
          </button>
        )}
      </div>
      <Heading>{t('respond.list.title')}</Heading>
      <p className="aside">{t(lines.length > 0 ? 'respond.list.note' : 'respond.list.empty')}</p>
      <StorageStrip phone={phone} />
      <ul className="lines">
        {lines.slice(0, shown).map((line) => (
          <li key={line.id}>
            <span className="row row-apart">
              <span>{t('respond.list.at', { time: momentText(line.at, language, now) })}</span>
              <StateChip state={line.state}>{line.label}</StateChip>
            </span>
            {line.detail && <span className="aside">{line.detail}</span>}
          </li>
        ))}
      </ul>
      {lines.length > shown && (
        <button
          type="button"
          className="button"
          onClick={() => setShown((count) => count + linesAtOnce)}
        >
          {t('respond.receipts.more', { n: Math.min(linesAtOnce, lines.length - shown) })}
        </button>
      )}
      {hasUnsent && <BackupButton phone={phone} onBackup={onBackup} />}
      <ReceiptCheckPanel phone={phone} onCheck={onCheck} />
    </main>
  );
}

/** Newest first. */
function useLines(phone: PhoneSnapshot): readonly Line[] {
  const words = useWords();
  const { t } = words;
  const drafts = phone.drafts.map(
    (row): Line => ({
      id: row.id,
      at: row.updatedAt,
      state: 'draft',
      label: t('respond.state.draft'),
    }),
  );
  const waiting = phone.waiting.map((row): Line => {
    const state = phone.sending.has(row.id) ? 'sending' : 'saved';
    const word = state === 'saved' && !phone.durable ? 'held' : state;
    return {
      id: row.id,
      at: row.savedAt,
      state,
      label: t(`respond.state.${word}`),
      ...(row.item.outcome === 'partial' ? { detail: t('respond.outbox.partial') } : {}),
    };
  });
  const missing = new Set(typeof phone.check === 'object' ? phone.check.missing : []);
  const refused = phone.refused.map(
    (row): Line => ({
      id: row.id,
      at: row.savedAt,
      state: 'refused',
      label: t('respond.state.refused'),
      ...(row.refusal ? { detail: refusalText(words, row.refusal) } : {}),
    }),
  );
  const received = phone.receipts.map((row): Line => {
    const code = row.code ? t('respond.list.code', { code: row.code }) : '';
    const review = row.needsReview ? t('respond.state.review') : '';
    const lost = missing.has(row.id) ? t('respond.receipts.missing') : '';
    const detail = [code, review, lost].filter((part) => part !== '').join(' · ');
    return {
      id: row.id,
      at: row.savedAt,
      state: 'received',
      label: t('respond.state.received'),
      ...(detail ? { detail } : {}),
    };
  });
  return [...drafts, ...waiting, ...refused, ...received].sort((a, b) => (a.at < b.at ? 1 : -1));
}
