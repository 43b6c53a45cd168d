import { IconRotate } from '@tabler/icons-react';
import { useWords } from '../language/words.ts';

interface PreviewEndProps {
  /** What the survey says at its end. */
  readonly closing: string;
  readonly onRestart: () => void;
}

/** Where a phone would say that the answers are safe: here none were kept. */
export function PreviewEnd({ closing, onRestart }: PreviewEndProps) {
  const { t } = useWords();
  return (
    <main className="screen thanks">
      <h1>{t('respond.trial')}</h1>
      <p className="closing">{closing}</p>
      <div className="actions">
        <button type="button" className="button button-main" onClick={onRestart}>
          <IconRotate className="icon" aria-hidden="true" />
          {t('respond.new')}
        </button>
      </div>
    </main>
  );
}
