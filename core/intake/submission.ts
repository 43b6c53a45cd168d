/**
 * A submission is one response as it comes over the wire: an envelope around answers, or around sealed answers that
 * only the survey's key opens. Reading it never throws anything away: what does not fit is named, and kept.
 */
import { z } from 'zod';
import type { Answers } from '#core/definitions/logic/compiled-logic.ts';
import { isUnkeepable, plainFaults, pointerTo } from '#core/kernel/plain-data.ts';
import type { ProblemError } from '#core/kernel/problems.ts';

export const outcomes = ['completed', 'partial', 'refused', 'screened-out'] as const;
export type Outcome = (typeof outcomes)[number];

/** Bytes of one submission as JSON. */
export const submissionLimit = 256 * 1024;
/** Submissions a request. */
export const submissionsLimit = 100;

export interface Submission {
  /** In lower case; made by the phone when the interview opened. */
  readonly id: string;
  readonly definitionHash: string;
  readonly outcome: Outcome;
  /** The phone's clock, RFC 3339; null if it does not say. */
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly language: string | null;
  readonly collectorName: string | null;
  /** The one-time code, as the person wrote it. */
  readonly accessCode?: string | null;
  /** Absent if they are sealed. */
  readonly answers?: Answers;
  readonly sealed?: string;
}

export type SubmissionReading =
  /** Sound as an envelope; whether its answers fit the survey is another matter. */
  | { readonly kind: 'submission'; readonly submission: Submission }
  /** It can be kept, but not be understood. */
  | { readonly kind: 'unfit'; readonly id: string; readonly errors: readonly ProblemError[] }
  /** It cannot be kept. */
  | {
      readonly kind: 'rejected';
      readonly id: string | null;
      readonly errors: readonly ProblemError[];
    };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isResponseId = (text: string): boolean => uuid.test(text);

/** RFC 3339, whatever the clock says. */
export const momentSchema = z.iso.datetime({ offset: true }).max(40);

// Not strict: a newer phone may say more than we know, and its answers must not suffer for it. Nothing else is kept.
const envelopeSchema = z
  .object({
    definitionHash: z.string().min(1).max(128),
    outcome: z.enum(outcomes).default('completed'),
    startedAt: momentSchema.nullable().default(null),
    finishedAt: momentSchema.nullable().default(null),
    language: z.string().max(35).nullable().default(null),
    collectorName: z.string().max(200).nullable().default(null),
    answers: z.custom<Answers>(isAnswers, 'not-an-object').optional(),
    sealed: z.string().min(1).max(submissionLimit).optional(),
    // Whatever else it may be, it is no code.
    accessCode: z.string().max(200).nullable().catch(null).default(null),
  })
  .refine((item) => item.answers !== undefined || item.sealed !== undefined, {
    path: ['answers'],
    message: 'missing',
  });

function isAnswers(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @param bytes of the item's own JSON text, or fewer bytes than the limit if that is known without counting. */
export function readSubmission(item: unknown, bytes: () => number): SubmissionReading {
  const id = idOf(item);
  const faults = plainFaults(item);
  const unkeepable = faults.filter(isUnkeepable);
  if (unkeepable.length > 0) return { kind: 'rejected', id, errors: unkeepable };
  if (id === null) {
    return { kind: 'rejected', id: null, errors: [{ pointer: '/id', code: 'not-a-uuid' }] };
  }
  if (bytes() > submissionLimit) {
    return { kind: 'rejected', id, errors: [{ pointer: '', code: 'too-large' }] };
  }
  // A sealed text is as long as what it holds.
  const unfit = faults.filter((fault) => fault.pointer !== '/sealed');
  if (unfit.length > 0) return { kind: 'unfit', id, errors: unfit };
  const parsed = envelopeSchema.safeParse(item);
  if (!parsed.success) return { kind: 'unfit', id, errors: errorsOf(parsed.error) };
  const { answers, sealed, ...envelope } = parsed.data;
  return {
    kind: 'submission',
    submission: {
      id,
      ...envelope,
      ...(sealed !== undefined ? { sealed } : answers !== undefined && { answers }),
    },
  };
}

function idOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null || !('id' in item)) return null;
  return typeof item.id === 'string' && isResponseId(item.id) ? item.id.toLowerCase() : null;
}

const errorsOf = (error: z.ZodError): readonly ProblemError[] =>
  error.issues.map((issue) => ({
    pointer: pointerTo(issue.path),
    code: issue.code === 'custom' ? issue.message : issue.code,
  }));

/**
 * What decides whether two submissions of one id are the same response. Times and language do not matter; sealed
 * answers are compared as they are sealed.
 */
export const contentOf = (submission: Submission) => ({
  definitionHash: submission.definitionHash,
  outcome: submission.outcome,
  ...(submission.sealed === undefined
    ? { answers: submission.answers }
    : { sealed: submission.sealed }),
});
