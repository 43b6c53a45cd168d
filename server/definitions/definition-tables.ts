/** Surveys, their one draft and their frozen versions. */
export interface SurveyTable {
  id: string;
  organisation_id: string;
  project_id: string;
  name: string;
  /** 0 or 1. */
  anonymous: number;
  created_at: string;
}

export interface SurveyDraftTable {
  survey_id: string;
  /** JSON as it was saved. */
  document: string;
  revision: number;
  updated_at: string;
  /** A person's id, or `system`. */
  saved_by: string | null;
  /** Number of the version that it was begun from. */
  based_on: number | null;
}

/** What a draft was: revisions that reach back ever more thinly, the current one among them. */
export interface DraftRevisionTable {
  survey_id: string;
  revision: number;
  document: string;
  saved_at: string;
  saved_by: string | null;
  based_on: number | null;
  /** 0 or 1. */
  is_milestone: number;
}

export interface VersionTable {
  survey_id: string;
  number: number;
  hash: string;
  /** JSON as it was published. */
  document: string;
  published_at: string;
  retired_at: string | null;
}

/** Files that people uploaded to make a survey or its next draft, byte for byte. */
export interface OriginalFileTable {
  survey_id: string;
  /** Counts uploads of the survey; the highest is the newest. */
  upload: number;
  /** SHA-256 of the bytes, lower-case hex. */
  sha256: string;
  /** As the person called it, without what could mislead. */
  name: string;
  size: number;
  /** Base64. */
  content: string;
  uploaded_at: string;
  uploaded_by: string;
}

export interface SurveyKeyTable {
  survey_id: string;
  key_id: string;
  public_key: string;
  private_key_wrapped: string;
  created_at: string;
}
