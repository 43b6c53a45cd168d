/** Who may do what, and what was done. Columns as in SQL; booleans are 0 and 1, times UTC ISO text. */
export interface OrganisationTable {
  id: string;
  name: string;
  created_at: string;
}

export interface PersonTable {
  id: string;
  organisation_id: string;
  login: string;
  name: string;
  role: string;
  language: string;
  password_hash: string;
  disabled_at: string | null;
  created_at: string;
}

export interface SessionTable {
  /** SHA-256 of the cookie. */
  token_hash: string;
  person_id: string;
  created_at: string;
  expires_at: string;
}

export interface OneTimeLinkTable {
  token_hash: string;
  organisation_id: string;
  /** setup | invitation | reset */
  purpose: string;
  role: string | null;
  name: string | null;
  /** JSON array of project ids. */
  project_ids: string;
  person_id: string | null;
  created_at: string;
  expires_at: string;
  used_at: string | null;
}

export interface RateLimitTable {
  bucket: string;
  window_start: string;
  hits: number;
}

export interface MasterKeyTable {
  /** 1. */
  only: number;
  id: string;
  recorded_at: string;
}

export interface AuditTable {
  organisation_id: string;
  seq: number;
  at: string;
  actor: string;
  action: string;
  subject: string;
  /** JSON object. */
  detail: string;
  previous_hash: string;
  hash: string;
}

export interface AuditHeadTable {
  organisation_id: string;
  seq: number;
  hash: string;
}
