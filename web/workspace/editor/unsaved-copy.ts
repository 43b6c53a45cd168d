/** The copy of an unsaved draft that this tab keeps for itself, should it be closed before the server has it. */
import { z } from 'zod';
import type { Definition } from '#core/definitions/definition.ts';
import { definitionSchema } from '#core/definitions/definition-schema.ts';
import type { Unsaved } from '#web/workspace/editor/autosave.ts';

const keyOf = (survey: string) => `langnghe.unsaved.${survey}`;
const copySchema = z.object({ revision: z.int(), definition: definitionSchema });

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
    if (!found.success) return null;
    // as: the schema has just shown the shape; it differs only in how absent members are typed.
    return { revision: found.data.revision, definition: found.data.definition as Definition };
  } catch {
    return null;
  }
}
