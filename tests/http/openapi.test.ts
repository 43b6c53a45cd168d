import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { workspaceRoutes } from '#server/compose.ts';
import { testApp } from '../support/app.ts';
import { testKeys } from '../support/build.ts';

const documentSchema = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        summary: z.string().min(5),
        security: z.array(z.record(z.string(), z.array(z.string()))),
        parameters: z.array(z.object({ name: z.string(), in: z.enum(['path', 'query']) })),
        requestBody: z.looseObject({}).optional(),
        responses: z.record(z.string(), z.looseObject({})),
      }),
    ),
  ),
});

async function documentOf(app: Awaited<ReturnType<typeof testApp>>) {
  const reply = await app.request('/api/v1/openapi.json');
  return documentSchema.parse(await reply.json());
}

describe('the API document', () => {
  it('describes every workspace route with its parameters, and every collection call', async () => {
    const app = await testApp();
    const { paths } = await documentOf(app);
    const routes = workspaceRoutes({
      db: app.store.db,
      clock: app.clock,
      secrets: app.secrets,
      keys: testKeys(),
      baseUrl: 'http://localhost',
      libraryFolder: '',
      store: app.store,
      logger: pino({ level: 'silent' }),
      closing: new AbortController().signal,
    });

    for (const { method, path, request, verb } of routes) {
      const operation = paths[`/api/v1${path.replace(/:(\w+)/g, '{$1}')}`]?.[method.toLowerCase()];
      expect(operation, `${method} ${path}`).toBeDefined();
      const inPath = operation?.parameters.filter((one) => one.in === 'path') ?? [];
      expect(inPath).toHaveLength((path.match(/:/g) ?? []).length);
      expect(operation?.requestBody !== undefined).toBe(request !== undefined);
      expect(operation?.security).toHaveLength(verb === 'public' ? 0 : 1);
    }
    for (const call of ['link', 'definitions/{hash}', 'responses', 'receipts']) {
      expect(Object.keys(paths)).toContain(`/api/v1/collect/${call}`);
    }
  });

  it('says what the query and the body of a call may be', async () => {
    const { paths } = await documentOf(await testApp());

    const results = paths['/api/v1/surveys/{name}/results']?.get;
    const links = paths['/api/v1/surveys/{name}/links']?.post;

    expect(results?.parameters.map((one) => one.name)).toEqual([
      'name',
      'by',
      'variable',
      'exact',
      'format',
    ]);
    expect(JSON.stringify(links?.requestBody)).toContain('"collector"');
  });

  it('is also a page, which fetches nothing from anywhere', async () => {
    const app = await testApp();

    const page = await (await app.request('/api/docs')).text();

    expect(page).toContain('POST /api/v1/collect/responses');
    expect(page).not.toMatch(/<script|src=|https?:\/\//);
  });
});
