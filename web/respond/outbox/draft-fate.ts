/**
 * What becomes of an interview that nobody has gone on with: answers must not lie open on a phone for days. After a day
 * they are sealed and sent as a partial response if the person had agreed to take part, and deleted if not.
 */
import type { Definition, Item } from '#core/definitions/definition.ts';
import { outcomeOf } from '#core/definitions/outcome.ts';
import type { DraftRow, LinkRow } from './rows.ts';

const longestMs = 24 * 60 * 60 * 1000;

export type Fate = 'keep' | 'send' | 'delete';

/** @param definition that the draft was begun under; where the phone has lost it nobody can tell what was agreed to. */
export function fateOf(
  draft: DraftRow,
  link: LinkRow | undefined,
  definition: Definition | undefined,
  now: Date,
): Fate {
  const age = now.getTime() - new Date(draft.updatedAt).getTime();
  if (!(age >= longestMs)) return 'keep';
  // A kiosk forgets whoever walks away, and a try is never kept.
  if (!link || link.view.purpose === 'kiosk' || link.view.trial) return 'delete';
  return hasAgreed(draft, definition) ? 'send' : 'delete';
}

/** A definition that asks for no consent has it from the start button. */
function hasAgreed({ answers }: DraftRow, definition: Definition | undefined): boolean {
  if (!definition || Object.keys(answers).length === 0) return false;
  const consents = definition.pages
    .flatMap((page) => page.elements ?? [])
    .filter((item: Item) => item.lnRole === 'consent');
  const isAnswered = consents.every(({ name }) => answers[name] !== undefined);
  return isAnswered && outcomeOf(definition, answers) !== 'refused';
}
