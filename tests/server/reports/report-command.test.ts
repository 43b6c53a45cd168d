import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportCommands } from '#server/reports/report-command.ts';
import { definitionOf } from '../../support/definition-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'langnghe-report-'));
const path = (name: string): string => join(folder, name);

async function report(...argv: readonly string[]) {
  const said = { out: '', err: '' };
  const exit = await reportCommands.report?.(argv, {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  });
  return { exit, ...said };
}

const files = () => ['--form', path('form.json'), '--data', path('data.csv')];

beforeAll(() => {
  const form = definitionOf(
    [
      {
        type: 'radiogroup',
        name: 'tea',
        title: { en: 'Green or black?' },
        choices: ['green', 'black', 'both'],
      },
      { type: 'checkbox', name: 'with', title: { en: 'With what?' }, choices: ['milk', 'sugar'] },
      { type: 'text', inputType: 'number', name: 'cups', title: { en: 'Cups a day' } },
    ],
    { title: { en: 'Tea' } },
  );
  const rows = Array.from({ length: 200 }, (_, i) =>
    [
      ['green', 'black', 'both'][i % 3],
      i % 2 ? 'milk' : 'milk sugar',
      1 + (i % 4),
      i % 4 ? 'hill' : 'plain',
    ].join(','),
  );
  writeFileSync(path('form.json'), JSON.stringify(form));
  writeFileSync(path('data.csv'), `tea,with,cups,area\n${rows.join('\n')}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('report on files', () => {
  it('writes the report and lists its figures as JSON and nothing else', async () => {
    const out = path('tea.html');

    const done = await report(...files(), '--language', 'en', '--out', out, '--json');

    expect(done.exit).toBe(0);
    const { n, figures, ...rest } = JSON.parse(done.out);
    expect([n, rest]).toEqual([200, { out }]);
    expect(figures).toContainEqual({
      id: 'tea.green.share',
      variable: 'tea',
      category: 'green',
      kind: 'share',
      value: 67 / 200,
      n: 200,
      text: '33.5%',
      suppressed: false,
    });
    expect(readFileSync(out, 'utf8')).toContain(
      `<data value="${67 / 200}" data-figure="tea.green.share">33.5%</data>`,
    );
  });

  it('breaks figures down by a column that the form does not have', async () => {
    const done = await report(
      ...files(),
      ...['--language', 'vi', '--out', path('tea.html'), '--by', 'area', '--json'],
    );

    expect(done.exit).toBe(0);
    expect(JSON.parse(done.out).figures).toContainEqual(
      expect.objectContaining({ id: 'cups.n@area=hill', by: 'area', level: 'hill', value: 150 }),
    );
  });

  it('says on the cover whether small figures are hidden', async () => {
    const out = path('tea.html');

    await report(...files(), '--language', 'en', '--out', out);
    expect(readFileSync(out, 'utf8')).toContain('Protected version');
    await report(...files(), '--language', 'en', '--out', out, '--exact', '--title', 'Our tea');
    expect(readFileSync(out, 'utf8')).toMatch(/Our tea[\s\S]*Exact version/);
  });

  it('writes Word documents', async () => {
    const done = await report(...files(), '--language', 'vi', '--out', path('tea.docx'));

    expect(done).toMatchObject({ exit: 0, out: '' });
    expect(readFileSync(path('tea.docx')).subarray(0, 2).toString()).toBe('PK');
  });
});

describe('report, wrongly asked for', () => {
  it.each([
    ['a breakdown by what is not there', ['--language', 'vi', '--out', 'x.html', '--by', 'moon']],
    ['a breakdown by a number', ['--language', 'vi', '--out', 'x.html', '--by', 'cups']],
    ['a format to come', ['--language', 'vi', '--out', 'x.pdf']],
    ['another format to come', ['--language', 'vi', '--out', 'x.xlsx']],
    ['a language to come', ['--language', 'ru', '--out', 'x.html']],
    ['no language', ['--out', 'x.html']],
    ['no place', ['--language', 'vi']],
    ['an option nobody knows', ['--language', 'vi', '--out', 'x.html', '--fast']],
    ['a folder that is not there', ['--language', 'vi', '--out', path('no/x.html')]],
  ])('with %s ends with 2 and one sentence', async (_, options) => {
    const done = await report(...files(), ...options);

    expect(done.exit).toBe(2);
    expect(done.out).toBe('');
    expect(done.err.trim().split('\n').at(-1)).toMatch(/^[A-Z].*[.;]$/);
  });

  it('with a file that cannot be read ends with 2', async () => {
    const done = await report(
      '--form',
      path('none.xlsx'),
      ...files().slice(2),
      '--language',
      'vi',
      '--out',
      'x.html',
    );

    expect(done.exit).toBe(2);
  });
});
