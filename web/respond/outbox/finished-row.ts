/** The row that a finished interview leaves on the phone: sealed wherever the browser can and the survey has a key. */
import type { DraftRow, LinkRow, OutboxRow } from './rows.ts';
import type { Sealable } from './seal.ts';
import type { Answers, SealTo, SubmissionItem } from './wire.ts';

/** Undefined in browsers that cannot seal. */
export type Sealer = ((sealable: Sealable, to: SealTo) => Promise<string>) | undefined;

export interface Ended {
  readonly answers: Answers;
  readonly outcome: SubmissionItem['outcome'];
  readonly startedAt: string;
  readonly finishedAt: string;
}

export async function finishedRow(
  draft: DraftRow,
  link: LinkRow,
  ended: Ended,
  ports: { readonly sealer: Sealer; readonly now: Date },
): Promise<OutboxRow> {
  const { answers, ...times } = ended;
  const collectorName = link.collectorName ?? link.view.holder;
  const { id, definitionHash, language, accessCode } = draft;
  const sealable = { id, definitionHash, answers };
  return {
    id,
    linkId: draft.linkId,
    savedAt: ports.now.toISOString(),
    item: {
      id,
      definitionHash,
      language,
      ...times,
      ...(await sealedOrPlain(sealable, link.sealTo, ports.sealer)),
      ...(collectorName && link.view.purpose === 'collector' ? { collectorName } : {}),
      ...(accessCode ? { accessCode } : {}),
    },
  };
}

/** A key that does not work must not cost anybody their answers: they then stay in clear until they are sent. */
export async function sealedOrPlain(
  sealable: Sealable,
  to: SealTo | undefined,
  sealer: Sealer,
): Promise<{ readonly answers: Answers } | { readonly sealed: string }> {
  if (!to || !sealer) return { answers: sealable.answers };
  try {
    return { sealed: await sealer(sealable, to) };
  } catch {
    return { answers: sealable.answers };
  }
}
