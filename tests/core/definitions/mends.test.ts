import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { mendCodes } from '#core/definitions/gate-codes.ts';
import { applyMend } from '#core/definitions/mend.ts';
import { checkDefinition, type GateProblem, type Mend } from '#core/definitions/publish-gate.ts';
import { definitionOf } from '../../support/definition-of.ts';
import { faultySurvey, mendableFaults } from '../../support/faults.ts';
import { choice, text } from '../../support/gate-items.ts';

const problemsIn = (definition: Definition): readonly GateProblem[] =>
  checkDefinition(definition).problems;

const keyOf = ({ code, params }: GateProblem): string => {
  const { item, name, code: choiceCode, language } = params ?? {};
  return [code, item, name, choiceCode, language].join(' ');
};

const countOf = (problems: readonly GateProblem[], key: string): number =>
  problems.filter((problem) => keyOf(problem) === key).length;

const errorsByCode = (problems: readonly GateProblem[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { severity, code } of problems) {
    if (severity === 'error') counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return counts;
};

/** What the mend leaves of its problem, and the errors that it brings. */
function afterMending(definition: Definition, problem: GateProblem, mend: Mend) {
  const before = problemsIn(definition);
  const after = problemsIn(applyMend(definition, mend));
  const errorsBefore = errorsByCode(before);
  const more = [...errorsByCode(after)].filter(
    ([code, count]) => count > (errorsBefore.get(code) ?? 0),
  );
  return {
    problem: `${keyOf(problem)} (${mend.code})`,
    remains: countOf(after, keyOf(problem)) >= countOf(before, keyOf(problem)),
    more,
  };
}

describe('a mend', () => {
  it.each(mendableFaults.map(([code], index) => [code, index] as const))(
    'is offered for %s (%i)',
    (code, index) => {
      const definition = faultySurvey([index]);
      const problem = problemsIn(definition).find((each) => each.code === code && each.mend);

      expect(problem?.mend?.patch.length).toBeGreaterThan(0);
    },
  );

  it('removes its problem and brings no error, whatever else is wrong', { timeout: 60_000 }, () => {
    const faults = fc.array(fc.nat(mendableFaults.length - 1), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(faults, fc.nat(), (chosen, pick) => {
        const definition = faultySurvey(chosen);
        const mendable = problemsIn(definition).filter(({ mend }) => mend);
        const problem = mendable[pick % Math.max(mendable.length, 1)];
        if (!problem?.mend) return;

        const result = afterMending(definition, problem, problem.mend);

        expect(result).toEqual({ ...result, remains: false, more: [] });
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it('after mend leaves a survey without a mendable problem', { timeout: 60_000 }, () => {
    const faults = fc.array(fc.nat(mendableFaults.length - 1), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(faults, (chosen) => {
        let definition = faultySurvey(chosen);
        for (let turn = 0; turn < 200; turn++) {
          const mend = problemsIn(definition).find((problem) => problem.mend)?.mend;
          if (!mend) return;
          definition = applyMend(definition, mend);
        }
        expect(problemsIn(definition).filter(({ mend }) => mend)).toEqual([]);
      }),
      { seed: 5, numRuns: 25 },
    );
  });

  it('leaves the definition that it came for as it was', () => {
    const definition = faultySurvey([0, 4, 27]);
    const before = structuredClone(definition);

    for (const { mend } of problemsIn(definition)) if (mend) applyMend(definition, mend);

    expect(definition).toEqual(before);
  });

  it('is refused for another document', () => {
    const definition = definitionOf([text('a', { sparkle: true })]);
    const mend = problemsIn(definition).find((problem) => problem.mend)?.mend;

    expect(mend).toBeDefined();
    if (mend) expect(() => applyMend(definitionOf([choice('a')]), mend)).toThrow(RangeError);
  });

  it('cuts a page of 23 items into three, and keeps their order', () => {
    const items = Array.from({ length: 23 }, (_, index) => choice(`i${index}`));
    const definition = definitionOf(items);
    const mend = problemsIn(definition)[0]?.mend;

    const mended = mend ? applyMend(definition, mend) : definition;

    expect(mended.pages.map(({ elements }) => elements?.length)).toEqual([8, 8, 7]);
    expect(mended.pages.flatMap(({ elements }) => elements ?? [])).toEqual(items);
    expect(problemsIn(mended)).toEqual([]);
  });

  it('renames everywhere at once', () => {
    const definition = definitionOf([
      choice('tên'),
      choice('b', { title: 'You said {tên}', visibleIf: "{tên} = 'a'" }),
    ]);
    const mend = problemsIn(definition)[0]?.mend;

    const mended = mend ? applyMend(definition, mend) : definition;

    expect(mended.pages[0]?.elements).toMatchObject([
      { name: 'ten' },
      { title: 'You said {ten}', visibleIf: "{ten} = 'a'" },
    ]);
    expect(problemsIn(mended)).toEqual([]);
  });

  it('does not move an item behind one that reads it', () => {
    const definition = definitionOf([
      choice('a', { visibleIf: "{c} = 'a'" }),
      choice('b', { visibleIf: "{a} = 'a'" }),
      choice('c'),
    ]);

    expect(problemsIn(definition).map(({ code, mend }) => [code, mend?.code])).toEqual([
      ['reference-forward', undefined],
    ]);
  });
});

describe('the faults of this test', () => {
  it('lead to every mend there is, but for those of translations that wait and of long pages', () => {
    const offered = new Set(
      mendableFaults.flatMap((_, index) =>
        problemsIn(faultySurvey([index])).flatMap(({ mend }) => (mend ? [mend.code] : [])),
      ),
    );

    expect(mendCodes.filter((code) => !offered.has(code))).toEqual(['split-page', 'sign-off']);
  });
});
