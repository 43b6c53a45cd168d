import { IconAlertCircle, IconChecks, IconDeviceMobileCheck, IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ExitButton } from '../exit/ExitButton.tsx';
import { timeText } from '../language/times.ts';
import { useWords, type Words } from '../language/words.ts';
import type { OutboxRow, ReceiptRow } from '../outbox/rows.ts';
import { Heading } from '../parts/Heading.tsx';
import { StatusLine } from '../parts/StatusLine.tsx';
import { refusalText } from './refusal-text.ts';

interface ThanksScreenProps {
  readonly online: boolean;
  readonly durable: boolean;
  readonly isSending: boolean;
  readonly receipt: ReceiptRow | undefined;
  readonly kept: OutboxRow | undefined;
  /** Nobody can find an answer by its code, so none is shown. */
  readonly isAnonymous: boolean;
  /** What the survey says at its end. */
  readonly closing: string;
  /** Where the response is nowhere else but in this page: how to save it. */
  readonly rescue?: ReactNode;
  /** Both absent on a respondent's own phone. */
  readonly onNew?: () => void;
  readonly onList?: () => void;
}

/** The end of an interview. Its state changes by itself, and says "received" only against a receipt. */
export function ThanksScreen(props: ThanksScreenProps) {
  const words = useWords();
  const { t } = words;
  const state = props.receipt ? 'received' : props.kept?.refusal ? 'refused' : 'saved';
  const isKept = state !== 'saved' || props.durable;
  const Icon = {
    received: IconChecks,
    refused: IconAlertCircle,
    saved: IconDeviceMobileCheck,
    held: IconAlertCircle,
  }[isKept ? state : 'held'];
  return (
    <main className="screen thanks">
      <div className="bar">
        <StatusLine online={props.online} />
        <ExitButton />
      </div>
      <span className={`badge badge-${state}`}>
        <Icon className="icon" aria-hidden="true" />
      </span>
      <div role="status">
        <Heading>
          {t(
            props.isSending && state === 'saved'
              ? 'respond.thanks.sending'
              : `respond.thanks.${isKept ? state : 'held'}`,
          )}
        </Heading>
        <p className="lead">{explanation(words, props)}</p>
      </div>
      {!props.receipt && props.rescue}
      {props.receipt?.code && !props.isAnonymous && (
        <div className="panel code">
          <p className="aside">{t('respond.code')}</p>
          <div className="code-text">{props.receipt.code}</div>
          <p className="aside">{t('respond.code.text')}</p>
        </div>
      )}
      <p className="closing">{props.closing}</p>
      <div className="actions">
        {props.onNew && (
          <button type="button" className="button button-main" onClick={props.onNew}>
            <IconPlus className="icon" aria-hidden="true" />
            {t('respond.new')}
          </button>
        )}
        {props.onList && (
          <button type="button" className="button" onClick={props.onList}>
            {t('respond.list.open')}
          </button>
        )}
        {!props.onNew && props.receipt && <p className="aside">{t('respond.done.close')}</p>}
      </div>
    </main>
  );
}

function explanation(words: Words, { receipt, kept, durable }: ThanksScreenProps): string {
  const { t, language } = words;
  if (receipt) {
    if (receipt.problem === 'code-used') return t('respond.code.used');
    if (receipt.problem === 'code-unknown' || receipt.problem === 'code-missing')
      return t('respond.code.unknown');
    const time = timeText(receipt.receivedAt, language);
    return t(receipt.needsReview ? 'respond.thanks.review.text' : 'respond.thanks.received.text', {
      time,
    });
  }
  if (kept?.refusal)
    return t('respond.thanks.refused.text', { reason: refusalText(words, kept.refusal) });
  return t(durable ? 'respond.thanks.saved.text' : 'respond.thanks.saved.stay');
}
