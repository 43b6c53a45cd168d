import { pino } from 'pino';
import { expect, it } from 'vitest';
import type { ItemResult } from '#core/intake/item-result.ts';
import { auditLines, verifyChain } from '#server/access/audit-repo.ts';
import { watchCodes } from '#server/intake/code-guesses.ts';
import type { Intake } from '#server/intake/intake-service.ts';
import { deskPoint } from '#server/links/collection-point.ts';
import { guessAlarm } from '#server/links/guess-alarm.ts';
import { at, insertGround, standingClock } from '../support/build.ts';
import { freshStore } from '../support/databases.ts';

const minuteMs = 60_000;

async function listening() {
  const { db } = await freshStore('sqlite');
  await insertGround(db);
  await db
    .insertInto('organisation')
    .values({ id: 'other', name: 'SCDI', created_at: '2026-04-01T00:00:00.000Z' })
    .execute();
  const logged: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => logged.push(line) });
  const lines = async (organisation: string) =>
    (await auditLines(db, organisation, { limit: 20 })).map(({ action }) => action);
  return { db, logger, logged, lines };
}

it('tells one organisation, or all where nobody knows which is meant, and keeps their chains whole', async () => {
  const { db, logger, logged, lines } = await listening();
  const alarm = guessAlarm({ db, logger }, 'guessed', { moreThanAMinute: 20 });

  await alarm(at('2026-04-16T01:00:00'), 'other');
  await alarm(at('2026-04-16T01:00:30'), 'other');
  await alarm(at('2026-04-16T01:01:30'));

  expect(await lines('org')).toEqual(['guessed']);
  expect(await lines('other')).toEqual(['guessed', 'guessed']);
  expect(logged).toHaveLength(2);
  expect(await verifyChain(db, 'org')).toMatchObject({ ok: true });
});

it('never stands in the way of an answer', async () => {
  const { db, logger, logged } = await listening();
  const alarm = guessAlarm({ db, logger }, 'guessed', {});
  await db.destroy();

  await alarm(at('2026-04-16T01:00:00'));

  expect(logged.join()).toContain('audit-unwritten');
});

it('notices more than 20 unknown codes a minute through one link, whatever else was sent', async () => {
  const { db, logger, lines } = await listening();
  const clock = standingClock();
  const result = (code?: 'code-unknown' | 'code-used'): ItemResult => ({
    id: null,
    status: code ? 'quarantined' : 'stored',
    ...(code && { problem: { type: '', title: '', code } }),
  });
  let results: readonly ItemResult[] = [];
  const intake: Intake = { accept: async () => ({ ok: true, value: results }) };
  const watched = watchCodes(intake, { db, clock, logger });
  const place = {
    surveyId: 'survey',
    surveyName: 'worker-needs',
    organisationId: 'org',
    projectId: 'project',
    timeZone: 'Asia/Ho_Chi_Minh',
    anonymous: false,
  };
  const point = deskPoint(place, { actor: 'link:l', source: 'typed' });
  // as: what is handed on is not looked at.
  const send = () => watched.accept(point, [], {} as Parameters<Intake['accept']>[2]);

  results = Array.from({ length: 20 }, () => result('code-unknown'));
  await send();
  results = [result(), result('code-used')];
  await send();
  const quiet = await lines('org');
  clock.set(new Date(clock.now().getTime() + minuteMs));
  results = Array.from({ length: 21 }, () => result('code-unknown'));
  const taken = await send();

  expect(quiet).toEqual([]);
  expect(taken).toEqual({ ok: true, value: results });
  expect(await lines('org')).toEqual(['one-time-codes-guessed']);
  expect(await lines('other')).toEqual([]);
});
