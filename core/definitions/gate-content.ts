/** What people read and what it is about: translations, classes, measures, roles, consent, names in texts. */
import type { Definition, DefinitionText } from '#core/definitions/definition.ts';
import { textProperty } from '#core/definitions/element-properties.ts';
import {
  type GateOptions,
  type GateProblem,
  gateError,
  gateWarning,
} from '#core/definitions/gate-problem.ts';
import type { GateElement } from '#core/definitions/gate-walk.ts';
import { defaultLanguageOf, forEachText, languagesOf } from '#core/definitions/languages.ts';
import { isItemClass, isMeasure, measuresNothing } from '#core/definitions/meanings.ts';

export function contentProblems(
  definition: Definition,
  elements: readonly GateElement[],
  { lenient }: GateOptions,
): readonly GateProblem[] {
  return [
    ...textProblems(definition, elements, lenient),
    ...(lenient ? [] : elements.flatMap(meaningProblems)),
    ...consentProblems(elements),
  ];
}

function textProblems(
  definition: Definition,
  elements: readonly GateElement[],
  lenient: boolean,
): readonly GateProblem[] {
  const problems: GateProblem[] = [];
  const languages = languagesOf(definition);
  const byDefault = defaultLanguageOf(definition);
  const known = namesIn(elements);
  forEachText(definition, (text, path) => {
    problems.push(...missingIn(text, path, { languages, byDefault, lenient }));
    for (const name of unknownNamesIn(text, known)) {
      problems.push(
        gateWarning(
          'text-reference-unknown',
          path,
          `{${name}} names nothing and is shown as it is`,
        ),
      );
    }
  });
  return problems;
}

const hasLetters = /\p{L}{2}/u;

/** A plain string without words (18–24, 1) is the same in every language. */
function missingIn(
  text: DefinitionText,
  path: string,
  {
    languages,
    byDefault,
    lenient,
  }: { languages: readonly string[]; byDefault: string; lenient: boolean },
): readonly GateProblem[] {
  if (typeof text === 'string') {
    const others = hasLetters.test(text)
      ? languages.filter((language) => language !== byDefault)
      : [];
    return others.map((language) => missing(path, language));
  }
  const written = (language: string): boolean =>
    Boolean(text[language]?.trim()) || (language === byDefault && Boolean(text.default?.trim()));
  const absent = languages.filter((language) => !written(language));
  return absent.map((language) =>
    language === byDefault && !lenient
      ? gateError(
          'translation-missing',
          path,
          `the text is missing in the default language, ${language}`,
        )
      : missing(path, language),
  );
}

const missing = (path: string, language: string): GateProblem =>
  gateWarning('translation-missing', path, `the text is missing in ${language}`);

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

function meaningProblems(entry: GateElement): readonly GateProblem[] {
  if (entry.kind !== 'item' || entry.type === 'panel' || entry.isColumn) return [];
  const { element, pointer, type } = entry;
  const problems: GateProblem[] = [];
  const name = textProperty(element, 'name');
  if (element.lnClass === undefined && takesFreeText(element, type)) {
    problems.push(
      gateError(
        'class-missing',
        pointer,
        `${name}: say how sensitive what people write is (lnClass)`,
      ),
    );
  }
  problems.push(...wordProblems(element, pointer));
  if (pointer.includes('/templateElements/')) return problems;
  if (element.title === undefined && element.visible !== false) {
    problems.push(gateWarning('title-missing', pointer, `${name} has no title; its name is shown`));
  }
  if (element.lnMeasure === undefined && !takesFreeText(element, type) && type !== 'paneldynamic') {
    problems.push(
      gateWarning('measure-missing', pointer, `${name}: say what it measures (lnMeasure)`),
    );
  }
  if (element.lnRole === undefined) {
    problems.push(
      gateWarning('role-missing', pointer, `${name}: reports do not know what it is (lnRole)`),
    );
  }
  return problems;
}

function wordProblems(
  element: Readonly<Record<string, unknown>>,
  pointer: string,
): readonly GateProblem[] {
  const { lnClass, lnMeasure } = element;
  const problems: GateProblem[] = [];
  if (lnClass !== undefined && !isItemClass(lnClass)) {
    problems.push(gateError('class-unknown', `${pointer}/lnClass`, 'there is no such class'));
  }
  if (lnMeasure !== undefined && !isMeasure(lnMeasure) && !measuresNothing(lnMeasure)) {
    problems.push(gateError('measure-unknown', `${pointer}/lnMeasure`, 'there is no such measure'));
  }
  return problems;
}

/** Nobody answers what could harm them without having been asked whether they want to. */
function consentProblems(elements: readonly GateElement[]): readonly GateProblem[] {
  const items = elements.filter(({ kind }) => kind === 'item');
  const sensitive = items.find(({ element }) => element.lnClass === 'sensitive');
  if (!sensitive || items.some(({ element }) => element.lnRole === 'consent')) return [];
  const message = 'sensitive items are asked, and no item asks for consent (lnRole consent)';
  return [gateError('consent-missing', sensitive.pointer, message)];
}
