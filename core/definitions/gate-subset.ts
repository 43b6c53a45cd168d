/** Keeps definitions inside the closed subset: known types, known properties, no addresses, no mark-up. */
import {
  isAllowedOfPart,
  isAllowedOfType,
  isKnownType,
  refusalParams,
  whyRefused,
} from '#core/definitions/allowed-properties.ts';
import {
  type GateFinding,
  type GateOptions,
  gateError,
  gateWarning,
} from '#core/definitions/gate-problem.ts';
import type { GateElement } from '#core/definitions/gate-walk.ts';
import { isDefinitionText, isReadable } from '#core/definitions/languages.ts';
import { pointerPart } from '#core/kernel/plain-data.ts';

export function subsetProblems(
  elements: readonly GateElement[],
  options: GateOptions,
): readonly GateFinding[] {
  return elements.flatMap((element) => [
    ...typeProblems(element, options),
    ...propertyProblems(element, options),
    ...addressProblems(element, options),
    ...textProblems(element, options),
    ...noteProblems(element, options),
    ...hidingProblems(element),
  ]);
}

function typeProblems(element: GateElement, { lenient }: GateOptions): readonly GateFinding[] {
  if (element.kind !== 'item' || isKnownType(element.type, lenient)) return [];
  const property = element.isColumn ? 'cellType' : 'type';
  return [gateError('type-unknown', `${element.pointer}/${property}`, { kind: element.type })];
}

function propertyProblems(element: GateElement, { lenient }: GateOptions): readonly GateFinding[] {
  if (element.kind === 'item' && !isKnownType(element.type, lenient)) return [];
  return Object.keys(element.element)
    .filter((property) =>
      element.kind === 'part'
        ? !isAllowedOfPart(element.part, property)
        : !isAllowedOfType(element.type, property, { isColumn: element.isColumn, lenient }),
    )
    .map((property) => {
      const path = `${element.pointer}/${pointerPart(property)}`;
      return Object.hasOwn(whyRefused, property)
        ? gateError('property-refused', path, refusalParams(property))
        : gateError('property-unknown', path, { property });
    });
}

/** No property needs an address, so none may hold one. Texts, expressions and patterns are looked at elsewhere. */
const notAddresses = new Set(['regex', 'expression', 'html']);
const address = /(?:[a-z][a-z0-9+.-]*:)?\/\/|^\s*(?:javascript|vbscript|data|file|blob):/i;

function addressProblems(
  { element, pointer }: GateElement,
  { lenient }: GateOptions,
): readonly GateFinding[] {
  return (
    Object.entries(element)
      // What is refused altogether has its line.
      .filter(([property]) => !isFreeOfAddresses(property) && !Object.hasOwn(whyRefused, property))
      .filter(([, value]) => textsIn(value).some((text) => address.test(text)))
      .map(([property, value]) => {
        const path = `${pointer}/${pointerPart(property)}`;
        // A form from elsewhere may begin an answer with an address; it is text, and nothing follows it.
        const isText =
          property === 'defaultValue' && !textsIn(value).some((text) => dangerous.test(text));
        const say = lenient && isText ? gateWarning : gateError;
        return say('address-refused', path);
      })
  );
}

/** A plain value, or one text a language. Lists of elements are visited on their own. */
const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return isDefinitionText(value) ? Object.values(value) : [];
};

const isFreeOfAddresses = (property: string): boolean =>
  property.startsWith('ln') ||
  property.endsWith('If') ||
  property.endsWith('Expression') ||
  notAddresses.has(property) ||
  isReadable(property);

const markup = /<\/?[a-z!][^>]*>/i;
const markdownLink = /!?\[[^\]]*\]\(\s*[^)\s]/;
/** Addresses that do something, wherever a text holds them; "data:" alone is a word. */
const dangerous = /\b(?:java|vb)script:|\bdata:[a-z]+\/|\bfile:\/\/|\bblob:https?:/i;
const webAddress = /\b(?:https?|ftp):\/\/|\bwww\.[a-z0-9-]+\./i;

/**
 * Texts are shown as they are written, whatever they hold. A link in one would still be a promise that the screen does
 * not keep, and the first thing to follow if anybody ever drew mark-up; so it is refused while it can be mended.
 */
function textProblems(
  { element, pointer }: GateElement,
  { lenient }: GateOptions,
): readonly GateFinding[] {
  return Object.keys(element)
    .filter(isReadable)
    .flatMap((property) => {
      const texts = textsIn(element[property]);
      const has = (pattern: RegExp): boolean => texts.some((text) => pattern.test(text));
      const path = `${pointer}/${property}`;
      const isLink = has(markdownLink);
      if (has(dangerous)) return [gateError('address-refused', path)];
      if (isLink && !lenient) return [gateError('address-refused', path)];
      if (isLink || (has(webAddress) && !lenient)) return [gateWarning('address-in-text', path)];
      return has(markup) && !lenient ? [gateWarning('markup-in-text', path)] : [];
    });
}

/** Notes of imported forms are texts that the importer escaped: line breaks are all the mark-up they hold. */
function noteProblems(
  { element, pointer }: GateElement,
  { lenient }: GateOptions,
): readonly GateFinding[] {
  const { html } = element;
  if (!lenient || html === undefined) return [];
  const texts = isDefinitionText(html) ? textsIn(html) : ['<'];
  const isText = texts.every((each) => !/[<>]/.test(each.replaceAll('<br>', '')));
  return isText ? [] : [gateError('property-refused', `${pointer}/html`, refusalParams('html'))];
}

/** Any other setting leaves answers in hidden pages and panels, where conditions go on reading them. */
function hidingProblems({ element, pointer }: GateElement): readonly GateFinding[] {
  const { clearInvisibleValues: said } = element;
  if (pointer !== '' || said === undefined || said === 'onHiddenContainer') return [];
  const params = { property: 'clearInvisibleValues', why: 'hiding' };
  // Publishing sets it right all the same.
  return [gateWarning('property-refused', '/clearInvisibleValues', params)];
}
