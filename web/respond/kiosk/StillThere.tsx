import { useWords } from '../language/words.ts';
import { Dialog } from '../parts/Dialog.tsx';

interface StillThereProps {
  readonly secondsLeft: number;
  /** Whether the survey wants what was answered, should nobody be there any more. */
  readonly isKept: boolean;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

/** Asks before it forgets; as often as somebody likes, the answer gives them another minute. */
export function StillThere({ secondsLeft, isKept, onStay, onLeave }: StillThereProps) {
  const { t } = useWords();
  return (
    <Dialog title={t('respond.kiosk.there')} onClose={onStay}>
      <p>{t(isKept ? 'respond.kiosk.there.kept' : 'respond.kiosk.there.text')}</p>
      <p className="seconds" aria-hidden="true">
        {secondsLeft}
      </p>
      <button type="button" className="button button-main" onClick={onStay}>
        {t('respond.kiosk.there.yes')}
      </button>
      <button type="button" className="button" onClick={onLeave}>
        {t('respond.kiosk.there.no')}
      </button>
    </Dialog>
  );
}
