/** Projects, who works in them, and the sites where answers belong. */
export interface ProjectTable {
  id: string;
  organisation_id: string;
  name: string;
  time_zone: string;
  created_at: string;
  /** Where the quick exit of the phone leads. */
  exit_url: string | null;
}

export interface ProjectMemberTable {
  project_id: string;
  person_id: string;
}

export interface SiteTable {
  id: string;
  project_id: string;
  /** The value of the site variable; never changes. */
  code: string;
  name: string;
  headcount: number | null;
  created_at: string;
}

/** How many responses are wanted, of what. */
export interface TargetTable {
  survey_id: string;
  /** survey | site | link | cell */
  kind: string;
  /** Empty, a site's id, a link's id, or the canonical JSON of `{variable: code}`. */
  key: string;
  wanted: number;
}

/** Days in the project's time zone. */
export interface FieldPeriodTable {
  survey_id: string;
  starts_on: string | null;
  ends_on: string | null;
  /** responses | people */
  unit: string;
}

export interface ProjectTargetTable {
  project_id: string;
  wanted: number | null;
  starts_on: string | null;
  ends_on: string | null;
  unit: string;
}

export interface SiteSampleTable {
  survey_id: string;
  /** `all` for people of no site in particular. */
  site_id: string;
  headcount: number | null;
  invited: number | null;
  /** census | random | quota | convenience */
  method: string | null;
  note: string | null;
}

export interface PickListTable {
  survey_id: string;
  site_id: string;
  /** From 1; the highest counts. */
  number: number;
  population: number;
  size: number;
  seed: string;
  /** JSON array of numbers. */
  picks: string;
  /** Why it was drawn again. */
  reason: string | null;
  drawn_at: string;
  drawn_by: string;
}
