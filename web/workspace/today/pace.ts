/** How a site, a link or a quota cell keeps up with what is wanted of it. */

import type { FieldLine } from '#core/register/field-api.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';

export interface Pace {
  /** What to say of it; nothing where nothing is wanted. */
  readonly words: WorkspaceKey | undefined;
  /** How many are missing, by today or in all. */
  readonly count: number;
  /** Under 80 % of what the days gone should have brought. */
  readonly slow: boolean;
}

export function paceOf({ received, wanted, expected, behind }: FieldLine): Pace {
  if (wanted === undefined) return { words: undefined, count: 0, slow: false };
  if (received >= wanted) return { words: 'field.gap.enough', count: 0, slow: false };
  if (expected === undefined) {
    return { words: 'field.gap.to-go', count: wanted - received, slow: false };
  }
  const slow = behind !== undefined;
  const count = Math.round(expected) - received;
  return count > 0
    ? { words: 'field.gap.behind', count, slow }
    : { words: 'field.gap.on-pace', count: 0, slow };
}
