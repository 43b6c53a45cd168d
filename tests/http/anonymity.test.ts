import { describe, expect, it } from 'vitest';
import { draftSavedSchema, surveyDetailSchema } from '#core/definitions/survey-api.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { smallDefinition } from '../support/build.ts';
import { dialects } from '../support/databases.ts';

const secret = { ...smallDefinition, lnAnonymous: true };
const put = (app: TestApp, name: string) =>
  app.ask('mai', 'PUT', `/surveys/${name}/draft`, { revision: 1, definition: secret });
const publish = (app: TestApp, name: string) =>
  app.ask('mai', 'POST', `/surveys/${name}/versions`, {});
const isAnonymous = async (app: TestApp, name: string) =>
  surveyDetailSchema.parse(await (await app.ask('mai', 'GET', `/surveys/${name}`)).json())
    .anonymous;

describe.each(dialects)('whether a survey is anonymous (%s)', (dialect) => {
  it('is for its first version to say', async () => {
    const app = await testApp({ dialect });
    const name = 'from-nothing';
    await app.ask('mai', 'POST', '/projects/a/surveys', { name, definition: smallDefinition });
    await put(app, name);

    expect((await publish(app, name)).status).toBe(201);
    expect(await isAnonymous(app, name)).toBe(true);
  });

  it('is settled then: no later version promises what is not done', async () => {
    const app = await testApp({ dialect });
    const { problems } = draftSavedSchema.parse(await (await put(app, 'needs-a')).json());
    const reply = await publish(app, 'needs-a');

    expect(problems).toContainEqual(
      expect.objectContaining({ severity: 'error', code: 'frozen-anonymity' }),
    );
    expect(reply.status).toBe(422);
    expect(await reply.json()).toMatchObject({ errors: [{ code: 'frozen-anonymity' }] });
    expect(await isAnonymous(app, 'needs-a')).toBe(false);
  });
});
