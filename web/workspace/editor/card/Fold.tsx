import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import css from './card.module.css';

interface FoldProps {
  readonly title: string;
  /** A few words on what is inside while it is closed. */
  readonly gist?: string;
  readonly isOpen?: boolean;
  readonly children: ReactNode;
}

/** What is not needed every day: drawn when it is opened. */
export function Fold({ title, gist, isOpen = false, children }: FoldProps) {
  const [open, setOpen] = useState(isOpen);
  const id = useId();
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <section className={css.fold}>
      <h3>
        <button
          type="button"
          className={css.foldHead}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <Chevron size={16} stroke={1.75} aria-hidden />
          {title}
          {!open && gist && <span className={css.gist}>{gist}</span>}
        </button>
      </h3>
      <div id={id} hidden={!open} className={css.foldBody}>
        {open && children}
      </div>
    </section>
  );
}
