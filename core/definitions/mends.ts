/**
 * One-click mends: for each kind of problem what would mend it, where a single right way is plain. A mend removes its
 * problem and makes no new error; where that cannot be promised, none is offered.
 */
import type { Definition } from '#core/definitions/definition.ts';
import { isElement, numberProperty, valuesOf } from '#core/definitions/element-properties.ts';
import type { GateCode } from '#core/definitions/gate-codes.ts';
import { definitionLimits } from '#core/definitions/gate-limits.ts';
import { valueAt } from '#core/definitions/gate-place.ts';
import type { GateFinding, Mend } from '#core/definitions/gate-problem.ts';
import type { GateElement } from '#core/definitions/gate-walk.ts';
import { defaultLanguageOf, isReadable } from '#core/definitions/languages.ts';
import {
  mendBare,
  mendBracket,
  mendCarried,
  mendClock,
  mendCode,
  mendConstant,
  mendDate,
  mendMarkup,
  mendNull,
  mendReference,
  mendTextReference,
} from '#core/definitions/mend-expressions.ts';
import {
  add,
  cutPointer,
  elementAt,
  groundOf,
  type Mender,
  type MendGround,
  remove,
  replace,
} from '#core/definitions/mend-ground.ts';
import {
  mendBadChoice,
  mendBadName,
  mendClass,
  mendDoubleChoice,
  mendDoubleName,
  mendMeasure,
} from '#core/definitions/mend-names.ts';
import { mendForward, mendLongPage } from '#core/definitions/mend-order.ts';
import { markSteps, signOff } from '#core/definitions/translations.ts';

/** Without these an item would offer nothing, or have no kind. */
const needed = new Set(['choicesByUrl', 'type', 'cellType', 'notificationType']);

const removeProperty: Mender = ({ path }) => {
  const property = cutPointer(path).last;
  if (needed.has(property) || isReadable(property)) return undefined;
  return { code: 'remove-property', params: { property }, patch: [remove(path)] };
};

const swapBounds: Mender = ({ path, params: { low = 0, high = 0 } }, ground) => {
  const entry = elementAt({ ...emptyFinding, path }, ground);
  const property = cutPointer(path).last;
  const twin = property === 'min' ? 'max' : property.replace(/^min/, 'max').replace('Min', 'Max');
  if (!entry || entry.element[twin] !== high || entry.element[property] !== low) return undefined;
  const patch = [replace(path, high), replace(`${entry.pointer}/${twin}`, low)];
  return { code: 'swap-bounds', params: {}, patch };
};

const emptyFinding: GateFinding = {
  severity: 'error',
  code: 'bounds-crossed',
  path: '',
  params: {},
};

const lowerTo =
  (most: (finding: GateFinding) => number): Mender =>
  (finding) => ({
    code: 'lower',
    params: { most: most(finding) },
    patch: [replace(finding.path, most(finding))],
  });

const beginEmpty: Mender = (finding, ground) => {
  const entry = elementAt(finding, ground) ?? ground.byPointer.get(cutPointer(finding.path).parent);
  if (entry?.kind !== 'item') return undefined;
  const isMatrix = entry.type === 'matrixdynamic';
  const counts = isMatrix ? ['rowCount', 'minRowCount'] : ['panelCount', 'minPanelCount'];
  const wrong = counts.filter(
    (count) =>
      Boolean(entry.element[count]) || (count === 'rowCount' && entry.element[count] !== 0),
  );
  const patch = wrong.map((count) => add(`${entry.pointer}/${count}`, 0));
  return { code: 'begin-empty', params: {}, patch };
};

/** The text in the default language, marked as one that somebody must still look at. */
const copyText: Mender = ({ path, params }, { definition }) => {
  const language = String(params.language ?? '');
  const byDefault = defaultLanguageOf(definition);
  const text = valueAt(definition, path);
  if (typeof text === 'string') {
    const patch = [replace(path, { [byDefault]: text, [language]: text })];
    return {
      code: 'copy-text',
      params: {},
      patch: [...patch, ...markSteps(definition, path, language, '')],
    };
  }
  const source = isElement(text) ? (text[byDefault] ?? text.default) : undefined;
  if (typeof source !== 'string' || !source.trim()) return undefined;
  const patch = [add(`${path}/${language}`, source), ...markSteps(definition, path, language, '')];
  return { code: 'copy-text', params: {}, patch };
};

const signTranslation: Mender = ({ path, params }, { definition }) => {
  const patch = signOff(definition, path, String(params.language ?? ''));
  return patch.length > 0 ? { code: 'sign-off', params: {}, patch } : undefined;
};

/** A text that is blank in every language says nothing. */
const removeBlankText: Mender = ({ path }, { definition }) => {
  const text = valueAt(definition, path);
  const isBlank = isElement(text) && Object.values(text).every((each) => !String(each).trim());
  return isBlank ? { code: 'remove-text', params: {}, patch: [remove(path)] } : undefined;
};

const lowerChoices: Mender = (finding, ground) => {
  const entry = elementAt(finding, ground);
  const most = numberProperty(finding.params, 'count') ?? 0;
  if (!entry || valuesOf(entry.element, 'choices').length === 0 || most <= 0) return undefined;
  return lowerTo(() => most)(finding, ground);
};

const menders: Partial<Readonly<Record<GateCode, Mender>>> = {
  'page-long': mendLongPage,
  'copies-too-many': lowerTo(() => definitionLimits.copies),
  'bounds-crossed': swapBounds,
  'property-unknown': removeProperty,
  'unique-misplaced': removeProperty,
  'unique-twice': removeProperty,
  'property-refused': removeProperty,
  'address-refused': removeProperty,
  'markup-in-text': mendMarkup,
  'name-invalid': mendBadName,
  'name-duplicate': mendDoubleName,
  'choice-invalid': mendBadChoice,
  'choice-duplicate': mendDoubleChoice,
  'rows-begin': beginEmpty,
  'calculation-locked': removeProperty,
  'expression-bracket': mendBracket,
  'expression-null': mendNull,
  'expression-bare': mendBare,
  'function-clock': mendClock,
  'date-unreadable': mendDate,
  'reference-unknown': mendReference,
  'reference-forward': mendForward,
  'code-unknown': mendCode,
  'never-shown': mendConstant,
  'carried-empty': mendCarried,
  'cannot-go-on': lowerChoices,
  'text-reference-unknown': mendTextReference,
  'translation-missing': copyText,
  'translation-unsigned': signTranslation,
  'default-text-missing': removeBlankText,
  'class-missing': mendClass,
  'measure-missing': mendMeasure,
};

/** What would mend a finding of this definition. What mends look at is made when the first asks. */
export function mender(
  definition: Definition,
  elements: readonly GateElement[],
): (finding: GateFinding) => { readonly mend?: Mend } {
  let ground: MendGround | undefined;
  return (finding) => {
    const make = menders[finding.code];
    if (!make) return {};
    ground ??= groundOf(definition, elements);
    const mend = make(finding, ground);
    return mend ? { mend } : {};
  };
}
