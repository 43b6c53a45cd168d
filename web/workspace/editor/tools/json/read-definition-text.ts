/** Reads a definition that somebody wrote as JSON; a refusal says where. Whether it is fit to publish is the gate's. */
import type { Definition } from '#core/definitions/definition.ts';
import { definitionSchema } from '#core/definitions/definition-schema.ts';
import { plainFaults, pointerTo } from '#core/kernel/plain-data.ts';
import {
  faultIn,
  offsetOf,
  placeAt,
  type TextPlace,
} from '#web/workspace/editor/tools/json/json-text.ts';

export type DefinitionText =
  | { readonly ok: true; readonly definition: Definition }
  /** `syntax`: no JSON. `shape`: not a definition, with what should stand there. `fault`: what no storage keeps. */
  | { readonly ok: false; readonly kind: 'syntax'; readonly place: TextPlace }
  | {
      readonly ok: false;
      readonly kind: 'shape' | 'fault';
      readonly place: TextPlace;
      readonly pointer: string;
    };

export function readDefinitionText(text: string): DefinitionText {
  const offset = faultIn(text);
  if (offset !== undefined) return { ok: false, kind: 'syntax', place: placeAt(text, offset) };
  const value: unknown = JSON.parse(text);
  const [fault] = plainFaults(value);
  if (fault) return misfit('fault', text, fault.pointer);
  const read = definitionSchema.safeParse(value);
  // as: the schema has just shown the shape; it differs only in how absent members are typed.
  if (read.success) return { ok: true, definition: value as Definition };
  return misfit('shape', text, pointerTo(read.error.issues[0]?.path ?? []));
}

const misfit = (kind: 'shape' | 'fault', text: string, pointer: string): DefinitionText => ({
  ok: false,
  kind,
  pointer,
  place: placeAt(text, offsetOf(text, pointer)),
});
