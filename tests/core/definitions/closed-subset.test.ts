/**
 * What the closed subset leaves out, line by line: what survey-core does in ways that an author cannot foresee, or that
 * differ between machines. Each line is planted into a survey that is sound without it, and refused at its place.
 */
import { describe, expect, it } from 'vitest';
import type { Definition, Item } from '#core/definitions/definition.ts';
import { definitionOf } from '../../support/definition-of.ts';
import { choice, errorsOf, matrix, problemsOf, said, text } from '../../support/gate-items.ts';

const ground: readonly Item[] = [
  text('n', { inputType: 'number' }),
  text('d', { inputType: 'date' }),
  text('t'),
  choice('a'),
  choice('topics', { type: 'checkbox', choices: ['x', 'y'] }),
];
const at = `/pages/0/elements/${ground.length}`;

const group = (
  more: Partial<Item>,
  inner: readonly Item[] = [choice('in1'), choice('in2')],
): Item => {
  const { choices: _, ...rest } = choice('g', more);
  return { ...rest, type: 'paneldynamic', templateElements: inner };
};
const table = (more: Partial<Item>): Item => {
  const { choices: _, ...rest } = choice('m', { rowCount: 0, ...more });
  return {
    ...rest,
    type: 'matrixdynamic',
    columns: [{ name: 'c1', cellType: 'text', inputType: 'number' }, { name: 'c2' }],
    choices: ['a', 'b'],
  };
};

it('is sound ground', () => {
  expect(problemsOf(definitionOf([...ground, group({}), table({})]))).toEqual([]);
});

describe('an expression is refused', () => {
  it.each<[string, string, string]>([
    ['displayValue', "displayValue('a') = 'b'", 'function-unknown'],
    ['propertyValue', "propertyValue('a', 'title') = 'b'", 'function-unknown'],
    ['isContainerReady', "isContainerReady('page1') = true", 'function-unknown'],
    ['isDisplayMode', 'isDisplayMode() = true', 'function-unknown'],
    ['getComment', "getComment('a') = 'b'", 'function-unknown'],
    ['a function of nobody', 'fetchAnswer({a}) = 1', 'function-unknown'],
    ['currentDate', "currentDate() > '2026-01-31'", 'function-clock'],
    ['a property of the form', "{$a.title} = 'b'", 'reference-unknown'],
    ['a name with a colon', "{a:b} = 'b'", 'reference-unknown'],
    ['the page number', '{pageno} > 1', 'reference-unknown'],
    ['the number of pages', '{pagecount} > 1', 'reference-unknown'],
    ['the next panel', "{nextPanel.in1} = 'a'", 'reference-unknown'],
    ['the previous panel', "{prevPanel.in1} = 'a'", 'reference-unknown'],
    ['the next row', "{nextRow.c2} = 'a'", 'reference-unknown'],
    ['the row of totals', '{totalRow.c1} > 1', 'reference-unknown'],
    ['a panel outside of one', "{panel.in1} = 'a'", 'reference-unknown'],
    ['a row outside of one', "{row.c1} = 'a'", 'reference-unknown'],
    ['null', '{n} = null', 'expression-null'],
    ['undefined', '{n} <> undefined', 'expression-null'],
    ['null in a list', 'sum({n}, null) > 1', 'expression-null'],
    ['a number for a condition', '{n} + 1', 'expression-bare'],
    ['an item for a condition', '{n}', 'expression-bare'],
    ['a value beside "and"', "{a} = 'a' and {n}", 'expression-joins'],
    ['a value beside "or"', "{n} or {a} = 'a'", 'expression-joins'],
    ['a date in a sum', 'today() + 1 > 5', 'date-misused'],
    ['a date among numbers', 'sum(today(), 1) > 5', 'date-misused'],
    ['a date beside a number', 'today() > 5', 'date-misused'],
    ['a date beside a text', "today() = 'tomorrow'", 'date-unreadable'],
    ['a date in a list', "today() anyof ['2026-01-31']", 'date-misused'],
    ['days of another form', "getDate({d}) > '31.01.2026'", 'date-unreadable'],
    ['an item beside a day of another form', "{d} > '31.01.2026'", 'date-unreadable'],
    ['a day that is not', "getDate({d}) > '2026-02-30'", 'date-unreadable'],
    ['months added', "dateAdd({d}, 1, 'months') > today()", 'date-months'],
    ['years added', "dateAdd({d}, 1, 'years') > today()", 'date-months'],
    ['a unit from an answer', 'dateAdd({d}, 1, {t}) > today()', 'date-months'],
    ['an open bracket', "({a} = 'a' and ({n} = 1)", 'expression-bracket'],
    ['an open call', 'sum({n}, 1 > 2', 'expression-bracket'],
    ['branches of two kinds', "iif({n} > 1, 5, 'five') = 5", 'branches-differ'],
    ['a branch that is a date', 'iif({n} > 1, today(), 5) = today()', 'branches-differ'],
    ['a missing branch', 'iif({n} > 1, 5) = 5', 'function-unclear'],
    ['something it cannot read', '{n} >', 'expression-invalid'],
    ['an operator without its right side', '{t} contains', 'expression-unfinished'],
    ['a name of nobody', "{nobody} = 'a'", 'reference-unknown'],
    ['itself', "{last} = 'a'", 'reference-cycle'],
    ['what comes later', "{later} = 'a'", 'reference-forward'],
    [
      'what comes later, in a calculation on the way',
      "{a} = 'a' and {later} notempty",
      'reference-forward',
    ],
    ['a number beside a word', "{n} = 'five'", 'kinds-differ'],
    ['a number in order with a word', "{n} > 'five'", 'kinds-differ'],
    ['a number beside a date', '{n} > {d}', 'kinds-differ'],
    ['several answers in order', '{topics} > 1', 'kinds-differ'],
    ['several answers equal to one', "{topics} = 'x'", 'kinds-differ'],
    ['a code that is not offered', "{a} = 'zz'", 'code-unknown'],
    ['one of several that is not offered', "{topics} contains 'zz'", 'code-unknown'],
    ['one of a list that is not offered', "{a} anyof ['a', 'zz']", 'code-unknown'],
  ])('that has %s', (_, visibleIf, code) => {
    expect(errorsOf([...ground, choice('last', { visibleIf }), choice('later')])).toEqual([
      `${at}/visibleIf ${code}`,
    ]);
  });

  it('that calculates a date to be stored', () => {
    const item = { type: 'expression', name: 'e', ...said, expression: 'dateAdd({d}, 1, "days")' };

    expect(errorsOf([...ground, item])).toEqual([`${at}/expression date-stored`]);
  });

  it.each<[string, Partial<Definition>, readonly Item[], string]>([
    [
      'a page',
      {
        pages: [
          { name: 'one', visibleIf: "{z} = 'a'", elements: [choice('b')] },
          { name: 'two', elements: [choice('z')] },
        ],
      },
      [],
      '/pages/0/visibleIf reference-forward',
    ],
    [
      'a panel',
      {},
      [{ type: 'panel', name: 'p', visibleIf: "{z} = 'a'", elements: [choice('b')] }, choice('z')],
      `${at}/visibleIf reference-forward`,
    ],
    [
      'an answer',
      {},
      [choice('b', { choices: [{ value: 'a', visibleIf: "{z} = 'a'" }, 'c'] }), choice('z')],
      `${at}/choices/0/visibleIf reference-forward`,
    ],
    [
      'a list of answers',
      {},
      [choice('b', { choicesVisibleIf: "{z} = 'a'" }), choice('z')],
      `${at}/choicesVisibleIf reference-forward`,
    ],
    [
      'a row',
      {},
      [matrix({ name: 'mx', rows: [{ value: 'r', visibleIf: "{z} = 'a'" }] }), choice('z')],
      `${at}/rows/0/visibleIf reference-forward`,
    ],
    [
      'a column',
      {},
      [{ ...table({}), columns: [{ name: 'c1', visibleIf: "{row.c2} = 'a'" }, { name: 'c2' }] }],
      `${at}/columns/0/visibleIf reference-forward`,
    ],
    [
      'an item of a group',
      {},
      [group({}, [choice('in1', { visibleIf: "{panel.in2} = 'a'" }), choice('in2')])],
      `${at}/templateElements/0/visibleIf reference-forward`,
    ],
  ])('that makes %s depend on what is asked later', (_, more, items, error) => {
    expect(errorsOf([...ground, ...items], more)).toEqual([error]);
  });

  it.each<[string, readonly { name: string; expression: string }[], string]>([
    ['itself', [{ name: 'c', expression: '{c} + 1' }], '/calculatedValues/0/expression'],
    [
      'each other',
      [
        { name: 'c', expression: '{e} + 1' },
        { name: 'e', expression: '{c} + 1' },
      ],
      '/calculatedValues/0/expression',
    ],
    [
      'an item that shows by them',
      [{ name: 'c', expression: "iif({shown} = 'a', 1, 2)" }],
      '/calculatedValues/0/expression',
    ],
  ])('that goes in a circle: calculated values and %s', (_, calculatedValues, path) => {
    const shown = choice('shown', { visibleIf: '{c} = 1' });

    expect(
      errorsOf([shown], { calculatedValues }).filter((error) => error.startsWith(path)),
    ).toEqual([`${path} reference-cycle`]);
  });
});

describe('a name is refused', () => {
  it.each([
    'panel',
    'row',
    'self',
    'item',
    'choice',
    'rowIndex',
    'panelIndex',
    'pageno',
    'constructor',
    '__proto__',
    'a.b',
    'a[0]',
    'a{b}',
    'a:b',
    'a$b',
    '#a',
    'a-Comment',
  ])('that reads as something else: %s', (name) => {
    expect(errorsOf([choice(name)])).toContain('/pages/0/elements/0/name name-invalid');
  });

  it.each<[string, readonly Item[]]>([
    ['twice', [choice('a'), choice('a')]],
    ['twice but for capitals', [choice('age'), choice('AGE')]],
  ])('that stands %s', (_, items) => {
    expect(errorsOf(items)).toEqual(['/pages/0/elements/1/name name-duplicate']);
  });

  it('that a row of the item bears too, where it is read', () => {
    const items = [choice('r1'), matrix({ visibleIf: "{r1} = 'a'" })];

    expect(errorsOf(items)).toEqual(['/pages/0/elements/1/visibleIf reference-own']);
  });
});

describe('a property is refused', () => {
  it.each<[string, Item, string]>([
    ['copies to begin with', group({ panelCount: 2 }), '/panelCount rows-begin'],
    ['least copies', group({ minPanelCount: 1 }), '/minPanelCount rows-begin'],
    ['rows to begin with', table({ rowCount: 3 }), '/rowCount rows-begin'],
    ['least rows', table({ minRowCount: 1 }), '/minRowCount rows-begin'],
    [
      'a condition of the template',
      group({ templateVisibleIf: "{a} = 'a'" }),
      '/templateVisibleIf property-refused',
    ],
    [
      'a panel that must be filled',
      { type: 'panel', name: 'p', isRequired: true, elements: [choice('b')] },
      '/isRequired property-refused',
    ],
    [
      'a condition of columns',
      table({ columnsVisibleIf: "{a} = 'a'" }),
      '/columnsVisibleIf property-refused',
    ],
    [
      'locked answers',
      choice('b', { choicesEnableIf: "{a} = 'a'" }),
      '/choicesEnableIf property-refused',
    ],
    [
      'hiding without answers',
      choice('b', { hideIfChoicesEmpty: true }),
      '/hideIfChoicesEmpty property-refused',
    ],
    ['hiding without rows', matrix({ hideIfRowsEmpty: true }), '/hideIfRowsEmpty property-refused'],
    [
      'a least that is calculated',
      text('b', { inputType: 'number', minValueExpression: '{n}' }),
      '/minValueExpression property-refused',
    ],
    [
      'a most that is calculated',
      text('b', { inputType: 'number', maxValueExpression: '{n}' }),
      '/maxValueExpression property-refused',
    ],
    ['a shared answer', text('b', { valueName: 'shared' }), '/valueName property-refused'],
    ['a mask', text('b', { maskType: 'numeric' }), '/maskType property-refused'],
    [
      'the settings of a mask',
      text('b', { maskSettings: { pattern: '99' } }),
      '/maskSettings property-refused',
    ],
    [
      'a validator that only warns',
      text('b', { validators: [{ type: 'email', notificationType: 'warning' }] }),
      '/validators/0/notificationType property-refused',
    ],
    ['a matrix column 0', matrix({ columns: [0, 1] }), '/columns column-dropped'],
    [
      'an answer that is calculated at first',
      text('b', { defaultValueExpression: '{n}' }),
      '/defaultValueExpression property-refused',
    ],
    [
      'an answer that is calculated later',
      text('b', { setValueExpression: '{n}' }),
      '/setValueExpression property-refused',
    ],
    [
      'an answer that is taken away',
      text('b', { resetValueIf: '{n} = 1' }),
      '/resetValueIf property-refused',
    ],
  ])('%s', (_, item, problem) => {
    expect(errorsOf([...ground, item])).toEqual([`${at}${problem}`]);
  });

  it.each(['min', 'max', 'step', 'requiredIf'])('%s on one text of several', (property) => {
    const { choices: _, ...rest } = choice('mt', { type: 'multipletext' });
    const value = property === 'requiredIf' ? '{n} = 1' : 1;
    const item: Item = {
      ...rest,
      lnClass: 'free-text',
      items: [{ name: 'one', [property]: value }],
    };

    expect(errorsOf([...ground, item])).toEqual([`${at}/items/0/${property} property-refused`]);
  });

  it.each<[string, readonly Item[], string]>([
    [
      'that carries itself',
      [carrying('c1', 'topics'), carrying('c2', 'c1')],
      `/pages/0/elements/${ground.length + 1}/choicesFromQuestion choices-source`,
    ],
    [
      'beside it in a group',
      [group({}, [choice('in1', { type: 'checkbox' }), carrying('c1', 'in1')])],
      `${at}/templateElements/1/choicesFromQuestion choices-source`,
    ],
    [
      'of another level',
      [group({}, [carrying('c1', 'topics')])],
      `${at}/templateElements/0/choicesFromQuestion choices-source`,
    ],
    ['that has no answers', [carrying('c1', 't')], `${at}/choicesFromQuestion choices-source`],
    [
      'that is not there',
      [carrying('c1', 'nobody')],
      `${at}/choicesFromQuestion reference-unknown`,
    ],
  ])('answers of an item %s', (_, items, error) => {
    expect(errorsOf([...ground, ...items])).toEqual([error]);
  });

  it.each<[string, Item, string]>([
    [
      'under enableIf',
      { type: 'expression', name: 'e', ...said, expression: '{n} + 1', enableIf: "{a} = 'a'" },
      '/enableIf calculation-locked',
    ],
    [
      'that is locked',
      { type: 'expression', name: 'e', ...said, expression: '{n} + 1', readOnly: true },
      '/readOnly calculation-locked',
    ],
    [
      'with a condition in a group',
      group({}, [
        choice('in1'),
        {
          type: 'expression',
          name: 'e',
          ...said,
          expression: '{n} + 1',
          visibleIf: "{panel.in1} = 'a'",
        },
      ]),
      '/templateElements/1/visibleIf calculation-hidden',
    ],
  ])('a calculation %s', (_, item, problem) => {
    expect(errorsOf([...ground, item])).toEqual([`${at}${problem}`]);
  });

  it('a calculation that is read and can be hidden', () => {
    const hidden = {
      type: 'expression',
      name: 'e',
      ...said,
      expression: '{n} + 1',
      visibleIf: "{a} = 'a'",
    };

    expect(errorsOf([...ground, hidden, choice('b', { visibleIf: '{e} > 1' })])).toEqual([
      `/pages/0/elements/${ground.length + 1}/visibleIf reference-hidden`,
    ]);
  });

  it.each(['onHidden', 'onComplete', 'none'])(
    'answers of hidden items that stay (%s), with a warning: publishing sets it right',
    (clearInvisibleValues) => {
      // as: a definition may say anything before it has passed.
      const more = { clearInvisibleValues } as unknown as Partial<Definition>;

      expect(problemsOf(definitionOf(ground, more))).toEqual([
        '/clearInvisibleValues property-refused',
      ]);
    },
  );
});

function carrying(name: string, from: string): Item {
  const { choices: _, ...rest } = choice(name);
  return { ...rest, choicesFromQuestion: from };
}
