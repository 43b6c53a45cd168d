/** The survey that the bench sends answers to: 60 items as surveys have them, and people who answer them. */
import type { Definition, Item } from '#core/definitions/definition.ts';
import { canonicalHash } from '#core/kernel/canonical-json.ts';
import { plainLink } from '#core/links/link.ts';
import { insertSurvey, publishVersion } from '#server/definitions/survey-repo.ts';
import { insertLink } from '#server/links/link-repo.ts';
import { nodeSecrets } from '#server/node-ports.ts';
import type { Store } from '#server/store/database.ts';

/** Publishes the survey and makes links to it. @returns their tokens. */
export async function prepareSurvey({ db }: Store, links: number): Promise<readonly string[]> {
  const at = new Date();
  const created_at = at.toISOString();
  const ground = { organisation_id: 'org', name: 'bench', time_zone: 'Asia/Ho_Chi_Minh' };
  await db.insertInto('organisation').values({ id: 'org', name: 'bench', created_at }).execute();
  await db
    .insertInto('project')
    .values({ id: 'project', ...ground, created_at })
    .execute();
  const surveyId = 'survey';
  await insertSurvey(db, {
    id: surveyId,
    organisationId: 'org',
    projectId: 'project',
    name: 'bench',
    anonymous: false,
    createdAt: at,
  });
  const hash = canonicalHash(definition);
  await publishVersion(db, { surveyId, hash, definition, publishedAt: at });
  const tokens = Array.from({ length: links }, () => nodeSecrets.token(16));
  for (const [index, token] of tokens.entries()) {
    const link = plainLink({ id: `link${index}`, surveyId, purpose: 'collector', createdAt: at });
    await insertLink(db, link, nodeSecrets.hash(token));
  }
  return tokens;
}

const codes = (count: number) => Array.from({ length: count }, (_, index) => `c${index + 1}`);

const items: readonly Item[] = Array.from({ length: 60 }, (_, index): Item => {
  const name = `item_${index + 1}`;
  if (index % 6 === 0) return { type: 'checkbox', name, choices: codes(12) };
  if (index % 15 === 4) return { type: 'text', name, inputType: 'number', min: 0, max: 120 };
  if (index % 30 === 8) return { type: 'comment', name };
  return { type: 'radiogroup', name, choices: codes(6) };
});

/** Single and multiple choice, numbers, texts. */
const definition: Definition = {
  title: 'bench',
  clearInvisibleValues: 'onHiddenContainer',
  pages: Array.from({ length: 6 }, (_, page) => ({
    name: `page_${page + 1}`,
    elements: items.slice(page * 10, page * 10 + 10),
  })),
};

/** Responses as JSON, with `@id@` where a new id belongs. Always the same ones. */
export function manyResponses(count: number): readonly string[] {
  const definitionHash = canonicalHash(definition);
  const [startedAt, finishedAt] = ['2026-04-16T00:40:00Z', '2026-04-16T00:50:00Z'];
  return Array.from({ length: count }, (_, person) => {
    const answers = Object.fromEntries(
      items.map((item, index) => [item.name, answerTo(item, person * 7 + index)]),
    );
    const envelope = { id: '@id@', definitionHash, outcome: 'completed', startedAt, finishedAt };
    return JSON.stringify({ ...envelope, language: 'vi', answers });
  });
}

function answerTo(item: Item, seed: number): unknown {
  if (item.type === 'checkbox') return codes(12).filter((_, index) => (seed + index) % 4 === 0);
  if (item.type === 'text') return seed % 100;
  if (item.type === 'comment') {
    return 'Muốn học thêm về quản lý chi tiêu trong gia đình.'.repeat(1 + (seed % 3));
  }
  return `c${(seed % 6) + 1}`;
}
