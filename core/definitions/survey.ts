/** A survey is a questionnaire as people know it, over all its versions. A published version never changes. */
import type { Definition } from '#core/definitions/definition.ts';

export interface Survey {
  readonly id: string;
  readonly organisationId: string;
  readonly projectId: string;
  /** What commands and addresses call it. */
  readonly name: string;
  /** Times kept as a day, no order, no trace of the collector. */
  readonly anonymous: boolean;
  readonly createdAt: Date;
}

export interface SurveyDraft {
  readonly surveyId: string;
  readonly definition: Definition;
  /** Grows by one with each save. */
  readonly revision: number;
  readonly updatedAt: Date;
  /** A person's id, or `system`; `null` where it was not written down. */
  readonly savedBy: string | null;
  /** Number of the version that it was begun from. */
  readonly basedOn: number | null;
}

export interface PublishedVersion {
  readonly surveyId: string;
  /** 1, 2, 3, … in the order of publishing. */
  readonly number: number;
  /** SHA-256 of the canonical definition. */
  readonly hash: string;
  readonly definition: Definition;
  readonly publishedAt: Date;
  readonly retiredAt: Date | null;
}
