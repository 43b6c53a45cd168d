/** `survey diff` and blocks on the command line: files and what is stored, in words and as JSON. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Definition } from '#core/definitions/definition.ts';
import { run } from '#server/cli.ts';

let folder: string;
const before = { ...process.env };
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'langnghe-diff-'));
  process.env = { ...before, DATA_DIR: folder, BASE_URL: 'https://survey.example.org' };
});
afterAll(() => {
  process.env = before;
  rmSync(folder, { recursive: true, force: true });
});

async function call(...argv: readonly string[]) {
  let out = '';
  let err = '';
  const code = await run(argv, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

const form = (choices: readonly unknown[], more: object = {}): Definition => ({
  title: 'Join',
  pages: [
    {
      name: 'p',
      elements: [
        { type: 'radiogroup', name: 'join', title: 'Will you join?', choices, ...more } as never,
      ],
    },
  ],
});
const yes = { value: 'yes', text: 'Yes, gladly' };
const no = { value: 'no', text: 'No, thank you' };

function file(name: string, definition: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(definition));
  return path;
}

describe('survey diff', () => {
  it('says in words what changed, and that nothing is broken', async () => {
    const one = file('one.json', form([yes, no]));
    const two = file('two.json', form([yes, no, { value: 'later', text: 'Later' }]));

    expect(await call('survey', 'diff', one, two)).toEqual({
      code: 0,
      err: '',
      out: 'note: “Will you join?”: answer “Later” was added. People before were not offered it.\n',
    });
    expect(await call('survey', 'diff', one, one)).toMatchObject({
      code: 0,
      out: 'Nothing has changed.\n',
    });
  });

  it('leaves with 1 where answers would be mixed up, and tells programs all of it', async () => {
    const one = file('one.json', form([yes, no]));
    const two = file('recoded.json', form([{ ...yes, value: '1' }, no]));

    const { code, out } = await call('survey', 'diff', one, two, '--json');

    expect(code).toBe(1);
    const schema = z.object({ breaking: z.boolean(), changes: z.array(z.looseObject({})) });
    expect(schema.parse(JSON.parse(out))).toMatchObject({
      breaking: true,
      changes: [{ code: 'choice-recoded', effect: 'breaking', item: 'join' }],
    });
  });

  it('compares what is stored: a version, the draft, a file', async () => {
    const stored = await call('survey', 'diff', 'worker-needs@1', 'worker-needs@draft');
    const shipped = join(import.meta.dirname, '../../surveys/worker-needs/1/definition.json');
    const same = await call('survey', 'diff', shipped, 'worker-needs@1');

    expect([stored.code, stored.out]).toEqual([0, 'Nothing has changed.\n']);
    expect([same.code, same.out]).toEqual([0, 'Nothing has changed.\n']);
  });

  it.each([
    [['one.json']],
    [['a', 'b', 'c']],
    [['worker-needs@99', 'worker-needs@1']],
    [['/nowhere.json', '/nowhere.json']],
  ])('cannot be asked %j', async (argv) => {
    const { code, err } = await call('survey', 'diff', ...argv);

    expect(code).toBe(2);
    expect(err).not.toBe('');
  });
});

describe('a file with a block', () => {
  const path = () =>
    file('block.json', {
      ...form([yes, no], { lnRole: 'consent', lnClass: 'neutral' }),
      pages: [
        ...form([yes, no], { lnRole: 'consent', lnClass: 'neutral' }).pages,
        { name: 'you', lnInclude: 'worker-demographics@1', lnItems: ['sex', 'age_band'] },
      ],
    });

  it('is read with its items, which say whose they are', async () => {
    const { code, out } = await call('survey', 'codebook', path(), '--json');

    expect(code).toBe(0);
    const schema = z.object({
      variables: z.array(z.object({ name: z.string(), block: z.string().optional() })),
    });
    expect(schema.parse(JSON.parse(out)).variables).toEqual([
      { name: 'join' },
      { name: 'sex', block: 'worker-demographics@1' },
      { name: 'age_band', block: 'worker-demographics@1' },
    ]);
  });

  it('names a block that is not there, and leaves with 1', async () => {
    const wrong = file('wrong.json', { pages: [{ name: 'p', lnInclude: 'nobody@1' }] });

    const { code, out } = await call('survey', 'check', wrong, '--json');

    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false, problems: [{ code: 'block-unknown' }] });
  });

  it('is analysed over all surveys once it is published', async () => {
    const { code } = await call('survey', 'publish', path(), '--name', 'joining');
    const analysed = await call('analyse', '--block', 'worker-demographics@1', '--all', '--json');
    const nobody = await call('analyse', '--block', 'nobody@1', '--all');

    expect(code).toBe(0);
    expect(analysed.code).toBe(0);
    expect(JSON.parse(analysed.out)).toMatchObject({ n: 0 });
    expect(analysed.err).toContain('joining: 0');
    expect([nobody.code, nobody.err]).toEqual([2, 'No survey has the block nobody@1.\n']);
    const both = await call('analyse', '--survey', 'joining', '--block', 'x@1', '--all');
    expect(both.code).toBe(2);
  });
});
