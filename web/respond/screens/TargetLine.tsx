import { momentText } from '../language/times.ts';
import { useWords } from '../language/words.ts';
import type { LinkRow } from '../outbox/rows.ts';
import { daysLeft } from './field-days.ts';

interface TargetLineProps {
  readonly progress: NonNullable<LinkRow['progress']>;
  readonly wanted: number;
  /** Finished on this phone and not yet received: shown apart, never counted as received. */
  readonly onPhone: number;
  readonly online: boolean;
  readonly now: Date;
}

/** How far the collector has come, where they should be today, and how long there is. */
export function TargetLine({ progress, wanted, onPhone, online, now }: TargetLineProps) {
  const { t, language } = useWords();
  const { received, expectedByToday: expected } = progress;
  const days = daysLeft(progress.endsOn, now);
  const share = (count: number): number => Math.min(100, (100 * count) / wanted);
  const done = share(received);
  const asked = momentText(progress.askedAt, language, now);
  const sentences = [
    onPhone > 0 && t('respond.home.onPhone', { n: onPhone }),
    received >= wanted && t('respond.home.full'),
    received < wanted && expected !== undefined && t('respond.home.expected', { n: expected }),
    days !== undefined &&
      (days > 0 ? t('respond.home.days', { n: days }) : t('respond.home.lastDay')),
    !online && t('respond.home.asOf', { time: asked }),
  ];
  return (
    <>
      <p className="count">
        <strong className="figure">{received}</strong>
        <span>{t('respond.home.of', { wanted })}</span>
      </p>
      <div className="target" aria-hidden="true">
        <span className="target-done" style={{ width: `${done}%` }} />
        {onPhone > 0 && (
          <span
            className="target-kept"
            style={{ insetInlineStart: `${done}%`, width: `${share(received + onPhone) - done}%` }}
          />
        )}
        {expected !== undefined && (
          <span className="target-mark" style={{ insetInlineStart: `${share(expected)}%` }} />
        )}
      </div>
      <p className="aside">{sentences.filter(Boolean).join(' ')}</p>
    </>
  );
}
