import { describe, expect, it } from 'vitest';
import { testApp } from '../support/app.ts';
import { smallDefinition } from '../support/build.ts';
import { dialects } from '../support/databases.ts';

describe.each(dialects)('numbers that nothing was ever counted to (%s)', (dialect) => {
  it('are refused as numbers, whatever the database thinks of them', async () => {
    const app = await testApp({ dialect });
    const definition = { ...smallDefinition, title: { vi: 'Khác' } };
    for (const large of [2 ** 31, 2 ** 40]) {
      for (const [method, path, body] of [
        ['PUT', '/draft', { revision: large, definition }],
        ['POST', '/draft/restore', { number: large }],
        ['POST', '/draft/restore', { number: 1, revision: large }],
        ['POST', '/draft/rename', { revision: large, item: 'sex', to: 'gender' }],
        ['POST', '/versions', { revision: large }],
        ['GET', `/changes?from=${large}`, undefined],
        ['GET', `/changes?from=1&to=${large}`, undefined],
      ] as const) {
        const { status } = await app.ask('mai', method, `/surveys/needs-a${path}`, body);
        expect(status, `${method} ${path}`).toBe(422);
      }
    }
  });
});
