import type { Generated } from 'kysely';

/** What has arrived: responses in figures, and what waits for a person to decide. */
export interface ResponseHeadTable {
  survey_id: string;
  seq: number;
  /** Grows with every change to what figures are made of, beside new responses. */
  changes: Generated<number>;
  /** The last response that was compared with those before it. */
  compared: Generated<number>;
}

/** What a response and an anonymous response have in common. */
interface AnsweredTable {
  survey_id: string;
  /** UUID in lower case, made by the phone when the interview opened. */
  id: string;
  version_hash: string;
  site_id: string | null;
  outcome: string;
  language: string | null;
  /** JSON object. */
  answers: string;
  content_hash: string;
  /** JSON array of short codes. */
  flags: string;
  /** JSON array of `{code, pointer}`. */
  flag_details: string;
  receipt_code: string;
  /** 0 or 1. */
  is_test: number;
  /** imported | typed; null where it came through a link. */
  source: string | null;
}

export interface ResponseTable extends AnsweredTable {
  seq: number;
  link_id: string | null;
  /** The phone's clock, as claimed. */
  started_at: string | null;
  finished_at: string | null;
  received_at: string;
  collector: string | null;
  excluded_at: string | null;
  excluded_reason: string | null;
  /** When and by whom it was last accepted or excluded; null where nobody has judged it. */
  reviewed_at: string | null;
  reviewed_by: string | null;
  /** Of the paper form that it was typed in from. */
  paper_number: string | null;
  /** Client codes as they were written, sealed; masked among the answers. */
  client_code: string | null;
  /** The same for the same person in the whole organisation. */
  client_index: string | null;
  /** Within what the person may be entered once; null where that does not matter. */
  client_scope: string | null;
}

export interface AnonymousResponseTable extends AnsweredTable {
  /** A day in the project's time zone. */
  received_on: string;
  batch: number | null;
  /** A day, too. */
  excluded_on: string | null;
  excluded_reason: string | null;
}

/** What was pooled on a day that is not over yet. */
export interface AnonymousDayTable {
  survey_id: string;
  day: string;
  pooled: number;
}

/** What the phones of a link last said of themselves; never of anonymous surveys. */
export interface LinkContactTable {
  link_id: string;
  last_seen_at: string;
  /** Responses that stayed on the phone. */
  waiting: number | null;
  /** How far the phone's clock is behind; negative: ahead. */
  skew_seconds: number | null;
}

/** What was done once to older rows. */
export interface UpkeepTable {
  name: string;
  done_at: string;
}

export interface QuarantineTable {
  survey_id: string;
  response_id: string;
  content_hash: string;
  link_id: string | null;
  reason: string;
  /** JSON array of `{code, pointer}`. */
  errors: string;
  /** JSON: the item as it came; sealed where a client code may stand in it. */
  envelope: string;
  receipt_code: string;
  received_at: string;
  decided_at: string | null;
  decision: string | null;
  decided_by: string | null;
  decision_reason: string | null;
}

export interface ConflictTable {
  survey_id: string;
  response_id: string;
  content_hash: string;
  link_id: string | null;
  /** JSON: the item as it came. */
  envelope: string;
  receipt_code: string;
  received_at: string;
  decided_at: string | null;
  decision: string | null;
  decided_by: string | null;
  decision_reason: string | null;
}

/** A file that was imported: never the file, never an answer. */
export interface ResponseImportTable {
  id: string;
  survey_id: string;
  person_id: string | null;
  /** SHA-256 of the file. */
  file_hash: string;
  started_at: string;
  /** Null while it runs, and where it was stopped. */
  finished_at: string | null;
  rows: number;
  stored: number;
  already_stored: number;
  conflict: number;
  quarantined: number;
  losses: number;
}

/** Answers of a paper form while they are typed in; removed once they are stored. */
export interface TypedEntryTable {
  survey_id: string;
  /** UUID made when typing begins; the first entry's becomes the response's. */
  id: string;
  /** Of the paper form. */
  number: string;
  person_id: string;
  version_hash: string;
  /** JSON: what is on the paper besides answers. */
  paper: string;
  /** JSON object. */
  answers: string;
  /** 0 or 1: whether a second entry must agree. */
  is_double: number;
  /** typing | done */
  state: string;
  created_at: string;
  updated_at: string;
}

/** What stood before somebody decided or corrected something about a response. */
export interface ResponseRevisionTable {
  survey_id: string;
  response_id: string;
  /** 1, 2, 3, … of the response. */
  number: number;
  /** `response_head.changes` after it; null where no figure can change. */
  change: number | null;
  kind: string;
  /** A moment; of anonymous surveys a day. */
  at: string;
  person_id: string;
  reason: string | null;
  /** JSON: the parts that were different before. */
  before: string;
}

/** A part of a response's closed answers, hashed: responses that are nearly equal have one in common. */
export interface ResponseBandTable {
  survey_id: string;
  band: string;
  response_id: string;
  seq: number;
}

export interface LookAlikeTable {
  survey_id: string;
  /** The later one, which is flagged. */
  response_id: string;
  other_id: string;
  kind: string;
  /** Closed answers that are equal, of those that were compared. */
  equal: number;
  compared: number;
  told_apart_at: string | null;
  told_apart_by: string | null;
}
