import { Checkbox } from '@mantine/core';
import css from './review.module.css';

interface TickProps {
  readonly label: string;
  readonly checked: boolean;
  readonly some?: boolean;
  readonly onChange: () => void;
}

/** A box in a table: what a thumb may hit is larger than what is drawn. */
export function Tick({ label, checked, some = false, onChange }: TickProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the box within is the control, and has its own name
    <label className={css.tickArea}>
      <Checkbox aria-label={label} checked={checked} indeterminate={some} onChange={onChange} />
    </label>
  );
}
