import { IconDoorExit, IconEyeOff } from '@tabler/icons-react';
import { useWords } from '../language/words.ts';
import { useExitWay } from './exit-way.ts';

/** Leaves the page at once, with one tap. Nothing is asked: there may be no time. */
export function ExitButton() {
  const { t } = useWords();
  const way = useExitWay();
  if (!way) return null;
  const isHiding = way.kind === 'hide';
  const Icon = isHiding ? IconEyeOff : IconDoorExit;
  const name = t(isHiding ? 'respond.exit.hide' : 'respond.exit');
  return (
    <button
      type="button"
      className={isHiding ? 'plain plain-icon exit' : 'plain exit'}
      aria-label={name}
      onClick={way.leave}
    >
      <Icon className="icon" aria-hidden="true" />
      {!isHiding && <span>{name}</span>}
    </button>
  );
}
