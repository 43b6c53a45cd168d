/** The file of unsent answers that a phone gives away, read on this machine and sent on in parts. */
import { z } from 'zod';
import { type UnsentFile, unsentFileSchema } from '#core/intake/review-api.ts';

const wholeSchema = unsentFileSchema.extend({
  responses: z.array(z.looseObject({})).min(1).max(20_000),
});

/** A request takes 2 MB and 100 responses. */
const mostBytes = 1_500_000;
const mostResponses = 50;

/** @returns undefined if it is not such a file. */
export function unsentParts(text: string): readonly UnsentFile[] | undefined {
  const parsed = wholeSchema.safeParse(parse(text));
  if (!parsed.success) return undefined;
  const { responses, ...about } = parsed.data;
  const parts: (typeof responses)[] = [];
  let bytes = 0;
  for (const response of responses) {
    const size = JSON.stringify(response).length * 2;
    const part = parts.at(-1);
    if (part && part.length < mostResponses && bytes + size < mostBytes) {
      part.push(response);
      bytes += size;
    } else {
      parts.push([response]);
      bytes = size;
    }
  }
  return parts.map((part) => ({ ...about, responses: part }));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
