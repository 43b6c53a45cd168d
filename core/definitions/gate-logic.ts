/** What the gate says about conditions: those that cannot be compiled, and those that can never come true. */
import type { Definition } from '#core/definitions/definition.ts';
import { numberProperty, specialsOf, valuesOf } from '#core/definitions/element-properties.ts';
import { comparisonProblems, expressionsIn } from '#core/definitions/gate-expressions.ts';
import { type GateFinding, gateError } from '#core/definitions/gate-problem.ts';
import { reachProblems } from '#core/definitions/gate-reach.ts';
import { sourcesOf } from '#core/definitions/gate-sources.ts';
import type { GateElement } from '#core/definitions/gate-walk.ts';
import { type CompileOptions, logicFaults } from '#core/definitions/logic/compile.ts';

const example = '{age} >= 18';

export function logicProblems(
  definition: Definition,
  elements: readonly GateElement[],
  options: CompileOptions & { readonly lenient: boolean },
): readonly GateFinding[] {
  const faults = logicFaults(definition, options).map(({ pointer, code, params }) =>
    gateError(code, pointer, { example, ...params }),
  );
  const sources = sourcesOf(elements);
  const compared = comparisonProblems(expressionsIn(elements), sources, options.lenient);
  const unreadable = new Set(faults.map(({ path }) => path));
  const refused = new Set([...faults, ...compared].map(({ path }) => path));
  return [
    ...faults,
    ...compared.filter(({ path }) => !unreadable.has(path)),
    // An expression that cannot be read, or waits for a code that is not there, has its line already.
    ...reachProblems(elements, sources, options.lenient).filter(({ path }) => !refused.has(path)),
    ...elements.flatMap(emptyCarriedChoices),
    ...elements.flatMap(tooFewChoices),
  ];
}

/** Required, with choices taken from what was chosen elsewhere: where nothing was, nobody can go on. */
function emptyCarriedChoices({ element, pointer }: GateElement): readonly GateFinding[] {
  if (element.isRequired !== true || element.choicesFromQuestionMode !== 'selected') return [];
  const other = String(element.choicesFromQuestion);
  const isGuarded = String(element.visibleIf ?? '')
    .toLowerCase()
    .includes(`{${other.toLowerCase()}`);
  return isGuarded ? [] : [gateError('carried-empty', pointer, { other })];
}

function tooFewChoices({ element, pointer }: GateElement): readonly GateFinding[] {
  const least = numberProperty(element, 'minSelectedChoices') ?? 0;
  if (least <= 0 || element.choicesFromQuestion || element.choicesMax !== undefined) return [];
  const count = valuesOf(element, 'choices').length + specialsOf(element).length;
  if (count === 0 || count >= least) return [];
  return [gateError('cannot-go-on', `${pointer}/minSelectedChoices`, { least, count })];
}
