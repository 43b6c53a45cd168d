import { useProperty } from '#web/workspace/editor/card/use-property.ts';
import { ConditionBuilder } from '#web/workspace/editor/tools/ConditionBuilder.tsx';
import css from './card.module.css';

interface ConditionProps {
  readonly pointer: string;
  readonly property: string;
  readonly label: string;
}

/** A condition of the element, in rows. */
export function Condition({ pointer, property, label }: ConditionProps) {
  const [value, set] = useProperty(pointer, property);
  return (
    <div className={css.field} data-path={`${pointer}/${property}`}>
      <ConditionBuilder
        label={label}
        pointer={pointer}
        property={property}
        value={typeof value === 'string' ? value : undefined}
        onChange={set}
      />
    </div>
  );
}
