import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalHash } from '#core/kernel/canonical-json.ts';
import { appendAudit, auditLines, verifyChain } from '#server/access/audit-repo.ts';
import {
  draftOf,
  keepRevisions,
  revisionOf,
  revisionsOf,
  saveDraft,
} from '#server/definitions/draft-repo.ts';
import {
  insertSurvey,
  newestVersion,
  publishVersion,
  retireVersion,
  surveyByName,
  unretireVersion,
  versionByHash,
  versionsOf,
} from '#server/definitions/survey-repo.ts';
import {
  hasServedVersion,
  insertLink,
  linkByTokenHash,
  linksOfSurvey,
  recordServedVersion,
  revokeLink,
  rotateLink,
  servedVersions,
} from '#server/links/link-repo.ts';
import type { Store } from '#server/store/database.ts';
import { inTransaction } from '#server/store/transaction.ts';
import { aLink, aSurvey, at, insertGround, smallDefinition } from '../support/build.ts';
import { dialects, freshStore } from '../support/databases.ts';

const publishedAt = at('2026-04-02T00:00:00');
const versionOf = (title: string) => {
  const definition = { ...smallDefinition, title };
  return { surveyId: 'survey', hash: canonicalHash(definition), definition, publishedAt };
};

describe.each(dialects)('on %s', (dialect) => {
  let store: Store;
  beforeAll(async () => {
    store = await freshStore(dialect);
    await insertGround(store.db);
    await insertSurvey(store.db, aSurvey());
  });

  describe('a survey', () => {
    it('comes back by name as it was put in', async () => {
      expect(await surveyByName(store.db, 'org', 'worker-needs')).toEqual(aSurvey());
    });

    it('is refused when the organisation has its name already', async () => {
      const taken = await insertSurvey(store.db, aSurvey({ id: 'other' }));

      expect(taken).toBe(false);
      expect(await surveyByName(store.db, 'org', 'worker-needs')).toEqual(aSurvey());
    });

    const draft = (title: string) => ({
      surveyId: 'survey',
      definition: { ...smallDefinition, title },
      savedAt: publishedAt,
      savedBy: 'mai',
      basedOn: null,
    });

    it('keeps one draft, which counts its revisions', async () => {
      const title = 'Nhu cầu "mới" \u{1f469}\u200d\u{1f3ed}';
      await saveDraft(store.db, draft('one'));
      const revision = await saveDraft(store.db, draft(title), 1);

      expect(revision).toBe(2);
      expect(await draftOf(store.db, 'survey')).toMatchObject({
        definition: { title },
        savedBy: 'mai',
        basedOn: null,
      });
      expect((await revisionOf(store.db, 'survey', 1))?.definition.title).toBe('one');
    });

    it('saves nothing over a revision that the edit did not begin from', async () => {
      const late = await saveDraft(store.db, draft('late'), 1);
      const asFirst = await saveDraft(store.db, draft('first'), 0);

      expect([late, asFirst]).toEqual([undefined, undefined]);
      expect((await revisionsOf(store.db, 'survey')).map(({ revision }) => revision)).toEqual([
        2, 1,
      ]);
    });

    it('lets one of several have the next revision', async () => {
      const saves = await Promise.all(
        ['a', 'b', 'c'].map((title) =>
          inTransaction(store.db, (trx) => saveDraft(trx, draft(title), 2)),
        ),
      );

      expect(saves.filter((revision) => revision === 3)).toHaveLength(1);
      expect(saves.filter((revision) => revision === undefined)).toHaveLength(2);
    });

    it('keeps revisions that reach back, and those that are to stay', async () => {
      await insertSurvey(store.db, aSurvey({ id: 'typed', name: 'typed' }));
      const begun = at('2026-04-02T08:00:00').getTime();
      for (let turn = 0; turn < 180; turn++) {
        const savedAt = new Date(begun + turn * 20_000);
        await saveDraft(store.db, { ...draft(`turn ${turn}`), surveyId: 'typed', savedAt });
        if (turn === 4) await keepRevisions(store.db, 'typed', [5]);
      }
      const kept = (await revisionsOf(store.db, 'typed')).map(({ revision }) => revision);

      // Every 20 seconds for an hour: the newest ten, the last of each minute back to 08:40, then of each ten minutes.
      const from = (first: number, step: number, count: number) =>
        Array.from({ length: count }, (_, index) => first - index * step);
      expect(kept).toEqual([...from(180, 1, 10), ...from(168, 3, 16), ...from(120, 30, 4), 5]);
      expect((await revisionOf(store.db, 'typed', 60))?.definition.title).toBe('turn 59');
    });
  });

  describe('a version', () => {
    it('is numbered in the order of publishing, and the same document is the same version', async () => {
      const one = await publishVersion(store.db, versionOf('one'));
      const two = await publishVersion(store.db, versionOf('two'));
      const again = await publishVersion(store.db, versionOf('one'));

      expect([one.number, two.number]).toEqual([1, 2]);
      expect(again).toEqual(one);
      expect((await newestVersion(store.db, 'survey'))?.number).toBe(2);
      expect(await versionByHash(store.db, 'survey', one.hash)).toEqual(one);
    });

    it('gets a number of its own when several are published at once', async () => {
      const titles = ['a', 'b', 'c', 'd', 'a', 'b'];

      const made = await Promise.all(
        titles.map((title) => publishVersion(store.db, versionOf(title))),
      );

      expect(new Set(made.map((version) => version.number)).size).toBe(4);
      const numbers = (await versionsOf(store.db, 'survey')).map((version) => version.number);
      expect(numbers).toEqual([1, 2, 3, 4, 5, 6]);
    });

    it('is not the newest any more once it is retired', async () => {
      await retireVersion(store.db, 'survey', 6, publishedAt);

      expect((await newestVersion(store.db, 'survey'))?.number).toBe(5);
      expect(await retireVersion(store.db, 'survey', 6, publishedAt)).toBe(false);
    });

    it('is the newest again once it is back', async () => {
      expect(await unretireVersion(store.db, 'survey', 6)).toBe(true);

      expect((await newestVersion(store.db, 'survey'))?.number).toBe(6);
      expect(await unretireVersion(store.db, 'survey', 6)).toBe(false);
    });
  });

  describe('a link', () => {
    const link = aLink({
      holder: 'chị Hoa',
      siteId: 'site-hoa-binh',
      quota: 50,
      closesAt: at('2026-04-18T16:59:59'),
    });

    it('comes back by the hash of its token as it was put in', async () => {
      await insertLink(store.db, link, 'hash-1');

      expect(await linkByTokenHash(store.db, 'hash-1')).toEqual({ link, former: false });
      expect(await linkByTokenHash(store.db, 'hash-2')).toBeUndefined();
    });

    it('keeps its former token in mind when it gets another one', async () => {
      await inTransaction(store.db, (trx) => rotateLink(trx, 'link', 'hash-2', publishedAt));

      expect(await linkByTokenHash(store.db, 'hash-2')).toEqual({ link, former: false });
      expect(await linkByTokenHash(store.db, 'hash-1')).toEqual({ link, former: true });
    });

    it('is revoked once', async () => {
      expect(await revokeLink(store.db, 'link', publishedAt)).toBe(true);
      expect(await revokeLink(store.db, 'link', at('2026-05-01T00:00:00'))).toBe(false);
      expect((await linksOfSurvey(store.db, 'survey'))[0]?.revokedAt).toEqual(publishedAt);
    });

    it('remembers each version that it served, once', async () => {
      await recordServedVersion(store.db, 'link', 'h1');
      await recordServedVersion(store.db, 'link', 'h1');
      await recordServedVersion(store.db, 'link', 'h0');

      expect(await servedVersions(store.db, 'link')).toEqual(['h0', 'h1']);
      expect(await hasServedVersion(store.db, 'link', 'h2')).toBe(false);
    });
  });

  describe('the audit', () => {
    const entry = { actor: 'linh', action: 'link.created', subject: 'link:link' };

    it('is a chain without forks, also when several write at once', async () => {
      await Promise.all(
        Array.from({ length: 8 }, () =>
          inTransaction(store.db, (trx) => appendAudit(trx, 'org', publishedAt, [entry, entry])),
        ),
      );

      expect(await verifyChain(store.db, 'org')).toEqual({ ok: true, lines: 16 });
    });

    it('keeps no line of a deed that was undone', async () => {
      const undone = inTransaction(store.db, async (trx) => {
        await appendAudit(trx, 'org', publishedAt, [entry]);
        throw new Error('undone');
      });

      await expect(undone).rejects.toThrow('undone');
      expect(await verifyChain(store.db, 'org')).toEqual({ ok: true, lines: 16 });
      expect(await auditLines(store.db, 'org', { limit: 1 })).toMatchObject([
        { seq: 16, at: '2026-04-02T00:00Z', ...entry },
      ]);
    });

    it('shows where a line was changed, and that the tail was cut off', async () => {
      const detail = '{"count":1}';
      await store.db.updateTable('audit').set({ detail }).where('seq', '=', 9).execute();
      const changed = await verifyChain(store.db, 'org');
      await store.db.updateTable('audit').set({ detail: '{}' }).where('seq', '=', 9).execute();
      await store.db.deleteFrom('audit').where('seq', '>', 14).execute();
      const cut = await verifyChain(store.db, 'org');

      expect(changed).toEqual({ ok: false, lines: 8, brokenAt: 9 });
      expect(cut).toEqual({ ok: false, lines: 14, brokenAt: 15 });
    });
  });
});
