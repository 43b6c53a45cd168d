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
