/** Projects, who works in them, and the sites where answers belong. */
export interface ProjectTable {
  id: string;
  organisation_id: string;
  name: string;
  time_zone: string;
  created_at: string;
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
