/**
 * The first tables, laid out for what comes: several organisations, anonymous surveys, sealed answers, a hash-chained
 * audit. Frozen once released. Everything is text, integer or real on both databases: JSON as text (a document comes
 * back as it went in), times as UTC ISO text, booleans as 0 and 1.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  await access(db);
  await register(db);
  await definitions(db);
  await links(db);
  await intake(db, dialect);
}

async function access(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('organisation')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('person')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('organisation_id', 'text', (c) => c.notNull().references('organisation.id'))
    // What is typed at sign-in, in canonical form; one person an installation.
    .addColumn('login', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull().defaultTo('vi'))
    .addColumn('password_hash', 'text', (c) => c.notNull())
    .addColumn('disabled_at', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('session')
    // Only the SHA-256 of the cookie is kept.
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id').onDelete('cascade'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('one_time_link')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('organisation_id', 'text', (c) => c.notNull().references('organisation.id'))
    // setup | invitation | reset
    .addColumn('purpose', 'text', (c) => c.notNull())
    .addColumn('role', 'text')
    .addColumn('name', 'text')
    .addColumn('project_ids', 'text', (c) => c.notNull().defaultTo('[]'))
    .addColumn('person_id', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addColumn('used_at', 'text')
    .execute();
  await db.schema
    .createTable('rate_limit')
    .addColumn('bucket', 'text', (c) => c.notNull())
    .addColumn('window_start', 'text', (c) => c.notNull())
    .addColumn('hits', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('rate_limit_pk', ['bucket', 'window_start'])
    .execute();
  await db.schema
    .createTable('audit')
    .addColumn('organisation_id', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    // Day and minute; no answer, name or token ever.
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('detail', 'text', (c) => c.notNull().defaultTo('{}'))
    .addColumn('previous_hash', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('audit_pk', ['organisation_id', 'seq'])
    .execute();
  // One row an organisation; locked by whoever appends, so that the chain has no forks.
  await db.schema
    .createTable('audit_head')
    .addColumn('organisation_id', 'text', (c) => c.primaryKey())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .execute();
}

async function register(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('project')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('organisation_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('time_zone', 'text', (c) => c.notNull().defaultTo('Asia/Ho_Chi_Minh'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    // The contract speaks of the project `default` by name.
    .addUniqueConstraint('project_name_once', ['organisation_id', 'name'])
    .execute();
  await db.schema
    .createTable('project_member')
    .addColumn('project_id', 'text', (c) =>
      c.notNull().references('project.id').onDelete('cascade'),
    )
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('project_member_pk', ['project_id', 'person_id'])
    .execute();
  await db.schema
    .createTable('site')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('project_id', 'text', (c) => c.notNull().references('project.id'))
    // The value of the site variable; never changes.
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('headcount', 'integer')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('site_code_once', ['project_id', 'code'])
    .addUniqueConstraint('site_name_once', ['project_id', 'name'])
    .execute();
}

async function definitions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('survey')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('organisation_id', 'text', (c) => c.notNull().references('organisation.id'))
    .addColumn('project_id', 'text', (c) => c.notNull().references('project.id'))
    // What commands call it: --survey NAME.
    .addColumn('name', 'text', (c) => c.notNull())
    // 1 = times kept as a day, no order, no trace of the collector.
    .addColumn('anonymous', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('survey_name_once', ['organisation_id', 'name'])
    .execute();
  await db.schema
    .createTable('survey_draft')
    .addColumn('survey_id', 'text', (c) => c.primaryKey().references('survey.id'))
    .addColumn('document', 'text', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('version')
    .addColumn('survey_id', 'text', (c) => c.notNull().references('survey.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    // SHA-256 of the canonical document.
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('document', 'text', (c) => c.notNull())
    .addColumn('published_at', 'text', (c) => c.notNull())
    .addColumn('retired_at', 'text')
    .addPrimaryKeyConstraint('version_pk', ['survey_id', 'number'])
    // Publishing the same document twice gives the same version.
    .addUniqueConstraint('version_hash_once', ['survey_id', 'hash'])
    .execute();
  // The keys that sealed answers are opened with; the private one is wrapped by the key file.
  await db.schema
    .createTable('survey_key')
    .addColumn('survey_id', 'text', (c) => c.notNull().references('survey.id'))
    .addColumn('key_id', 'text', (c) => c.notNull())
    .addColumn('public_key', 'text', (c) => c.notNull())
    .addColumn('private_key_wrapped', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('survey_key_pk', ['survey_id', 'key_id'])
    .execute();
}

async function links(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('link')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('survey_id', 'text', (c) => c.notNull().references('survey.id'))
    .addColumn('purpose', 'text', (c) => c.notNull())
    .addColumn('holder', 'text')
    .addColumn('site_id', 'text', (c) => c.references('site.id'))
    .addColumn('language', 'text')
    // SHA-256 of the token; unique, so that a token names one link.
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('opens_at', 'text')
    .addColumn('closes_at', 'text')
    .addColumn('quota', 'integer')
    // Completed responses stored through it; counted in the transaction that stores them.
    .addColumn('completed', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('pinned_version', 'integer')
    .addColumn('is_test', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('revoked_at', 'text')
    .execute();
  // Tokens that were replaced: their holders' phones may still have answers, which a person then decides about.
  await db.schema
    .createTable('former_token')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('link_id', 'text', (c) => c.notNull().references('link.id'))
    .addColumn('replaced_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('link_of_survey').on('link').column('survey_id').execute();
  // Which versions a link ever served: answers under any of them are welcome.
  await db.schema
    .createTable('link_version')
    .addColumn('link_id', 'text', (c) => c.notNull().references('link.id'))
    .addColumn('version_hash', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('link_version_pk', ['link_id', 'version_hash'])
    .execute();
}

async function intake(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  // The last seq given out; the row is locked until commit, so that seq follows commit order.
  await db.schema
    .createTable('response_head')
    .addColumn('survey_id', 'text', (c) => c.primaryKey().references('survey.id'))
    .addColumn('seq', 'integer', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('response')
    .addColumn('survey_id', 'text', (c) => c.notNull().references('survey.id'))
    // Made by the phone when the interview opened; decides what is the same response.
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('version_hash', 'text', (c) => c.notNull())
    .addColumn('link_id', 'text', (c) => c.references('link.id'))
    .addColumn('site_id', 'text', (c) => c.references('site.id'))
    // completed | partial | refused | screened-out
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('language', 'text')
    .addColumn('answers', 'text', (c) => c.notNull())
    .addColumn('content_hash', 'text', (c) => c.notNull())
    .addColumn('started_at', 'text')
    .addColumn('finished_at', 'text')
    .addColumn('received_at', 'text', (c) => c.notNull())
    .addColumn('collector', 'text')
    // What a person should look at: short codes, then where and why.
    .addColumn('flags', 'text', (c) => c.notNull().defaultTo('[]'))
    .addColumn('flag_details', 'text', (c) => c.notNull().defaultTo('[]'))
    .addColumn('receipt_code', 'text', (c) => c.notNull())
    .addColumn('is_test', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('excluded_at', 'text')
    .addPrimaryKeyConstraint('response_pk', ['survey_id', 'id'])
    // Readers go on from the last seq they saw.
    .addUniqueConstraint('response_seq_once', ['survey_id', 'seq'])
    .execute();
  await db.schema.createIndex('response_of_link').on('response').column('link_id').execute();
  // Answers of anonymous surveys: a day, no order, no collector. Without rowid, which would keep the order.
  let anonymous = db.schema
    .createTable('anonymous_response')
    .addColumn('survey_id', 'text', (c) => c.notNull().references('survey.id'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('version_hash', 'text', (c) => c.notNull())
    .addColumn('site_id', 'text', (c) => c.references('site.id'))
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('language', 'text')
    .addColumn('answers', 'text', (c) => c.notNull())
    .addColumn('content_hash', 'text', (c) => c.notNull())
    .addColumn('received_on', 'text', (c) => c.notNull())
    // What a person should look at: short codes, then where and why.
    .addColumn('flags', 'text', (c) => c.notNull().defaultTo('[]'))
    .addColumn('flag_details', 'text', (c) => c.notNull().defaultTo('[]'))
    .addColumn('receipt_code', 'text', (c) => c.notNull())
    .addColumn('is_test', 'integer', (c) => c.notNull().defaultTo(0))
    // Null until it is pooled in a batch of at least five; only batches are shown.
    .addColumn('batch', 'integer')
    .addPrimaryKeyConstraint('anonymous_response_pk', ['survey_id', 'id']);
  if (dialect === 'sqlite') anonymous = anonymous.modifyEnd(sql`without rowid`);
  await anonymous.execute();
  // Kept, never in figures: does not fit the shape, unknown definition, link revoked, quota reached, closed too long.
  await db.schema
    .createTable('quarantine')
    .addColumn('survey_id', 'text', (c) => c.notNull().references('survey.id'))
    .addColumn('response_id', 'text', (c) => c.notNull())
    .addColumn('content_hash', 'text', (c) => c.notNull())
    // Null for anonymous surveys and imports.
    .addColumn('link_id', 'text', (c) => c.references('link.id'))
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('errors', 'text', (c) => c.notNull().defaultTo('[]'))
    .addColumn('envelope', 'text', (c) => c.notNull())
    .addColumn('receipt_code', 'text', (c) => c.notNull())
    .addColumn('received_at', 'text', (c) => c.notNull())
    .addColumn('decided_at', 'text')
    .addColumn('decision', 'text')
    .addPrimaryKeyConstraint('quarantine_pk', ['survey_id', 'response_id', 'content_hash'])
    .execute();
  // Same id, other content: both are kept, a person decides.
  await db.schema
    .createTable('conflict')
    .addColumn('survey_id', 'text', (c) => c.notNull().references('survey.id'))
    .addColumn('response_id', 'text', (c) => c.notNull())
    .addColumn('content_hash', 'text', (c) => c.notNull())
    .addColumn('link_id', 'text', (c) => c.references('link.id'))
    .addColumn('envelope', 'text', (c) => c.notNull())
    .addColumn('receipt_code', 'text', (c) => c.notNull())
    .addColumn('received_at', 'text', (c) => c.notNull())
    .addColumn('decided_at', 'text')
    .addColumn('decision', 'text')
    .addPrimaryKeyConstraint('conflict_pk', ['survey_id', 'response_id', 'content_hash'])
    .execute();
}
