/** The copy of an unsaved draft that this tab keeps for itself, should it be closed before the server has it. */
import { z } from 'zod';
import { anyDefinitionSchema } from '#web/workspace/api/definition-of.ts';
import type { Unsaved } from '#web/workspace/editor/autosave.ts';

const keyOf = (survey: string) => `langnghe.unsaved.${survey}`;
const copySchema = z.object({ revision: z.int(), definition: anyDefinitionSchema });

export function keepCopy(survey: string, unsaved: Unsaved | null): void {
  try {
    if (unsaved) sessionStorage.setItem(keyOf(survey), JSON.stringify(unsaved));
    else sessionStorage.removeItem(keyOf(survey));
  } catch {
    // A browser that keeps nothing: the draft still goes to the server.
  }
}

export function readCopy(survey: string): Unsaved | null {
  try {
    const found = copySchema.safeParse(JSON.parse(sessionStorage.getItem(keyOf(survey)) ?? ''));
    return found.success ? found.data : null;
  } catch {
    return null;
  }
}
