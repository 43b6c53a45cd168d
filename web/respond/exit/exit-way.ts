import { createContext, useContext, useEffect, useRef } from 'react';

/** How this page is left quickly; absent where that makes no sense, as in the editor's preview. */
export interface ExitWay {
  /** A collector hides the page and goes on later; who answers for themselves leaves for good. */
  readonly kind: 'leave' | 'hide';
  leave(): void;
}

const ExitContext = createContext<ExitWay | undefined>(undefined);
export const ExitProvider = ExitContext.Provider;
export const useExitWay = (): ExitWay | undefined => useContext(ExitContext);

/** Presses this close together are one wish. */
const togetherMs = 1_500;

/** Escape, three times: for people at a keyboard, whatever else the key does on the screen. */
export function useEscapeThrice(leave: (() => void) | undefined): void {
  const pressed = useRef<readonly number[]>([]);
  useEffect(() => {
    if (!leave) return;
    const listen = ({ key, repeat, timeStamp }: KeyboardEvent): void => {
      if (key !== 'Escape' || repeat) return;
      pressed.current = [...pressed.current, timeStamp].filter((at) => timeStamp - at < togetherMs);
      if (pressed.current.length >= 3) leave();
    };
    // Before anything else on the page can keep it.
    addEventListener('keydown', listen, { capture: true });
    return () => removeEventListener('keydown', listen, { capture: true });
  }, [leave]);
}
