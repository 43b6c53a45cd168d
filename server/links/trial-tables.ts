/** Drafts as they were tried, and how each try went. */
export interface TrialTable {
  link_id: string;
  survey_id: string;
  hash: string;
  /** JSON as it was tried. */
  document: string;
  created_at: string;
}

export interface TrialRunTable {
  link_id: string;
  id: string;
  state: string;
  /** JSON of the run without answers. */
  trace: string;
}
