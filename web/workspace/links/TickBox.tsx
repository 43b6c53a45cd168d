import { Checkbox, type CheckboxProps } from '@mantine/core';
import css from './links.module.css';

type TickBoxProps = Required<Pick<CheckboxProps, 'aria-label' | 'checked' | 'onChange'>> &
  Pick<CheckboxProps, 'indeterminate'> & {
    /** Shown beside it where there is room for nothing else. */
    readonly words?: string;
  };

/** A box without words in a table: everything around it can be pressed too. */
export function TickBox({ words, ...props }: TickBoxProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the box inside is the control and names itself
    <label className={css.tickArea}>
      <Checkbox {...props} />
      {words && <span className={css.allWords}>{words}</span>}
    </label>
  );
}
