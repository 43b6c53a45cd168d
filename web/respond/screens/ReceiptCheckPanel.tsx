import { useState } from 'react';
import { useWords, type Words } from '../language/words.ts';
import type { PhoneSnapshot } from '../phone-snapshot.ts';
import { receiptLines } from './receipt-lines.ts';

interface ReceiptCheckPanelProps {
  readonly phone: PhoneSnapshot;
  readonly onCheck: () => void;
}

/** "We have sent 40, you show 38": asks what has arrived, and gives a list to compare by. Ids and codes, no answers. */
export function ReceiptCheckPanel({ phone, onCheck }: ReceiptCheckPanelProps) {
  const words = useWords();
  const { t } = words;
  const [isCopied, setCopied] = useState(false);
  if (phone.receipts.length === 0) return null;
  const isAsking = phone.check === 'asking';
  const copy = async (): Promise<void> => {
    await navigator.clipboard?.writeText(receiptLines(phone)).then(
      () => setCopied(true),
      () => undefined,
    );
  };
  return (
    <section className="panel receipts">
      <p className="aside" role="status">
        {isCopied ? t('respond.receipts.copied') : sentence(words, phone)}
      </p>
      <div className="row">
        <button
          type="button"
          className="button button-mid"
          disabled={isAsking}
          onClick={() => {
            setCopied(false);
            onCheck();
          }}
        >
          {t(isAsking ? 'respond.receipts.asking' : 'respond.receipts.ask')}
        </button>
        {'clipboard' in navigator && (
          <button type="button" className="button button-mid" onClick={() => void copy()}>
            {t('respond.receipts.copy')}
          </button>
        )}
      </div>
    </section>
  );
}

function sentence({ t }: Words, { check }: PhoneSnapshot): string {
  if (check === undefined || check === 'asking') return t('respond.receipts.text');
  if (check === 'failed') return t('respond.receipts.failed');
  const { asked, missing } = check;
  if (missing.length === 0) return t('respond.receipts.all', { n: asked });
  return t('respond.receipts.some', { sent: asked, held: asked - missing.length });
}
