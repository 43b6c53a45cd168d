/** What items mean: classes, measures, roles, consent, and the names in texts. */
import type { Definition, DefinitionText } from '#core/definitions/definition.ts';
import { clientCodeProblems } from '#core/definitions/gate-client-code.ts';
import {
  type GateFinding,
  type GateOptions,
  gateError,
  gateWarning,
} from '#core/definitions/gate-problem.ts';
import type { GateElement } from '#core/definitions/gate-walk.ts';
import { forEachText, isDefinitionText, textOf } from '#core/definitions/languages.ts';
import { isItemClass, isMeasure, measuresNothing } from '#core/definitions/meanings.ts';
import { tellingWord } from '#core/definitions/telling-words.ts';

export function contentProblems(
  definition: Definition,
  elements: readonly GateElement[],
  { lenient }: GateOptions,
): readonly GateFinding[] {
  return [
    ...textProblems(definition, elements),
    ...elements.flatMap(wordProblems),
    ...(lenient ? [] : elements.flatMap(meaningProblems)),
    ...consentProblems(elements),
    ...clientCodeProblems(definition, elements),
    ...titleProblems(definition),
  ];
}

/** Names in texts are put in by the form; one that names nothing is shown in its braces. */
function textProblems(
  definition: Definition,
  elements: readonly GateElement[],
): readonly GateFinding[] {
  const findings: GateFinding[] = [];
  const known = namesIn(elements);
  forEachText(definition, (text, path) => {
    for (const name of unknownNamesIn(text, known)) {
      findings.push(gateWarning('text-reference-unknown', path, { name }));
    }
  });
  return findings;
}

function namesIn(elements: readonly GateElement[]): ReadonlySet<string> {
  return new Set(
    elements
      .filter((element) => element.kind === 'item' || element.part === 'calculated')
      .map(({ element }) => String(element.name).toLowerCase()),
  );
}

const localWords = new Set([
  'panel',
  'parentpanel',
  'row',
  'item',
  'panelindex',
  'visiblepanelindex',
  'rowindex',
]);

function unknownNamesIn(text: DefinitionText, known: ReadonlySet<string>): readonly string[] {
  const all = typeof text === 'string' ? text : Object.values(text).join('\n');
  const names = [...all.matchAll(/\{([^{}\n]+)\}/g)].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => {
    const first = name.replace(/^#/, '').split(/[.[]/)[0]?.toLowerCase() ?? '';
    return !known.has(first) && !known.has(name.toLowerCase()) && !localWords.has(first);
  });
}

const takesText = new Set(['text', 'comment', 'multipletext']);
const takesFreeText = (element: Readonly<Record<string, unknown>>, type: string): boolean =>
  takesText.has(type) &&
  (type !== 'text' ||
    !['number', 'range', 'date', 'datetime-local', 'month', 'time', 'week'].includes(
      String(element.inputType),
    ));

function meaningProblems(entry: GateElement): readonly GateFinding[] {
  if (entry.kind !== 'item' || entry.type === 'panel' || entry.isColumn) return [];
  const { element, pointer, type } = entry;
  const problems: GateFinding[] = [];
  if (element.lnClass === undefined && takesFreeText(element, type)) {
    problems.push(gateError('class-missing', pointer));
  }
  if (pointer.includes('/templateElements/')) return problems;
  if (element.title === undefined && element.visible !== false) {
    problems.push(gateWarning('title-missing', pointer));
  }
  if (element.lnMeasure === undefined && !takesFreeText(element, type) && type !== 'paneldynamic') {
    problems.push(gateWarning('measure-missing', pointer));
  }
  if (element.lnRole === undefined) {
    problems.push(gateWarning('role-missing', pointer));
  }
  return problems;
}

/** A class that nobody knows would protect nothing. */
function wordProblems({ element, pointer }: GateElement): readonly GateFinding[] {
  const { lnClass, lnMeasure } = element;
  const problems: GateFinding[] = [];
  if (lnClass !== undefined && !isItemClass(lnClass)) {
    problems.push(gateError('class-unknown', `${pointer}/lnClass`));
  }
  if (lnMeasure !== undefined && !isMeasure(lnMeasure) && !measuresNothing(lnMeasure)) {
    problems.push(gateError('measure-unknown', `${pointer}/lnMeasure`));
  }
  return problems;
}

/** The title is what others see: in lists, in messages, on a phone that lies on a table. */
function titleProblems(definition: Definition): readonly GateFinding[] {
  const readable = ['title', 'description'] as const;
  return readable.flatMap((property) => {
    const text = definition[property];
    const texts = Object.entries(isDefinitionText(text) ? (textOf(text, definition) ?? {}) : {});
    const told = texts.flatMap(([language, words]) => tellingWord(words, language) ?? []);
    const [word] = told;
    return word === undefined ? [] : [gateWarning('title-telling', `/${property}`, { word })];
  });
}

/** Nobody answers what could harm them without having been asked whether they want to. */
function consentProblems(elements: readonly GateElement[]): readonly GateFinding[] {
  const items = elements.filter(({ kind }) => kind === 'item');
  const sensitive = items.find(({ element }) => element.lnClass === 'sensitive');
  if (!sensitive || items.some(({ element }) => element.lnRole === 'consent')) return [];
  return [gateError('consent-missing', sensitive.pointer)];
}
