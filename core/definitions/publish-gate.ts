/**
 * The publish gate: everything that must be right before people are asked. It takes any JSON, and says of each problem
 * where it is and whether it stands in the way. What passes can be shown, answered, analysed and translated safely.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Definition } from '#core/definitions/definition.ts';
import { definitionSchema } from '#core/definitions/definition-schema.ts';
import { isElement } from '#core/definitions/element-properties.ts';
import { contentProblems } from '#core/definitions/gate-content.ts';
import { definitionLimits, limitProblems } from '#core/definitions/gate-limits.ts';
import { nameProblems } from '#core/definitions/gate-names.ts';
import { type GateProblem, gateError } from '#core/definitions/gate-problem.ts';
import { subsetProblems } from '#core/definitions/gate-subset.ts';
import { elementsIn } from '#core/definitions/gate-walk.ts';
import { type CompileOptions, compileLogic, isImported } from '#core/definitions/logic/compile.ts';
import { plainFaults, pointerTo } from '#core/kernel/plain-data.ts';

export type { GateProblem } from '#core/definitions/gate-problem.ts';

export interface GateVerdict {
  /** Present where the document is a definition at all, whatever else is wrong with it. */
  readonly definition?: Definition;
  /** Errors first, each in document order. */
  readonly problems: readonly GateProblem[];
}

export function checkDefinition(value: unknown, options: CompileOptions = {}): GateVerdict {
  const unreadable = documentProblems(value);
  if (unreadable.length > 0) return { problems: unreadable };
  // as: the schema has just shown the shape; its inferred twin differs only in how absent members are typed.
  const definition = value as Definition;
  const { lenient = isImported(definition) } = options;
  const elements = elementsIn(definition);
  const limits = limitProblems(definition, elements, { lenient });
  const isTooLarge = limits.some(({ code }) => code === 'items-too-many');
  const problems = [
    ...limits,
    ...subsetProblems(elements, { lenient }),
    ...nameProblems(elements, { lenient }),
    ...(isTooLarge ? [] : logicProblems(definition, options)),
    ...contentProblems(definition, elements, { lenient }),
  ];
  return { definition, problems: inOrder(withoutRepeats(problems)) };
}

/** What keeps a document from being read as a definition. */
function documentProblems(value: unknown): readonly GateProblem[] {
  const [fault] = plainFaults(value);
  if (fault)
    return [
      gateError('structure-invalid', fault.pointer, `the document has a fault: ${fault.code}`),
    ];
  if (isElement(value) && utf8ToBytes(JSON.stringify(value)).length > definitionLimits.bytes) {
    return [gateError('document-too-large', '', 'a definition has at most 512 KB')];
  }
  const read = definitionSchema.safeParse(value);
  if (read.success) return [];
  return read.error.issues.map((issue) =>
    gateError('structure-invalid', pointerTo(issue.path), issue.message),
  );
}

function logicProblems(definition: Definition, options: CompileOptions): readonly GateProblem[] {
  const compiled = compileLogic(definition, options);
  if (compiled.ok) return emptyCarriedChoices(definition);
  return (compiled.problem.errors ?? []).map(({ pointer = '', code, message = '' }) => ({
    severity: 'error',
    code,
    message: `${nameAt(definition, pointer)}: ${message}`,
    path: pointer,
  }));
}

/** Required, with choices taken from what was chosen elsewhere: where nothing was, nobody can go on. */
function emptyCarriedChoices(definition: Definition): readonly GateProblem[] {
  return elementsIn(definition)
    .filter(
      ({ element }) =>
        element.isRequired === true && element.choicesFromQuestionMode === 'selected',
    )
    .filter(({ element }) => {
      const source = String(element.choicesFromQuestion).toLowerCase();
      return !String(element.visibleIf ?? '')
        .toLowerCase()
        .includes(`{${source}`);
    })
    .map(({ element, pointer }) =>
      gateError(
        'choices-empty',
        pointer,
        `${element.name} must be hidden (visibleIf) where nothing was chosen in ${element.choicesFromQuestion}`,
      ),
    );
}

/** The name of the innermost element on the way. */
function nameAt(definition: Definition, pointer: string): string {
  let here: unknown = definition;
  let name = 'survey';
  for (const step of pointer.split('/').slice(1)) {
    here = isElement(here) ? here[step] : Array.isArray(here) ? here[Number(step)] : undefined;
    if (isElement(here) && typeof here.name === 'string') name = here.name;
  }
  return name;
}

function withoutRepeats(problems: readonly GateProblem[]): readonly GateProblem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, path, message }) => {
    const key = `${code} ${path} ${code === 'translation-missing' ? message : ''}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const inOrder = (problems: readonly GateProblem[]): readonly GateProblem[] => [
  ...problems.filter(({ severity }) => severity === 'error'),
  ...problems.filter(({ severity }) => severity === 'warning'),
];
