import { useWords } from '../language/words.ts';
import { Dialog } from '../parts/Dialog.tsx';

export interface LeaveChoices {
  /** Leaves it as it is, to go on later. */
  readonly onKeep: () => void;
  /** Ends here and sends what was answered; absent while there is nothing to send. */
  readonly onStopHere: (() => void) | undefined;
  readonly onDiscard: () => void;
}

interface LeaveDialogProps extends LeaveChoices {
  readonly onStay: () => void;
}

/** The ways out of an interview. Sending a part of it is a choice of its own, never what silence means. */
export function LeaveDialog({ onKeep, onStopHere, onDiscard, onStay }: LeaveDialogProps) {
  const { t } = useWords();
  return (
    <Dialog title={t('respond.leave.title')} onClose={onStay}>
      <p>{t(onStopHere ? 'respond.leave.text' : 'respond.leave.text.empty')}</p>
      <button type="button" className="button button-main" onClick={onKeep}>
        {t('respond.leave.keep')}
      </button>
      {onStopHere && (
        <button type="button" className="button" onClick={onStopHere}>
          {t('respond.leave.part')}
        </button>
      )}
      <button type="button" className="button button-grave" onClick={onDiscard}>
        {t('respond.leave.delete')}
      </button>
      <button type="button" className="button" onClick={onStay}>
        {t('respond.leave.stay')}
      </button>
    </Dialog>
  );
}
