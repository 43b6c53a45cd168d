/** Fillings of forms recorded from another engine, step by step, with the state that they ended in. */
import { z } from 'zod';

const stepSchema = z.object({
  op: z.enum(['set', 'select', 'rank', 'repeat', 'rejected']),
  ref: z.string(),
  value: z.unknown().optional(),
  count: z.number().optional(),
});

const stateSchema = z.object({
  ref: z.string(),
  node: z.string(),
  relevant: z.boolean(),
  value: z.string().optional(),
  required: z.boolean().optional(),
  constraintViolated: z.boolean().optional(),
  requiredViolated: z.boolean().optional(),
  /** Of long lists only the length and the beginning. */
  options: z
    .union([z.array(z.string()), z.object({ count: z.number(), first: z.array(z.string()) })])
    .optional(),
  count: z.number().optional(),
});

const traceSchema = z.object({
  now: z.string(),
  runs: z.array(
    z.object({ seed: z.number(), steps: z.array(stepSchema), state: z.array(stateSchema) }),
  ),
});

export type Step = z.infer<typeof stepSchema>;
export type NodeState = z.infer<typeof stateSchema>;
export type Trace = z.infer<typeof traceSchema>;
export type Run = Trace['runs'][number];

export const readTrace = (text: string): Trace => traceSchema.parse(JSON.parse(text));

/** `/data/hh/member[2]/age` → the row `hh/member/age` in the second copy. */
export interface Place {
  readonly path: string;
  readonly copies: readonly number[];
}

export function placeOfRef(ref: string): Place {
  const steps = ref.split('/').slice(2);
  const copies = steps.flatMap((step) => {
    const index = /\[(\d+)\]$/.exec(step)?.[1];
    return index === undefined ? [] : [Number(index) - 1];
  });
  return { path: steps.map((step) => step.replace(/\[\d+\]$/, '')).join('/'), copies };
}
