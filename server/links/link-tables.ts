/** Links and the versions that each of them ever served. */
export interface LinkTable {
  id: string;
  survey_id: string;
  purpose: string;
  holder: string | null;
  site_id: string | null;
  language: string | null;
  /** SHA-256 of the token; unique, so that a token names one link. */
  token_hash: string;
  opens_at: string | null;
  closes_at: string | null;
  quota: number | null;
  /** Completed responses stored through it. */
  completed: number;
  pinned_version: number | null;
  /** 0 or 1. */
  is_test: number;
  created_at: string;
  revoked_at: string | null;
  paused_at: string | null;
  /** JSON of item to value. */
  prefill: string | null;
  /** 0 or 1. */
  one_time_codes: number;
  pin_salt: string | null;
  pin_hash: string | null;
  pin_iterations: number | null;
  /** Changes of what phones are told. */
  revision: number;
}

export interface LinkVersionTable {
  link_id: string;
  version_hash: string;
}

export interface FormerTokenTable {
  token_hash: string;
  link_id: string;
  replaced_at: string;
}

/** A code is good for one answer. Which one it was used for is written nowhere. */
export interface OneTimeCodeTable {
  link_id: string;
  /** Keyed, of the link and the code. */
  code_hash: string;
  /** Day in the project's time zone. */
  used_on: string | null;
}
