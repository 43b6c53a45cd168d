/**
 * SurveyJS's own linter, for what our gate does not look at: settings without effect, defaults that are no answers,
 * conditions that always hold. It comes with survey-core 3.1, of which it brings a copy of its own, so it is loaded only
 * when a draft is checked or published. It is asked last: it throws on some of what our gate refuses, so it never sees a
 * definition with errors.
 */
import type { ILintFinding } from 'survey-core-lint/linter';
import type { Definition } from '#core/definitions/definition.ts';
import { isElement } from '#core/definitions/element-properties.ts';
import { inDocumentOrder } from '#core/definitions/gate-place.ts';
import {
  type GateFinding,
  type GateProblem,
  gateError,
  gateWarning,
} from '#core/definitions/gate-problem.ts';
import { isImported } from '#core/definitions/logic/compile.ts';
import { type CheckOptions, checkDefinition, sentenceOf } from '#core/definitions/publish-gate.ts';
import { xlsformFunctions } from '#core/definitions/xlsform/functions.ts';
import { pointerTo } from '#core/kernel/plain-data.ts';

/** What our gate judges itself, and knows better: names in repeated groups, fields of rows, lengths of lists. */
const rules = {
  'name/duplicate': 'off',
  'reference/unknown': 'off',
  'expression/type-mismatch': 'off',
} as const;

/** The gate's problems; where none of them is an error, the linter's too. */
export async function checkThoroughly(
  value: unknown,
  options: CheckOptions = {},
): Promise<readonly GateProblem[]> {
  const { definition, problems } = checkDefinition(value, options);
  if (!definition || problems.some(({ severity }) => severity === 'error')) return problems;
  return [...problems, ...(await lintDefinition(definition, options))];
}

/** @param definition one that has passed the gate without errors */
export async function lintDefinition(
  definition: Definition,
  { lenient = isImported(definition) }: CheckOptions = {},
): Promise<readonly GateProblem[]> {
  const { lintSurvey } = await import('survey-core-lint/linter');
  const knownFunctions = Object.keys(xlsformFunctions);
  let found: readonly ILintFinding[];
  try {
    found = lintSurvey(asTheyKnowIt(definition), { rules, knownFunctions }).findings;
  } catch {
    // A fault of the linter is no fault of the survey, which has passed our own gate.
    return [];
  }
  const findings = found.map((finding) => toFinding(finding, lenient));
  return inDocumentOrder(findings, definition).map((finding) => sentenceOf(finding, definition));
}

/** Without what is ours alone. The language is: it knows those that were loaded, and none is. */
function asTheyKnowIt(value: unknown, depth = 0): unknown {
  if (Array.isArray(value)) return value.map((entry) => asTheyKnowIt(entry, depth + 1));
  if (!isElement(value)) return value;
  const kept = Object.entries(value).filter(
    ([key]) => !key.startsWith('ln') && !(depth === 0 && key === 'locale'),
  );
  return Object.fromEntries(kept.map(([key, member]) => [key, asTheyKnowIt(member, depth + 1)]));
}

function toFinding(finding: ILintFinding, lenient: boolean): GateFinding {
  const path = pointerOf(finding.path);
  const error = lenient ? gateWarning : gateError;
  const property = path.slice(path.lastIndexOf('/') + 1);
  switch (finding.ruleId) {
    case 'property/unknown':
      return error('property-unknown', path, { property });
    case 'property/invalid-value':
    case 'property/not-an-array':
    case 'property/required':
      return error('structure-invalid', path, { property });
    case 'property/dead':
    case 'validator/dead':
      return gateWarning('setting-dead', path, { property });
    case 'value/not-a-choice':
      return error('default-not-offered', path, { code: valuesIn(finding).join(', ') });
    case 'expression/contradiction':
    case 'element/never-visible':
      // Where our own look at it, which tries every answer, has found a way, the linter only warns.
      return gateWarning(path.endsWith('/visibleIf') ? 'never-shown' : 'condition-always', path);
    case 'expression/meaningless-condition':
      return gateWarning('condition-always', path);
    case 'page/empty':
      return gateWarning('page-empty', path);
    default:
      return gateWarning('checker-warns', path, { text: finding.message });
  }
}

/** `pages[0].elements[1].visibleIf` as RFC 6901. */
const pointerOf = (path: string): string =>
  path === ''
    ? ''
    : pointerTo(
        path
          .replaceAll(/\[(\d+)\]/g, '.$1')
          .split('.')
          .filter(Boolean),
      );

const valuesIn = ({ messageData }: ILintFinding): readonly string[] =>
  Array.isArray(messageData.values) ? messageData.values.map(String) : [];
