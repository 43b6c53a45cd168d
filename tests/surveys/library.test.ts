/** What every survey of the library must be: publishable, complete in its languages, quiet about its subject. */
import { describe, expect, it } from 'vitest';
import type { Choice, ChoiceValue, Definition, Item } from '#core/definitions/definition.ts';
import { languagesOf } from '#core/definitions/languages.ts';
import { checkDefinition } from '#core/definitions/publish-gate.ts';
import { countItems, minutesOf } from '#core/definitions/survey-facts.ts';
import { readLibrary } from '#server/definitions/library.ts';
import { fileOf, itemsOf, library, libraryFolder, textsIn } from './library.ts';

/** Languages beside Vietnamese and English, which all speak. */
const moreLanguages: Readonly<Record<string, readonly string[]>> = {
  'client-needs-and-plan': ['ru'],
  'client-satisfaction': ['ru', 'id'],
  'follow-up-visit': ['ru'],
  'monitoring-visit': ['id'],
  'monthly-indicators': ['id'],
  'outcome-survey': ['ru'],
};
/** Answered by the people they are about, alone or with a collector. */
const answeredByPeople = new Set([
  'client-satisfaction',
  'outcome-survey',
  'training-evaluation',
  'worker-demographics',
  'worker-needs',
]);

it('holds the twelve surveys that the jobs of a programme need', () => {
  expect(library.map(({ name }) => name)).toEqual([
    'client-needs-and-plan',
    'client-satisfaction',
    'follow-up-visit',
    'monitoring-visit',
    'monthly-indicators',
    'outcome-survey',
    'referral',
    'service-provider-mapping',
    'session-report',
    'training-evaluation',
    'worker-demographics',
    'worker-needs',
  ]);
});

it.each(readLibrary(libraryFolder))('$name passes the gate as it lies in the library', (survey) => {
  expect(checkDefinition(survey.definition).problems).toEqual([]);
});

describe.each(library)('$name@$version', ({ name, version, definition }) => {
  const items = itemsOf(definition);
  const languages = ['vi', 'en', ...(moreLanguages[name] ?? [])];

  it('passes the gate with its blocks in place, without a problem', () => {
    expect(checkDefinition(definition).problems).toEqual([]);
  });

  it('speaks its languages in every text, and no other', () => {
    expect(languagesOf(definition)).toEqual(languages);
    const unlike = textsIn(definition).filter(
      ({ text }) => !isDeepSame(Object.keys(text).toSorted(), languages.toSorted()),
    );
    const blank = textsIn(definition).filter(({ text }) =>
      Object.values(text).some((words) => !words.trim()),
    );

    expect([...unlike, ...blank]).toEqual([]);
  });

  it('says of its items what reports need', () => {
    for (const item of items.filter(isOfRoot)) {
      expect(item.lnRole, item.name).toBeTruthy();
      if (item.type !== 'expression') expect(item.lnClass, item.name).toBeTruthy();
      expect(item.lnMeasure, item.name).toBeTruthy();
      expect(item.lnLabel, item.name).toBeTruthy();
    }
  });

  it('names only codes that exist in what it says about answers', () => {
    for (const item of items.filter(({ choices }) => choices !== undefined)) {
      const source = items.find((other) => other.name === item.choicesFromQuestion) ?? item;
      const codes = new Set(codesOf(source).map(String));
      const said = [
        ...(item.lnMissing ?? []),
        ...(item.lnProblem ?? []),
        ...Object.keys(item.lnChoiceLabels ?? {}),
        ...Object.keys(item.lnOutcome ?? {}),
      ];
      expect(
        said.map(String).filter((code) => !codes.has(code)),
        item.name,
      ).toEqual([]);
      const missing = codesOf(item).filter((code) =>
        ['dontknow', 'refused', 'na'].includes(String(code)),
      );
      expect(item.lnMissing ?? [], item.name).toEqual(missing);
    }
  });

  it('asks little at a time and says how long it takes', () => {
    const most = answeredByPeople.has(name) ? 6 : 8;
    for (const page of definition.pages)
      expect(page.elements?.length, page.name).toBeLessThanOrEqual(most);
    expect(definition.lnMinutes).toBe(minutesOf(definition));
    expect(countItems(definition)).toBeGreaterThan(10);
  });

  it('names nothing in its titles that could harm whoever is seen with it', () => {
    const told = [
      definition.title,
      definition.description,
      definition.lnEnd,
      ...definition.pages.flatMap((page) => [page.title, page.description, page.lnTheme]),
    ];
    const words = textsIn(told).flatMap(({ text }) => Object.values(text));

    expect(words.filter((each) => telltale.test(each))).toEqual([]);
  });

  it('explains itself, and plans its report with variables that it has', () => {
    const readme = fileOf(name, version, 'README.md') ?? '';
    const plan: Plan = JSON.parse(fileOf(name, version, 'plan.json') ?? '{}');
    const known = new Set(items.map((item) => item.name));
    const breakdowns = definition.lnBreakdowns as readonly string[]; // as: the definition's own JSON
    const planned = [
      ...breakdowns,
      ...plan.comparisons.map(({ variable }) => variable),
      ...(plan.keyFigures ?? []).flatMap(({ variables }) => variables),
      ...plan.sections.flatMap(({ variables }) => variables),
    ];

    for (const heading of [
      '**Purpose.**',
      '**Who answers.**',
      '**How long.**',
      '**What the report says**',
    ])
      expect(readme).toContain(heading);
    expect(planned.filter((variable) => !known.has(variable))).toEqual([]);
    expect(
      textsIn(plan).filter(({ text }) => languages.some((language) => !text[language]?.trim())),
    ).toEqual([]);
    for (const { variables, codes = [] } of [...(plan.keyFigures ?? []), ...groupsOf(plan)]) {
      for (const variable of variables) {
        const item = items.find((each) => each.name === variable);
        const offered = item ? codesOf(item) : [];
        expect(
          codes.filter((code) => !offered.includes(code)),
          variable,
        ).toEqual([]);
      }
    }
  });
});

describe.each(library.filter(({ name }) => answeredByPeople.has(name)))(
  '$name',
  ({ definition }) => {
    it('asks for consent first, alone, and ends at once where it is refused', () => {
      const [first, ...others] = definition.pages;
      const [consent, ...rest] = first?.elements ?? [];

      expect(rest).toEqual([]);
      expect(consent).toMatchObject({ name: 'consent_join', lnOutcome: { no: 'refused' } });
      for (const page of others) expect(page.visibleIf, page.name).toMatch(/consent_join|age_18/);
    });

    it('never forces a sensitive answer', () => {
      const forced = itemsOf(definition).filter(
        (item) => item.lnClass === 'sensitive' && item.isRequired === true,
      );
      for (const item of forced) {
        const ways = codesOf(item).filter((code) =>
          ['refused', 'none', 'dontknow', 'na'].includes(String(code)),
        );
        expect(ways, item.name).not.toEqual([]);
      }
    });
  },
);

describe('items that surveys share', () => {
  const block = definitionOf('worker-demographics');
  const shared = itemsOf(block).map(({ name }) => name);

  it('worker demographics asks in the words and codes of the worker needs assessment', () => {
    const needs = new Map(itemsOf(definitionOf('worker-needs')).map((item) => [item.name, item]));
    const both = itemsOf(block).filter(({ name }) => needs.has(name));

    expect(both.length).toBeGreaterThanOrEqual(14);
    for (const item of both) expect(spoken(item), item.name).toEqual(spoken(needs.get(item.name)));
  });

  it('training evaluation takes its facts about people from the block', () => {
    const brought = itemsOf(definitionOf('training-evaluation')).filter(
      ({ lnBlock }) => lnBlock === 'worker-demographics@1',
    );

    expect(brought.map(({ name }) => name)).toEqual(['sex', 'age_band', 'seniority']);
    expect(shared).toEqual(expect.arrayContaining(brought.map(({ name }) => name)));
  });

  it('topics have one list of codes wherever they are asked', () => {
    const topics = codesOf(itemNamed('worker-needs', 'topics')).filter((code) => code !== 'none');

    for (const [survey, item] of [
      ['training-evaluation', 'topic'],
      ['training-evaluation', 'next_topic'],
      ['session-report', 'topic'],
    ] as const)
      expect(codesOf(itemNamed(survey, item)), `${survey}.${item}`).toEqual(topics);
  });
});

/** Names of conditions, habits, work and places that a title on somebody's phone must not give away. */
const telltale =
  /\b(hiv|aids|arv|prep|msm|lgbt\w*|gay|sex work\w*|prostitut\w*|drug\w*|inject\w*|addict\w*|prison\w*|inmate\w*|detention|narkoba|penjara|pecandu)\b|nhiễm|ma t[uú]y|nghiện|mại dâm|đồng tính|trại giam|nhà tù|phạm nhân|вич|спид|наркот|тюрьм|заключ[её]нн|колони/i;

interface Plan {
  readonly comparisons: readonly {
    readonly variable: string;
    readonly groups?: readonly { readonly codes: readonly ChoiceValue[] }[];
  }[];
  readonly keyFigures?: readonly {
    readonly variables: readonly string[];
    readonly codes?: readonly ChoiceValue[];
  }[];
  readonly sections: readonly { readonly variables: readonly string[] }[];
}

const groupsOf = (plan: Plan) =>
  plan.comparisons.flatMap(({ variable, groups = [] }) =>
    groups.map(({ codes }) => ({ variables: [variable], codes })),
  );

/** Items inside repeated groups have tables of their own. */
const isOfRoot = (item: Item): boolean =>
  item.lnRole !== undefined || item.type === 'paneldynamic' || !isInGroup.has(item.name);
const isInGroup = new Set(
  library.flatMap(({ definition }) =>
    itemsOf(definition).flatMap((item) => (item.templateElements ?? []).map(({ name }) => name)),
  ),
);

const codesOf = (item: Item): readonly ChoiceValue[] => [
  ...(item.choices ?? []).map((choice: ChoiceValue | Choice) =>
    typeof choice === 'object' ? choice.value : choice,
  ),
  ...(item.showOtherItem === true ? ['other'] : []),
];

/** What people read and what is stored; conditions belong to the survey around. */
const spoken = (item: Item | undefined) => ({ ...item, visibleIf: null, lnBlock: null });

function definitionOf(name: string): Definition {
  const found = library.find((survey) => survey.name === name);
  if (!found) throw new Error(`no survey ${name}`);
  return found.definition;
}

function itemNamed(survey: string, name: string): Item {
  const found = itemsOf(definitionOf(survey)).find((item) => item.name === name);
  if (!found) throw new Error(`no item ${survey}.${name}`);
  return found;
}

const isDeepSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((each, at) => each === other[at]);
