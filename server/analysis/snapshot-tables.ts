/** Up to which response figures were shown to people who see aggregates only. */
export interface ResultSnapshotTable {
  survey_id: string;
  seq: number;
  /** Changes to earlier responses that are within. */
  changes: number;
  responses: number;
  taken_at: string;
}
