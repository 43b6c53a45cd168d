import {
  IconAlertCircle,
  IconArrowUp,
  IconChecks,
  IconDeviceMobileCheck,
  IconPencil,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';

export type ChipState = 'draft' | 'saved' | 'sending' | 'received' | 'refused';

const icons = {
  draft: IconPencil,
  saved: IconDeviceMobileCheck,
  sending: IconArrowUp,
  received: IconChecks,
  refused: IconAlertCircle,
};

interface StateChipProps {
  readonly state: ChipState;
  readonly children: ReactNode;
}

/** Icon and word say the state; colour comes third. */
export function StateChip({ state, children }: StateChipProps) {
  const Icon = icons[state];
  return (
    <span className={`chip chip-${state}`}>
      <Icon className="icon" aria-hidden="true" />
      {children}
    </span>
  );
}
