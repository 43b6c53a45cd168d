/** What is wanted of field work, when, and how the people of each site were chosen. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('target')
    .addColumn('survey_id', 'text', (c) => c.notNull().references('survey.id'))
    // survey | site | link | cell
    .addColumn('kind', 'text', (c) => c.notNull())
    // Empty, a site's id, a link's id, or the canonical JSON of {variable: code}.
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('wanted', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('target_pk', ['survey_id', 'kind', 'key'])
    .execute();
  await db.schema
    .createTable('field_period')
    .addColumn('survey_id', 'text', (c) => c.primaryKey().references('survey.id'))
    // Days in the project's time zone.
    .addColumn('starts_on', 'text')
    .addColumn('ends_on', 'text')
    // responses | people
    .addColumn('unit', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('project_target')
    .addColumn('project_id', 'text', (c) => c.primaryKey().references('project.id'))
    .addColumn('wanted', 'integer')
    .addColumn('starts_on', 'text')
    .addColumn('ends_on', 'text')
    .addColumn('unit', 'text', (c) => c.notNull())
    .execute();
  await samples(db);
  await counting(db);
}

/** All that counting reads of a response. It takes the place of an index by link alone, so that storing costs no more. */
async function counting(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('response_of_link').execute();
  await db.schema
    .createIndex('response_tally')
    .on('response')
    .columns([
      'survey_id',
      'is_test',
      'excluded_at',
      'link_id',
      'site_id',
      'outcome',
      'received_at',
    ])
    .execute();
}

async function samples(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('site_sample')
    .addColumn('survey_id', 'text', (c) => c.notNull().references('survey.id'))
    // 'all' for people of no site in particular.
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('headcount', 'integer')
    .addColumn('invited', 'integer')
    // census | random | quota | convenience
    .addColumn('method', 'text')
    .addColumn('note', 'text')
    .addPrimaryKeyConstraint('site_sample_pk', ['survey_id', 'site_id'])
    .execute();
  // Every list that was ever drawn: the highest number counts, those before it stay.
  await db.schema
    .createTable('pick_list')
    .addColumn('survey_id', 'text', (c) => c.notNull().references('survey.id'))
    .addColumn('site_id', 'text', (c) => c.notNull())
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('population', 'integer', (c) => c.notNull())
    .addColumn('size', 'integer', (c) => c.notNull())
    .addColumn('seed', 'text', (c) => c.notNull())
    // JSON array: what was printed, whatever a later program would draw.
    .addColumn('picks', 'text', (c) => c.notNull())
    // Why it was drawn again; null for the first.
    .addColumn('reason', 'text')
    .addColumn('drawn_at', 'text', (c) => c.notNull())
    .addColumn('drawn_by', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('pick_list_pk', ['survey_id', 'site_id', 'number'])
    .execute();
}
