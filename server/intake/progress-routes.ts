/** How field work goes: once, and as long as the screen is open. */
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { streamSSE } from 'hono/streaming';
import type { z } from 'zod';
import { type Actor, may } from '#core/access/roles.ts';
import { progressReplySchema } from '#core/definitions/survey-api.ts';
import { ok } from '#core/kernel/result.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import { isSignedIn } from '#server/access/session-service.ts';
import { sessionCookie } from '#server/http/origin.ts';
import { type Route, route } from '#server/http/route.ts';
import { progressMark, progressOf, storedToSee } from '#server/intake/progress-repo.ts';

export interface ProgressRouteDeps extends ServiceDeps {
  /** Ends the open streams, so that the server can stop. */
  readonly closing: AbortSignal;
}

type Reply = z.output<typeof progressReplySchema>;

export const progressRoutes = (deps: ProgressRouteDeps): readonly Route[] => [
  route({
    method: 'GET',
    path: '/surveys/:name/progress',
    verb: 'survey.read',
    scope: 'survey',
    summary: 'Counts of responses; without the verb progress.read only the tens that are reached',
    reply: progressReplySchema,
    handler: async ({ actor, place }) => ok(await countsFor(deps, actor, place.surveyId)),
  }),
  route({
    method: 'GET',
    path: '/surveys/:name/live',
    verb: 'survey.read',
    scope: 'survey',
    summary: 'The same as events named `progress`, whenever they change',
    produces: ['text/event-stream'],
    handler: async ({ actor, place, c }) => live(deps, actor, place.surveyId, c),
  }),
];

/** A consultant sees no exact count: from one to the next, somebody could be told apart. */
async function countsFor(
  { db, clock }: ProgressRouteDeps,
  actor: Actor,
  surveyId: string,
): Promise<Reply> {
  if (may(actor.role, 'progress.read')) {
    return structuredClone(await progressOf(db, surveyId, clock.now())) as Reply; // as: its mutable twin
  }
  return roundedCounts(db, surveyId);
}

/** What may be told to people without the verb progress.read. */
export async function roundedCounts(
  db: ServiceDeps['db'],
  surveyId: string,
): Promise<{ atLeast: number }> {
  return { atLeast: Math.floor((await storedToSee(db, surveyId)) / 10) * 10 };
}

const askEveryMs = 2_000;
/** A comment now and then, so that nothing between us and the browser takes the silence for the end. */
const sayEveryMs = 20_000;

function live(deps: ProgressRouteDeps, actor: Actor, surveyId: string, c: Context): Response {
  c.header('cache-control', 'no-store');
  c.header('x-accel-buffering', 'no');
  const token = getCookie(c, sessionCookie(deps.baseUrl)) ?? '';
  return streamSSE(c, async (stream) => {
    const end = () => stream.abort();
    deps.closing.addEventListener('abort', end, { once: true });
    let said = '';
    let saidAt = 0;
    let seen = '';
    // Other processes may store too, so the storage is asked rather than the intake of this one.
    while (!stream.aborted && !deps.closing.aborted && (await isSignedIn(deps, token))) {
      const mark = await progressMark(deps.db, surveyId, deps.clock.now());
      const counts = mark === seen ? said : JSON.stringify(await countsFor(deps, actor, surveyId));
      seen = mark;
      const now = performance.now();
      if (counts !== said) await stream.writeSSE({ event: 'progress', data: counts });
      else if (now - saidAt > sayEveryMs) await stream.write(': still here\n\n');
      if (counts !== said || now - saidAt > sayEveryMs) saidAt = now;
      said = counts;
      await stream.sleep(askEveryMs);
    }
    deps.closing.removeEventListener('abort', end);
  });
}
