import type { ReactNode } from 'react';
import css from './parts.module.css';

interface ScrollBoxProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** A wide table scrolls in its own box, by keyboard too; the page never scrolls sideways. */
export function ScrollBox({ label, children }: ScrollBoxProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className={css.scroll} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
