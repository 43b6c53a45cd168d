/** Builders: each makes a whole, ordinary thing; a test names only what matters to it. */
import { createHash, randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Definition } from '#core/definitions/definition.ts';
import type { PublishedVersion, Survey } from '#core/definitions/survey.ts';
import { canonicalHash } from '#core/kernel/canonical-json.ts';
import type { Clock, Secrets } from '#core/kernel/ports.ts';
import { type Link, plainLink } from '#core/links/link.ts';
import { type Keys, keysOf } from '#server/access/keys.ts';
import { insertSurvey, publishVersion } from '#server/definitions/survey-repo.ts';
import { insertLink } from '#server/links/link-repo.ts';
import type { Database } from '#server/store/database.ts';

export const at = (text: string): Date => new Date(text.endsWith('Z') ? text : `${text}Z`);

/** A Thursday in the field work of our example: 08:00 in Viet Nam. */
export const fieldDay = at('2026-04-16T01:00:00');

/** A clock that stands until it is set. */
export function standingClock(moment = fieldDay): Clock & { set(moment: Date): void } {
  let now = moment;
  return {
    now: () => now,
    set: (later) => {
      now = later;
    },
  };
}

/** Real hashes, and tokens that count up: repeatable, and of the right length. */
export function countingSecrets(): Secrets {
  let made = 0;
  return {
    token: (bytes) => {
      made += 1;
      const block = createHash('sha256').update(`token ${made}`).digest();
      return block.subarray(0, bytes).toString('base64url');
    },
    hash: (text) => createHash('sha256').update(text).digest('hex'),
  };
}

/** The same keys in each test. */
export const testKeys = (): Keys => keysOf(createHash('sha256').update('a key of tests').digest());

/** Three items: sex, age (18 to 70), and why somebody does not want to take part in a course. */
export const smallDefinition: Definition = {
  title: { vi: 'Nhu cầu học tập', en: 'What to learn' },
  locale: 'vi',
  clearInvisibleValues: 'onHiddenContainer',
  pages: [
    {
      name: 'about',
      elements: [
        {
          type: 'radiogroup',
          name: 'sex',
          isRequired: true,
          choices: ['f', 'm', 'x'],
          lnRole: 'demographic',
          lnClass: 'quasi',
        },
        {
          type: 'text',
          name: 'age',
          inputType: 'number',
          min: 18,
          max: 70,
          lnClass: 'quasi',
        },
        { type: 'radiogroup', name: 'join', choices: ['yes', 'no'], lnClass: 'neutral' },
        {
          type: 'comment',
          name: 'why_not',
          visibleIf: "{join} = 'no'",
          lnClass: 'free-text',
        },
      ],
    },
  ],
};

export const aSurvey = (special: Partial<Survey> = {}): Survey => ({
  id: 'survey',
  organisationId: 'org',
  projectId: 'project',
  name: 'worker-needs',
  anonymous: false,
  createdAt: at('2026-04-01T00:00:00'),
  ...special,
});

export const aLink = (special: Partial<Link> = {}): Link => ({
  ...plainLink({
    id: 'link',
    surveyId: 'survey',
    purpose: 'collector',
    createdAt: at('2026-04-01T00:00:00'),
  }),
  ...special,
});

/** An organisation `org` with the project `project` and two sites, `hoa-binh` and `tan-thuan`. */
export async function insertGround(db: Kysely<Database>): Promise<void> {
  const created_at = '2026-04-01T00:00:00.000Z';
  await db.insertInto('organisation').values({ id: 'org', name: 'LIFE', created_at }).execute();
  await db
    .insertInto('project')
    .values({
      id: 'project',
      organisation_id: 'org',
      name: 'default',
      time_zone: 'Asia/Ho_Chi_Minh',
      created_at,
    })
    .execute();
  for (const [code, name] of [
    ['hoa-binh', 'Hòa Bình'],
    ['tan-thuan', 'Tân Thuận'],
  ] as const) {
    await db
      .insertInto('site')
      .values({
        id: `site-${code}`,
        project_id: 'project',
        code,
        name,
        headcount: null,
        created_at,
      })
      .execute();
  }
}

/** A survey with its first version, and the hash of that. */
export async function insertPublished(
  db: Kysely<Database>,
  survey: Survey = aSurvey(),
  definition: Definition = smallDefinition,
): Promise<PublishedVersion> {
  await insertSurvey(db, survey);
  return publishVersion(db, {
    surveyId: survey.id,
    hash: canonicalHash(definition),
    definition,
    publishedAt: at('2026-04-02T00:00:00'),
  });
}

/** A link and the token that opens it. */
export async function insertLinkWithToken(
  db: Kysely<Database>,
  secrets: Secrets,
  special: Partial<Link> = {},
): Promise<string> {
  const token = secrets.token(16);
  await insertLink(db, aLink(special), secrets.hash(token));
  return token;
}

/** A sound submission to `smallDefinition`, ten minutes long. */
export const aSubmission = (special: Readonly<Record<string, unknown>> = {}) => ({
  id: randomUUID(),
  definitionHash: canonicalHash(smallDefinition),
  outcome: 'completed',
  startedAt: '2026-04-16T00:40:00Z',
  finishedAt: '2026-04-16T00:50:00Z',
  language: 'vi',
  answers: { sex: 'f', age: 31, join: 'yes' },
  ...special,
});
