import { momentText } from '../language/times.ts';
import { useWords } from '../language/words.ts';
import { type ChipState, StateChip } from '../parts/StateChip.tsx';
import type { PhoneSnapshot } from '../phone.ts';
import { refusalText } from './refusal-text.ts';

interface ListScreenProps {
  readonly phone: PhoneSnapshot;
  readonly now: Date;
  readonly onBack: () => void;
  readonly onSendNow: () => void;
}

interface Line {
  readonly id: string;
  readonly at: string;
  readonly state: ChipState;
  readonly label: string;
  readonly detail?: string;
}

/** The responses of this link on this phone and how each one stands. Answers are never shown again. */
export function ListScreen({ phone, now, onBack, onSendNow }: ListScreenProps) {
  const { t, language } = useWords();
  const lines = useLines(phone);
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
      <h1>{t('respond.list.title')}</h1>
      <p className="aside">{t(lines.length > 0 ? 'respond.list.note' : 'respond.list.empty')}</p>
      <ul className="lines">
        {lines.map((line) => (
          <li key={line.id}>
            <span className="row row-apart">
              <span>{t('respond.list.at', { time: momentText(line.at, language, now) })}</span>
              <StateChip state={line.state}>{line.label}</StateChip>
            </span>
            {line.detail && <span className="aside">{line.detail}</span>}
          </li>
        ))}
      </ul>
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
    return { id: row.id, at: row.savedAt, state, label: t(`respond.state.${word}`) };
  });
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
    const detail = [code, review].filter((part) => part !== '').join(' · ');
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
