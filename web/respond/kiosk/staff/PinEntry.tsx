import { type FormEvent, useEffect, useState } from 'react';
import { useWords } from '../../language/words.ts';
import type { KioskPin } from '../../outbox/wire.ts';
import { forgetTries, isRightPin, noteWrongTry, readTries } from './pin.ts';

interface PinEntryProps {
  readonly pin: KioskPin;
  readonly onRight: () => void;
  readonly onClose: () => void;
}

/** Wrong tries slow down, also over a reload. */
export function PinEntry({ pin, onRight, onClose }: PinEntryProps) {
  const { t } = useWords();
  const [tries, setTries] = useState(() => readTries(Date.now()));
  const [isChecking, setChecking] = useState(false);
  const secondsLeft = useSecondsUntil(tries.lockedUntil);
  const check = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const typed = String(new FormData(form).get('pin') ?? '');
    if (isChecking || secondsLeft > 0 || typed === '') return;
    setChecking(true);
    const isRight = await isRightPin(typed, pin).catch(() => false);
    setChecking(false);
    form.reset();
    if (isRight) {
      forgetTries();
      onRight();
    } else {
      setTries(noteWrongTry(Date.now()));
      // The button that had the focus can be blocked for a while.
      form.querySelector('input')?.focus();
    }
  };
  return (
    <form onSubmit={(event) => void check(event)}>
      <p id="pin-hint">{t('respond.staff.pin.hint')}</p>
      <input
        className="field pin-field"
        name="pin"
        type="password"
        inputMode="numeric"
        maxLength={8}
        autoComplete="off"
        aria-label={t('respond.staff.pin')}
        aria-describedby="pin-hint pin-wrong"
      />
      <p className="errors" id="pin-wrong" role="alert">
        {secondsLeft > 0
          ? t('respond.staff.pin.wait', { n: secondsLeft })
          : tries.wrong > 0 && t('respond.staff.pin.wrong')}
      </p>
      <button type="submit" className="button button-main" disabled={isChecking || secondsLeft > 0}>
        {t('respond.next')}
      </button>
      <button type="button" className="button" onClick={onClose}>
        {t('respond.cancel')}
      </button>
    </form>
  );
}

/** Whole seconds until then, counted down. */
function useSecondsUntil(until: number): number {
  const [, tick] = useState(0);
  const left = Math.max(0, Math.ceil((until - Date.now()) / 1_000));
  const isLocked = left > 0;
  useEffect(() => {
    if (!isLocked) return undefined;
    const timer = setInterval(() => tick((count) => count + 1), 500);
    return () => clearInterval(timer);
  }, [isLocked]);
  return left;
}
