import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { parseExpression } from '#core/definitions/expressions/parse.ts';
import { languagesOf } from '#core/definitions/languages.ts';
import { composePaper } from '#core/definitions/paper/compose-paper.ts';
import { decide } from '#core/definitions/paper/decide.ts';
import type { PaperBlock } from '#core/definitions/paper/paper-form.ts';
import { paperHtml } from '#core/definitions/paper/paper-html.ts';
import { randomDefinition } from '../../support/differential/random-definition.ts';
import { seededRandom } from '../../support/differential/seeded-random.ts';

const yesNo = [
  { value: 'yes', text: { en: 'Yes', vi: 'Có' } },
  { value: 'no', text: { en: 'No', vi: 'Không' } },
];
const definition = {
  title: { en: 'Needs', vi: 'Nhu cầu' },
  pages: [
    {
      name: 'start',
      elements: [
        {
          type: 'radiogroup',
          name: 'join',
          title: { en: 'Join?', vi: 'Tham gia?' },
          choices: yesNo,
          isRequired: true,
        },
        {
          type: 'radiogroup',
          name: 'child',
          title: { en: 'Children?' },
          choices: yesNo,
          visibleIf: "{join} = 'yes'",
        },
        {
          type: 'text',
          name: 'count',
          inputType: 'number',
          min: 0,
          max: 20,
          visibleIf: "{child} = 'yes' and {join} = 'yes'",
        },
        { type: 'text', name: 'ages', visibleIf: "{child} = 'yes' and {join} = 'yes'" },
        {
          type: 'matrix',
          name: 'grid',
          title: 'How often?',
          columns: ['often', 'never'],
          rows: [{ value: 'r1', text: 'At home' }, 'r2'],
          visibleIf: "{join} = 'yes'",
        },
      ],
    },
    {
      name: 'more',
      title: 'More',
      visibleIf: "{join} = 'yes' and {count} >= 2",
      elements: [
        { type: 'comment', name: 'why', title: 'Why {child}?', visibleIf: "{grid.r1} = 'often'" },
        {
          type: 'checkbox',
          name: 'topics',
          choices: ['law', 'money'],
          maxSelectedChoices: 1,
          showOtherItem: true,
        },
        {
          type: 'paneldynamic',
          name: 'kids',
          maxPanelCount: 2,
          templateElements: [{ type: 'text', name: 'age', inputType: 'date' }],
        },
      ],
    },
  ],
} as unknown as Definition; // as: made in the test

const form = composePaper(definition, 'en');
const question = (name: string) => {
  const found = form.blocks.find((block) => block.kind === 'question' && block.name === name);
  if (found?.kind !== 'question') throw new Error(`there is no question ${name}`);
  return found;
};
const skipsOf = (name: string) => {
  const { body } = question(name);
  return body.kind === 'answers' ? body.answers.map(({ code, skip }) => [code, skip]) : [];
};

describe('what stands on the sheet', () => {
  it('has a number for each question and a letter for each row', () => {
    expect(form.blocks.flatMap((block) => ('number' in block ? [block.number] : []))).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
    ]);
    const { body } = question('grid');
    expect(
      body.kind === 'grid' && body.rows.map(({ number, text }) => [number, text.text]),
    ).toEqual([
      ['5a', 'At home'],
      ['5b', 'r2'],
    ]);
  });

  it('points an arrow from an answer to the next question that is left', () => {
    expect(skipsOf('join')).toEqual([
      ['yes', undefined],
      ['no', '→ end'],
    ]);
    expect(skipsOf('child')).toEqual([
      ['yes', undefined],
      ['no', '→ question 5'],
    ]);
  });

  it('says in words for whom questions are, and where others go on', () => {
    expect(question('count').condition).toBe(
      'Questions 3 to 4: ask only if question 2 is “Yes”. Otherwise go to question 5.',
    );
    expect(question('ages')).toMatchObject({ joins: true });
    expect(question('child').condition).toBeUndefined();
    expect(question('why').condition).toBe(
      'Ask only if question 5a is “often”. Otherwise go to question 7.',
    );
    const section = form.blocks.find((block) => block.kind === 'section');
    expect(section?.condition).toBe(
      'Ask this part only if question 3 is 2 or more. Otherwise go to the end.',
    );
  });

  it('says sums that people can reckon themselves', () => {
    const visibleIf = '{count} > 1.5 * {count} + iif({count} notempty, {count}, 0)';
    const { blocks } = composePaper(
      {
        ...definition,
        pages: [...definition.pages, { name: 'x', visibleIf, title: 'X', elements: [] }],
      },
      'en',
    );
    expect(blocks.at(-1)?.condition).toBe(
      'Ask this part only if question 3 is above 1.5 × question 3 + question 3. Otherwise go to the end.',
    );
  });

  it('names the question whose answer a text would show', () => {
    expect(question('why').title.text).toBe('Why (answer to question 2)?');
  });

  it('says how to answer, and leaves as many blanks as there may be', () => {
    expect(question('topics').how).toBe('Choose at most 1.');
    expect(question('count')).toMatchObject({
      how: 'Write a number from 0 to 20.',
      body: { kind: 'boxes', groups: [2] },
    });
    const repeat = form.blocks.find((block) => block.kind === 'repeat');
    expect(
      repeat?.kind === 'repeat' &&
        repeat.copies.map(({ blocks }) => blocks.map((block) => 'number' in block && block.number)),
    ).toEqual([['8a'], ['8a']]);
  });

  it('speaks the asked language, and the survey’s own where it has no other', () => {
    const vi = composePaper(definition, 'vi');
    expect(vi.title.text).toBe('Nhu cầu');
    expect(paperHtml(vi)).toContain('→ hết phiếu');
    expect(paperHtml(vi)).toContain('<span lang="en" dir="ltr">Children?</span>');
  });
});

describe('the sheet as a file', () => {
  it('lets English sentences and codes run from left to right on a sheet in Arabic', () => {
    const sheet = paperHtml(
      composePaper(
        {
          title: { en: 'Water', ar: 'مياه' },
          pages: [
            {
              name: 'p',
              elements: [
                {
                  type: 'radiogroup',
                  name: 'last',
                  title: { en: 'When?', ar: 'متى؟' },
                  choices: [
                    { value: '6_months_1_year', text: { en: 'Half a year', ar: 'نصف سنة' } },
                    'never',
                    'unknown',
                  ],
                },
                {
                  type: 'text',
                  name: 'more',
                  title: { en: 'What?', ar: 'ماذا؟' },
                  visibleIf: "{last} = '6_months_1_year'",
                },
                { type: 'text', name: 'end', title: { en: 'Who?', ar: 'من؟' } },
              ],
            },
          ],
        },
        'ar',
      ),
    );

    expect(sheet).toContain('<html lang="ar" dir="rtl">');
    expect(sheet).toMatch(/<p class="only"><span lang="en" dir="ltr">[^<]*نصف سنة[^<]*<\/span>/);
    expect(sheet).toContain('<span class="code" dir="ltr">6_months_1_year</span>');
    expect(sheet).not.toMatch(/(?:margin|padding|border)-(?:left|right)|text-align: left/);
  });

  it('holds every text as text', () => {
    const bad = '<img src=x onerror=alert(1)> "; } </style><script>';
    const html = paperHtml(composePaper({ ...definition, title: bad }, 'en'));

    expect(html).not.toMatch(/<img|<script|<\/style><s/);
    expect(html.match(/<style>/g)).toHaveLength(1);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
  });

  it('loads nothing', () => {
    expect(paperHtml(form)).not.toMatch(/https?:|url\(|@import|<script|<link/);
  });

  for (const folder of readdirSync('surveys')) {
    for (const version of readdirSync(join('surveys', folder))) {
      it(`can be made of ${folder} ${version} in each of its languages, with every condition in words`, () => {
        const file = join('surveys', folder, version, 'definition.json');
        const survey: Definition = JSON.parse(readFileSync(file, 'utf8'));
        for (const language of languagesOf(survey)) {
          const html = paperHtml(composePaper(survey, language));
          expect(html).toContain(`<html lang="${language}"`);
          expect(html).not.toMatch(/undefined|\[object|NaN/);
        }
      });
    }
  }

  it('can be made of any definition', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const html = paperHtml(composePaper(randomDefinition(seededRandom(seed)), 'ru', seed));
      expect(html).not.toMatch(/undefined|\[object/);
    }
  });
});

describe('what one answer decides', () => {
  const verdict = (text: string, answer: string | number) =>
    decide(parseExpression(text)?.expression ?? null, 'a', answer);

  it.each([
    ["{a} = 'x'", 'x', true],
    ["{A} = 'X'", 'x', true],
    ["{a} <> 'x'", 'x', false],
    ["{a} anyof ['x', 'y']", 'z', false],
    ['{a} >= 3', 2, false],
    ['{a} empty', 'x', false],
    ["!({a} = 'x')", 'x', false],
    ["{a} = 'x' or {b} = 1", 'y', undefined],
    ["{a} = 'x' or {b} = 1", 'x', true],
    ["{a} = 'x' and {b} = 1", 'y', false],
    ["{a} = 'x' and {b} = 1", 'x', undefined],
    ['{a} = {b}', 'x', undefined],
  ] as const)('%s with %s', (text, answer, expected) => {
    expect(verdict(text, answer)).toBe(expected);
  });
});

const kinds = (blocks: readonly PaperBlock[]) => blocks.map(({ kind }) => kind);
it('begins a page with its title', () => {
  expect(kinds(form.blocks)[5]).toBe('section');
});
