import { useState } from 'react';
import { useWords } from '../language/words.ts';
import { Dialog } from '../parts/Dialog.tsx';

interface DraftLineProps {
  readonly where: string;
  readonly onContinue: () => void;
  readonly onDiscard: () => void;
}

export function DraftLine({ where, onContinue, onDiscard }: DraftLineProps) {
  const { t } = useWords();
  const [isAsking, setAsking] = useState(false);
  return (
    <section className="panel-line">
      <div className="row row-apart">
        <p>
          {t('respond.draft.title')}
          <br />
          <span className="aside">{where}</span>
        </p>
        <button type="button" className="button button-mid" onClick={onContinue}>
          {t('respond.draft.continue')}
        </button>
      </div>
      <button type="button" className="link link-small" onClick={() => setAsking(true)}>
        {t('respond.draft.delete')}
      </button>
      {isAsking && (
        <Dialog title={t('respond.draft.delete.title')} onClose={() => setAsking(false)}>
          <p>{t('respond.draft.delete.text')}</p>
          <button type="button" className="button button-grave" onClick={onDiscard}>
            {t('respond.draft.delete.yes')}
          </button>
          <button type="button" className="button" onClick={() => setAsking(false)}>
            {t('respond.cancel')}
          </button>
        </Dialog>
      )}
    </section>
  );
}
