import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import css from './parts.module.css';

interface StatusChipProps {
  readonly icon: Icon;
  readonly tone: 'draft' | 'received' | 'attention' | 'refused';
  readonly children: ReactNode;
}

/** A state: icon and word first, colour third. */
export function StatusChip({ icon: IconPart, tone, children }: StatusChipProps) {
  return (
    <span className={css.chip} data-tone={tone}>
      <IconPart size={15} stroke={1.75} aria-hidden />
      {children}
    </span>
  );
}
