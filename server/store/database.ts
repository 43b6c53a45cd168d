import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type SqliteDatabase from 'better-sqlite3';
import { Kysely } from 'kysely';
import type {
  AuditHeadTable,
  AuditTable,
  MasterKeyTable,
  OneTimeLinkTable,
  OrganisationTable,
  PersonTable,
  RateLimitTable,
  SessionTable,
} from '#server/access/access-tables.ts';
import type { ResultSnapshotTable } from '#server/analysis/snapshot-tables.ts';
import type {
  DraftRevisionTable,
  OriginalFileTable,
  SurveyDraftTable,
  SurveyKeyTable,
  SurveyTable,
  VersionTable,
} from '#server/definitions/definition-tables.ts';
import type {
  AnonymousDayTable,
  AnonymousResponseTable,
  ConflictTable,
  LinkContactTable,
  LookAlikeTable,
  QuarantineTable,
  ResponseBandTable,
  ResponseHeadTable,
  ResponseImportTable,
  ResponseRevisionTable,
  ResponseTable,
  TypedEntryTable,
  UpkeepTable,
} from '#server/intake/intake-tables.ts';
import type {
  FormerTokenTable,
  LinkTable,
  LinkVersionTable,
  OneTimeCodeTable,
} from '#server/links/link-tables.ts';
import type { TrialRunTable, TrialTable } from '#server/links/trial-tables.ts';
import type {
  FieldPeriodTable,
  PickListTable,
  ProjectMemberTable,
  ProjectTable,
  ProjectTargetTable,
  SiteSampleTable,
  SiteTable,
  TargetTable,
} from '#server/register/register-tables.ts';
import type { Dialect } from '#server/store/dialects.ts';
import {
  appliedMigrations,
  assertPrefix,
  type Migration,
  migrate,
  migrations,
} from '#server/store/migrations.ts';
import { assertDurable, openPool, postgresDialect } from '#server/store/postgres.ts';
import { openSqlite, sqliteDialect } from '#server/store/sqlite.ts';

/** All tables, room by room. Column names are those of SQL; nothing renames keys. */
export interface Database {
  master_key: MasterKeyTable;
  organisation: OrganisationTable;
  person: PersonTable;
  session: SessionTable;
  one_time_link: OneTimeLinkTable;
  rate_limit: RateLimitTable;
  audit: AuditTable;
  audit_head: AuditHeadTable;
  project: ProjectTable;
  project_member: ProjectMemberTable;
  site: SiteTable;
  target: TargetTable;
  field_period: FieldPeriodTable;
  project_target: ProjectTargetTable;
  site_sample: SiteSampleTable;
  pick_list: PickListTable;
  survey: SurveyTable;
  survey_draft: SurveyDraftTable;
  draft_revision: DraftRevisionTable;
  original_file: OriginalFileTable;
  version: VersionTable;
  survey_key: SurveyKeyTable;
  link: LinkTable;
  link_version: LinkVersionTable;
  former_token: FormerTokenTable;
  one_time_code: OneTimeCodeTable;
  link_contact: LinkContactTable;
  trial: TrialTable;
  trial_run: TrialRunTable;
  response_head: ResponseHeadTable;
  response: ResponseTable;
  anonymous_response: AnonymousResponseTable;
  anonymous_day: AnonymousDayTable;
  quarantine: QuarantineTable;
  conflict: ConflictTable;
  response_import: ResponseImportTable;
  typed_entry: TypedEntryTable;
  upkeep: UpkeepTable;
  response_revision: ResponseRevisionTable;
  response_band: ResponseBandTable;
  look_alike: LookAlikeTable;
  result_snapshot: ResultSnapshotTable;
}

/** An open storage with all migrations applied. */
export interface Store {
  readonly db: Kysely<Database>;
  readonly dialect: Dialect;
  close(): Promise<void>;
}

/** Where the storage is: PostgreSQL if `databaseUrl` is given, else the SQLite file under `dataDir`. */
export interface StoreLocation {
  readonly dataDir?: string;
  readonly databaseUrl?: string;
}

/**
 * Opens the storage, makes sure that it keeps what it acknowledges, and brings its tables up to date.
 * @throws Error in plain words if it cannot be opened, is not durable or belongs to another program.
 */
export function openDatabase(
  location: StoreLocation,
  steps: readonly Migration[] = migrations,
): Promise<Store> {
  if (location.databaseUrl) return openPostgres(location.databaseUrl, steps);
  return openFile(location.dataDir ?? './data', steps);
}

async function openPostgres(databaseUrl: string, steps: readonly Migration[]): Promise<Store> {
  const pool = openPool(databaseUrl);
  const db = new Kysely<unknown>({ dialect: postgresDialect(pool) });
  try {
    await assertDurable(pool);
    await migrate(db, 'postgres', steps);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return { db: withOurTables(db), dialect: 'postgres', close: () => db.destroy() };
}

async function openFile(dataDir: string, steps: readonly Migration[]): Promise<Store> {
  const database = openSqlite(dataDir);
  const db = new Kysely<unknown>({ dialect: sqliteDialect(database) });
  try {
    await backUpBeforeMigration(database, db, { dataDir, steps });
    await migrate(db, 'sqlite', steps);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return { db: withOurTables(db), dialect: 'sqlite', close: () => db.destroy() };
}

/** Once the steps are applied, the tables are those that the rooms describe. */
const withOurTables = (db: Kysely<unknown>): Kysely<Database> =>
  db.withTables<{ [Table in keyof Database]: Database[Table] }>();

/** A copy of everything, made while the file is in use, named after the step that comes next. */
async function backUpBeforeMigration(
  database: SqliteDatabase.Database,
  db: Kysely<unknown>,
  { dataDir, steps }: { readonly dataDir: string; readonly steps: readonly Migration[] },
): Promise<void> {
  const ours = steps.map((migration) => migration.id);
  const applied = await appliedMigrations(db);
  assertPrefix(applied, ours);
  const next = ours[applied.length];
  if (applied.length === 0 || next === undefined) return;
  const copy = join(dataDir, `before-${next}.sqlite`);
  if (!existsSync(copy)) await database.backup(copy);
}
