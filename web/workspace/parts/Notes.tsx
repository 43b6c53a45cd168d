import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import css from './parts.module.css';

interface NoteProps {
  readonly icon?: Icon;
  readonly tone?: 'plain' | 'attention' | 'refused';
  readonly role?: 'status' | 'alert';
  readonly children: ReactNode;
}

/** A quiet panel that says one thing. */
export function Note({ icon: IconPart, tone = 'plain', role, children }: NoteProps) {
  return (
    <div className={css.note} data-tone={tone} role={role}>
      {IconPart && <IconPart size={18} stroke={1.75} aria-hidden className={css.noteIcon} />}
      <div className={css.noteText}>{children}</div>
    </div>
  );
}

interface EmptyNoteProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** Nothing is here yet: one sentence, one action, no drawing. */
export function EmptyNote({ title, children, action }: EmptyNoteProps) {
  return (
    <div className={css.empty}>
      <h2 className={css.emptyTitle}>{title}</h2>
      {children && <div className={css.muted}>{children}</div>}
      {action && <div className={css.emptyAction}>{action}</div>}
    </div>
  );
}
