/** The program as people call it: words in, one JSON document or one sentence out, an exit code. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commands, help, notOffered, run } from '#server/cli.ts';
import { openDatabase } from '#server/store/database.ts';

let dataDir: string;
const before = { ...process.env };
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'langnghe-cli-'));
  process.env = { ...before, DATA_DIR: dataDir, BASE_URL: 'https://survey.example.org' };
});
afterEach(() => {
  process.env = before;
  rmSync(dataDir, { recursive: true, force: true });
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

const linkSchema = z.strictObject({ id: z.string(), url: z.string(), token: z.string() });
const createLink = (...more: readonly string[]) =>
  call('link', 'create', '--survey', 'worker-needs', '--purpose', 'collector', ...more);

describe('--json', () => {
  it('may stand before the command', async () => {
    const [before, after] = [
      await call('--json', 'survey', 'library'),
      await call('survey', 'library', '--json'),
    ];
    expect(before).toEqual(after);
    expect(after.code).toBe(0);
  });
});

describe('link create', () => {
  it('works on an empty folder, with everything a link may have', async () => {
    const { code, out, err } = await createLink(
      ...['--name', 'Chị Hoa', '--site', 'Nhà máy Tân Đông', '--create-site'],
      ...['--expires', '2030-04-18', '--quota', '40', '--language', 'vi', '--json'],
    );

    expect(err).toBe('');
    expect(code).toBe(0);
    const { id, url, token } = linkSchema.parse(JSON.parse(out));
    expect(token).toMatch(/^[\w-]{22}$/);
    expect(url).toBe(`https://survey.example.org/s/${id}#${token}`);
    const store = await openDatabase({ dataDir });
    const link = await store.db.selectFrom('link').selectAll().executeTakeFirstOrThrow();
    const site = await store.db.selectFrom('site').selectAll().executeTakeFirstOrThrow();
    await store.close();
    expect(link).toMatchObject({
      holder: 'Chị Hoa',
      quota: 40,
      language: 'vi',
      closes_at: '2030-04-18T16:59:59.000Z',
      site_id: site.id,
    });
    expect(site).toMatchObject({ code: 'nha-may-tan-dong', name: 'Nhà máy Tân Đông' });
  });

  it('finds a site by name and by code once it is there', async () => {
    await createLink('--site', 'Tân Đông', '--create-site');

    const results = [
      await createLink('--site', 'Tân Đông'),
      await createLink('--site', 'tan-dong', '--create-site'),
    ];

    expect(results.map(({ code }) => code)).toEqual([0, 0]);
    const store = await openDatabase({ dataDir });
    const sites = await store.db.selectFrom('site').select('code').execute();
    await store.close();
    expect(sites).toEqual([{ code: 'tan-dong' }]);
  });

  it('makes one for each name of a file, with a target each', async () => {
    const names = join(dataDir, 'names.txt');
    writeFileSync(names, '\uFEFFChị Hoa\r\n\r\n  Anh Ba \n');

    const { code, out, err } = await createLink('--many', names, '--wanted', '40');

    expect([code, err]).toEqual([0, '']);
    const { links } = z
      .strictObject({ links: z.array(linkSchema.extend({ holder: z.string() })) })
      .parse(JSON.parse(out));
    expect(links.map(({ holder }) => holder)).toEqual(['Chị Hoa', 'Anh Ba']);
    expect(new Set(links.map(({ token }) => token)).size).toBe(2);
    const store = await openDatabase({ dataDir });
    const targets = await store.db.selectFrom('target').select(['key', 'wanted']).execute();
    await store.close();
    expect(new Map(targets.map(({ key, wanted }) => [key, wanted]))).toEqual(
      new Map(links.map(({ id }) => [id, 40])),
    );
  });

  it.each([
    [['--many', 'nowhere.txt']],
    [['--wanted', '0']],
    [['--quota', '0']],
    [['--quota', 'many']],
    [['--expires', '2030-02-30']],
    [['--expires', 'soon']],
    [['--site', 'Nowhere']],
    [['--create-site']],
    [['--language', 'fr']],
    [['--colour', 'red']],
    [['extra']],
  ])('refuses %j with a sentence and no link', async (more) => {
    const { code, out, err } = await createLink(...more);

    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/^.+\n/);
    const store = await openDatabase({ dataDir });
    const links = await store.db.selectFrom('link').selectAll().execute();
    await store.close();
    expect(links).toEqual([]);
  });

  it('refuses a survey or a purpose that it does not know', async () => {
    const survey = await call('link', 'create', '--survey', 'nothing', '--purpose', 'collector');
    const purpose = await call('link', 'create', '--survey', 'worker-needs', '--purpose', 'spy');

    expect([survey.code, purpose.code]).toEqual([2, 2]);
    expect(survey.err).toBe('There is no such survey.\n');
  });
});

describe('survey publish', () => {
  it('publishes a definition once, and says what is wrong with another', async () => {
    const good = join(dataDir, 'good.json');
    const bad = join(dataDir, 'bad.json');
    const item = { type: 'radiogroup', name: 'a', lnClass: 'neutral', title: 'A' };
    const definition = (choices: readonly string[]) =>
      JSON.stringify({ title: 'T', pages: [{ name: 'p', elements: [{ ...item, choices }] }] });
    writeFileSync(good, definition(['x', 'y']));
    writeFileSync(bad, definition(['x', 'x']));

    const first = await call('survey', 'publish', good, '--name', 'mine', '--json');
    const again = await call('survey', 'publish', good, '--name', 'mine', '--json');
    const wrong = await call('survey', 'publish', bad, '--name', 'mine', '--json');

    expect(JSON.parse(first.out)).toMatchObject({ name: 'mine', number: 1 });
    expect(again.out).toBe(first.out);
    expect(wrong.code).toBe(1);
    expect(JSON.parse(wrong.out)).toMatchObject({ ok: false });
    expect(wrong.err).toContain('/pages/0/elements/0');
  });

  it('takes one file', async () => {
    const two = await call('survey', 'publish', 'a.json', 'b.json', '--name', 'mine');

    expect(two).toMatchObject({ code: 2, out: '' });
    expect(two.err).toContain('survey publish FILE --name NAME');
  });
});

describe('results export', () => {
  it('says plainly where it cannot write', async () => {
    const out = join(dataDir, 'nowhere', 'results.csv');

    const written = await call('results', 'export', '--survey', 'worker-needs', '--out', out);

    expect(written).toEqual({ code: 2, out: '', err: `The file ${out} cannot be written.\n` });
  });
});

describe('user', () => {
  it('invites by an address, lists, resets, and keeps the last owner', async () => {
    const added = await call('user', 'add', '--name', 'Hà', '--role', 'consultant');
    const list = await call('user', 'list', '--json');
    const unknown = await call('user', 'disable', 'nobody');
    const role = await call('user', 'add', '--name', 'Hà', '--role', 'boss');

    expect(JSON.parse(added.out)).toMatchObject({
      url: expect.stringMatching(/^https:\/\/survey\.example\.org\/app\/welcome#[\w-]{43}$/),
    });
    expect(JSON.parse(list.out)).toEqual({ people: [] });
    expect([unknown.code, role.code]).toEqual([2, 2]);
  });
});

describe('words too many', () => {
  it.each(['survey library', 'user list', 'results export --survey worker-needs --out out.csv'])(
    'after `%s` are answered with one sentence and exit code 2',
    async (words) => {
      const said = await call(...words.split(' '), 'extra');

      expect(said).toEqual({ code: 2, out: '', err: 'There is nothing to do with extra.\n' });
    },
  );
});

describe('words that are no command', () => {
  it.each(['nonsense', 'survey', 'survey paint', 'link', 'constructor', '--colour'])(
    '`%s` are answered with one sentence and exit code 2',
    async (words) => {
      const { code, out, err } = await call(...words.split(' '));

      expect(code).toBe(2);
      expect(out).toBe('');
      expect(err.trim().split('\n')).toHaveLength(1);
    },
  );

  it.each(notOffered)('%s says that it is not offered yet', async (words) => {
    const { code, err } = await call(...words.split(' '), 'FILE');

    expect(code).toBe(2);
    expect(err).toMatch(/not offered yet\.\n$/);
  });
});

describe('help', () => {
  it('names every command, and none that is not offered', async () => {
    const { code, out } = await call('--help');

    expect(code).toBe(0);
    expect(out).toBe(help);
    const later: readonly string[] = notOffered;
    for (const words of Object.keys(commands)) {
      if (!later.includes(words)) expect(out).toContain(words);
    }
    for (const words of later) expect(out).not.toMatch(new RegExp(`^${words}`, 'm'));
  });
});
