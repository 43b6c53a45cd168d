/** Mends of names and codes. */
import { isElement, specialsOf, valuesOf } from '#core/definitions/element-properties.ts';
import { valueAt } from '#core/definitions/gate-place.ts';
import type { JsonPatch } from '#core/definitions/gate-problem.ts';
import {
  defaultLanguageOf,
  forEachText,
  isDefinitionText,
  textOf,
} from '#core/definitions/languages.ts';
import {
  cutPointer,
  elementAt,
  freeName,
  isSpokenOf,
  type Mender,
  type MendGround,
  remove,
  replace,
  slugOf,
} from '#core/definitions/mend-ground.ts';
import { namePattern, reservedNames } from '#core/definitions/names.ts';

/** Whatever speaks of the name is changed with it. */
export const mendBadName: Mender = ({ path, params }, ground) => {
  const from = String(params.name ?? '');
  const base = slugOf(from) || 'item';
  const isTaken = (name: string): boolean =>
    ground.names.has(name.toLowerCase()) || reservedNames.has(name.toLowerCase());
  const to = freeName(base, isTaken);
  if (!namePattern.test(to) || typeof valueAt(ground.definition, path) !== 'string')
    return undefined;
  const patch = [replace(path, to), ...renameSteps(from, to, path, ground)];
  return { code: 'rename', params: { to }, patch };
};

export const mendDoubleName: Mender = ({ path, params }, ground) => {
  const base = slugOf(String(params.name ?? ''));
  if (!base) return undefined;
  const to = freeName(base, (name) => ground.names.has(name.toLowerCase()));
  return { code: 'rename', params: { to }, patch: [replace(path, to)] };
};

/** Every `{name}` in expressions and texts, and every property that names the item. */
function renameSteps(
  from: string,
  to: string,
  path: string,
  { definition, elements }: MendGround,
): readonly JsonPatch[] {
  const isShared = elements.filter(({ element }) => element.name === from).length > 1;
  if (isShared || from === '') return [];
  const reference = new RegExp(`\\{([^{}]*?)${escaped(from)}(?=[}.[-])`, 'gi');
  const rewrite = (text: string): string =>
    text.replace(reference, (whole, before: string) =>
      /^(?:#?(?:panel\.|row\.|parentpanel\.)?)$/i.test(before) ? `{${before}${to}` : whole,
    );
  const renamed = elements.flatMap(({ element, pointer }) =>
    Object.entries(element).flatMap(([property, value]) => {
      const place = `${pointer}/${property}`;
      if (typeof value !== 'string' || place === path) return [];
      return changed(place, value, rewriteOf(property, from, to, rewrite));
    }),
  );
  return [...renamed, ...textSteps(definition, rewrite)];
}

type Rewrite = (text: string) => string;

function rewriteOf(property: string, from: string, to: string, rewrite: Rewrite): Rewrite {
  if (property === 'choicesFromQuestion' || property === 'keyName') {
    return (name) => (name === from ? to : name);
  }
  return property === 'expression' || property.endsWith('If') ? rewrite : (text) => text;
}

const changed = (place: string, text: string, rewrite: Rewrite): readonly JsonPatch[] =>
  rewrite(text) === text ? [] : [replace(place, rewrite(text))];

function textSteps(definition: MendGround['definition'], rewrite: Rewrite): readonly JsonPatch[] {
  const steps: JsonPatch[] = [];
  forEachText(definition, (text, pointer) => {
    if (typeof text === 'string') steps.push(...changed(pointer, text, rewrite));
    else {
      for (const [language, words] of Object.entries(text)) {
        steps.push(...changed(`${pointer}/${language}`, words, rewrite));
      }
    }
  });
  return steps;
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** The same answer twice: one goes. Another answer under a code that is taken: it gets a code of its own. */
export const mendDoubleChoice: Mender = ({ path, params }, ground) => {
  const { parent: list } = cutPointer(path);
  const choices = valueAt(ground.definition, list);
  const own = valueAt(ground.definition, path);
  if (!Array.isArray(choices) || choices.length < 2) return undefined;
  const owner = valueAt(ground.definition, cutPointer(list).parent);
  const code = String(params.code ?? '');
  const isSpecial = isElement(owner) && specialsOf(owner).some((special) => special === code);
  const isPlain = !isElement(own) || own.text === undefined;
  const isSame = choices.some((other, index) => `${list}/${index}` !== path && isAlike(other, own));
  if (isSpecial || isPlain || isSame) {
    return { code: 'remove-choice', params: {}, patch: [remove(path)] };
  }
  return recode(path, code, ground);
};

const isAlike = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** An answer without code and words is nothing; one with words gets a code made of them. */
export const mendBadChoice: Mender = ({ path, params }, ground) => {
  const code = String(params.code ?? '');
  const { parent: list } = cutPointer(path);
  const choices = valueAt(ground.definition, list);
  const own = valueAt(ground.definition, path);
  const words = isElement(own) && isDefinitionText(own.text) ? own.text : undefined;
  const said = textOf(words, ground.definition)?.[defaultLanguageOf(ground.definition)];
  if (code === '' && !said?.trim()) {
    const isLast = !Array.isArray(choices) || choices.length < 2;
    return isLast ? undefined : { code: 'remove-choice', params: {}, patch: [remove(path)] };
  }
  if (code !== '' && isSpokenOf(code, ground)) return undefined;
  return recode(path, code || (said ?? ''), ground);
};

function recode(path: string, from: string, ground: MendGround): ReturnType<Mender> {
  const { parent: list } = cutPointer(path);
  const { parent: owner, last: property } = cutPointer(list);
  const element = valueAt(ground.definition, owner);
  if (!isElement(element)) return undefined;
  const taken = new Set<string>(specialsOf(element));
  for (const { value } of valuesOf(element, property)) taken.add(String(value).toLowerCase());
  const base = /^\d+$/.test(from) ? from : slugOf(from) || 'other_answer';
  const to = freeName(base, (code) => taken.has(code.toLowerCase()));
  const isObject = isElement(valueAt(ground.definition, path));
  const patch = [replace(isObject ? `${path}/value` : path, to)];
  return { code: 'recode', params: { to }, patch };
}

/** A class that follows from the kind of input; what is typed freely may hold anything. */
export const mendClass: Mender = (finding, ground) => {
  const entry = elementAt(finding, ground);
  if (!entry) return undefined;
  const input = entry.element.inputType;
  const itemClass = input === 'email' || input === 'tel' ? 'identifier' : 'free-text';
  const patch = [{ op: 'add', path: `${entry.pointer}/lnClass`, value: itemClass } as const];
  return { code: 'set-class', params: { class: itemClass }, patch };
};

const measures: ReadonlyMap<string, string> = new Map([
  ['checkbox', 'nominal'],
  ['tagbox', 'nominal'],
  ['boolean', 'nominal'],
  ['rating', 'ordinal+'],
]);

/** Only where the kind of item leaves no choice: whether the answers of a list have an order is for people to say. */
export const mendMeasure: Mender = (finding, ground) => {
  const entry = elementAt(finding, ground);
  if (entry?.kind !== 'item') return undefined;
  const isCounted = entry.type === 'text' && entry.element.inputType !== undefined;
  const measure = isCounted ? 'interval' : measures.get(entry.type);
  if (!measure) return undefined;
  const patch = [{ op: 'add', path: `${entry.pointer}/lnMeasure`, value: measure } as const];
  return { code: 'set-measure', params: { measure }, patch };
};
