/** Flags as they stand in storage. */
import { z } from 'zod';
import { type Flag, type FlagCode, flagCodes } from '#core/intake/quality-flags.ts';

/** The codes in a `flags` column that this program knows. */
export function flagList(text: string): readonly FlagCode[] {
  const held = new Set(z.array(z.string()).parse(JSON.parse(text)));
  return flagCodes.filter((code) => held.has(code));
}

const detailsSchema = z.array(
  z.object({
    code: z.enum(flagCodes),
    pointer: z.string().exactOptional(),
    kind: z.string().exactOptional(),
  }),
);

/** Where and why, from a `flag_details` column. */
export const flagDetails = (text: string): readonly Flag[] => {
  const parsed = detailsSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : [];
};
