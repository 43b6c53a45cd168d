import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import css from './print.module.css';

interface PrintOnlyProps {
  readonly lang: string;
  readonly children: ReactNode;
}

/** What paper gets instead of the screen, however printing is asked for. Of several, the last one that opened. */
export function PrintOnly({ lang, children }: PrintOnlyProps) {
  return createPortal(
    <div className={css.printed} data-print-sheet lang={lang}>
      {children}
    </div>,
    document.body,
  );
}
