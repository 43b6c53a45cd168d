/**
 * The publish gate: everything that must be right before people are asked. It takes any JSON, and says of each problem
 * where it is, whether it stands in the way, and what one click would mend. What passes can be shown, answered, analysed
 * and translated safely. Nothing is looked at twice: the time it takes grows with the number of items.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Definition } from '#core/definitions/definition.ts';
import { definitionSchema } from '#core/definitions/definition-schema.ts';
import { isElement } from '#core/definitions/element-properties.ts';
import { contentProblems } from '#core/definitions/gate-content.ts';
import { definitionLimits, limitProblems } from '#core/definitions/gate-limits.ts';
import { logicProblems } from '#core/definitions/gate-logic.ts';
import { nameProblems } from '#core/definitions/gate-names.ts';
import { inDocumentOrder, nameAt } from '#core/definitions/gate-place.ts';
import {
  type GateFinding,
  type GateOptions,
  type GateProblem,
  gateError,
} from '#core/definitions/gate-problem.ts';
import { gateSentence } from '#core/definitions/gate-sentences.ts';
import { subsetProblems } from '#core/definitions/gate-subset.ts';
import { translationProblems } from '#core/definitions/gate-translations.ts';
import { elementsIn } from '#core/definitions/gate-walk.ts';
import { type CompileOptions, isImported } from '#core/definitions/logic/compile.ts';
import { mender } from '#core/definitions/mends.ts';
import { plainFaults, pointerTo } from '#core/kernel/plain-data.ts';

export type { GateProblem, JsonPatch, Mend } from '#core/definitions/gate-problem.ts';

export interface GateVerdict {
  /** Present where the document is a definition at all, whatever else is wrong with it. */
  readonly definition?: Definition;
  /** Errors first, each in document order. */
  readonly problems: readonly GateProblem[];
}

export type CheckOptions = CompileOptions & Pick<GateOptions, 'sitesKnown'>;

/**
 * Whether a document is a definition at all. What else is wrong with it is not asked: that takes much longer.
 * @param mostBytes a file may hold more than what may be published
 */
export function readDefinition(
  value: unknown,
  mostBytes: number = definitionLimits.bytes,
): GateVerdict {
  const unreadable = documentProblems(value, mostBytes);
  if (unreadable.length > 0) {
    return { problems: unreadable.map((finding) => sentenceOf(finding, value)) };
  }
  // as: the schema has just shown the shape; its inferred twin differs only in how absent members are typed.
  return { definition: value as Definition, problems: [] };
}

/** Nobody reads more; a list of a hundred thousand equal answers would fill the reply. */
const problemsMost = 1_000;

export function checkDefinition(value: unknown, options: CheckOptions = {}): GateVerdict {
  const reading = readDefinition(value);
  const { definition } = reading;
  if (!definition) return reading;
  const { lenient = isImported(definition), sitesKnown = false } = options;
  const elements = elementsIn(definition);
  const limits = limitProblems(definition, elements, { lenient });
  const isTooLarge = limits.some(({ code }) => code === 'items-too-many');
  // What is wrong with each of five thousand items helps nobody, and takes its time.
  const findings = isTooLarge
    ? limits
    : [
        ...limits,
        ...subsetProblems(elements, { lenient }),
        ...nameProblems(elements, { lenient, sitesKnown }),
        ...logicProblems(definition, elements, { ...options, lenient }),
        ...contentProblems(definition, elements, { lenient }),
        ...translationProblems(definition, { lenient }),
      ];
  const mend = mender(definition, elements);
  const ordered = inDocumentOrder(withoutRepeats(findings), definition).slice(0, problemsMost);
  const problems = ordered.map((finding) => ({
    ...sentenceOf(finding, definition),
    ...mend(finding),
  }));
  return { definition, problems };
}

/** What keeps a document from being read as a definition. */
function documentProblems(value: unknown, mostBytes: number): readonly GateFinding[] {
  const [fault] = plainFaults(value);
  if (fault) return [gateError('document-fault', fault.pointer)];
  if (isElement(value) && utf8ToBytes(JSON.stringify(value)).length > mostBytes) {
    return [gateError('document-too-large', '', { most: mostBytes / 1024 })];
  }
  const read = definitionSchema.safeParse(value);
  if (read.success) return [];
  return read.error.issues.map(({ path }) => {
    const property = path.findLast((step) => typeof step === 'string') ?? 'pages';
    return gateError('structure-invalid', pointerTo(path), { property: String(property) });
  });
}

/** A finding with its English sentence and the name of what it is about. */
export function sentenceOf(finding: GateFinding, definition: unknown): GateProblem {
  const params = { item: nameAt(definition, finding.path), ...finding.params };
  return { ...finding, params, message: gateSentence(finding.code, params) };
}

/** Two checks may find the same fault, each in its own way: one line is enough. */
function withoutRepeats(findings: readonly GateFinding[]): readonly GateFinding[] {
  const seen = new Set<string>();
  return findings.filter(({ code, path, params }) => {
    const key = `${code} ${path} ${params.language ?? ''} ${params.name ?? ''} ${params.code ?? ''}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
