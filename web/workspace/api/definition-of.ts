import { z } from 'zod';
import type { Definition } from '#core/definitions/definition.ts';
import { definitionSchema } from '#core/definitions/definition-schema.ts';

/** A definition from outside, whatever else is wrong with it: checked, and handed on as it came. */
export const anyDefinitionSchema = z.custom<Definition>(
  (value) => definitionSchema.safeParse(value).success,
);
