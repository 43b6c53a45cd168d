import type { DraftRow } from '../outbox/rows.ts';
import type { TrialOf } from './trial-trace.ts';

/** The interview of a draft row, as its trace is kept. */
export const trialOf = (draft: DraftRow, token: string): TrialOf => ({
  linkId: draft.linkId,
  token,
  definitionHash: draft.definitionHash,
  runId: draft.id,
});
