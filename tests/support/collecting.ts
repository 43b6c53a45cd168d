/** A server that collects, over a fresh storage, and a phone to talk to it. */
import { pino } from 'pino';
import type { Definition } from '#core/definitions/definition.ts';
import type { Survey } from '#core/definitions/survey.ts';
import type { ItemResult } from '#core/intake/item-result.ts';
import type { Link } from '#core/links/link.ts';
import { httpApp } from '#server/http/http-app.ts';
import { collection } from '#server/intake/collection.ts';
import { countResponses } from '#server/intake/progress-repo.ts';
import {
  aSurvey,
  countingSecrets,
  insertGround,
  insertLinkWithToken,
  insertPublished,
  smallDefinition,
  standingClock,
  testKeys,
} from './build.ts';
import { freshStore } from './databases.ts';

export interface Collecting extends Awaited<ReturnType<typeof startCollecting>> {}

/** A survey with one published version and one open link. */
export async function startCollecting(
  dialect: 'sqlite' | 'postgres',
  special: {
    readonly survey?: Partial<Survey>;
    readonly link?: Partial<Link>;
    readonly definition?: Definition;
    readonly itemsPerMinute?: number;
  } = {},
) {
  const store = await freshStore(dialect);
  const { db } = store;
  const clock = standingClock();
  const secrets = countingSecrets();
  const keys = testKeys();
  const logged: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => logged.push(line) });
  await insertGround(db);
  const survey = aSurvey(special.survey);
  const version = await insertPublished(db, survey, special.definition ?? smallDefinition);
  const token = await insertLinkWithToken(db, secrets, { surveyId: survey.id, ...special.link });
  const { itemsPerMinute = 100_000 } = special;
  const app = httpApp(logger)
    .get('/healthz', (c) => c.json({ status: 'ok' }))
    .route('/api/v1', collection({ db, clock, secrets, keys, logger }, { itemsPerMinute }));

  const request = (path: string, init: RequestInit = {}, bearer: string | undefined = token) =>
    app.request(`/api/v1${path}`, {
      ...init,
      headers: {
        ...(bearer && { authorization: `Bearer ${bearer}` }),
        ...(init.headers as Record<string, string> | undefined), // as: the tests give plain objects
      },
    });
  const post = (body: string | Uint8Array, headers: Record<string, string> = {}, bearer = token) =>
    request(
      '/collect/responses',
      // as: a Uint8Array over a plain buffer is a body, which the DOM's types do not say in every version.
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: body as BodyInit,
      },
      bearer,
    );
  const send = async (
    items: readonly unknown[],
    bearer = token,
  ): Promise<readonly ItemResult[]> => {
    const reply = await post(JSON.stringify({ responses: items }), {}, bearer);
    if (reply.status !== 200) throw new Error(`${reply.status} ${await reply.text()}`);
    const { results } = (await reply.json()) as { results: readonly ItemResult[] }; // as: the contract
    return results;
  };
  const counts = () => countResponses(db, survey.id);
  return {
    store,
    db,
    clock,
    secrets,
    keys,
    survey,
    version,
    token,
    app,
    logged,
    request,
    post,
    send,
    counts,
  };
}
