/** Keeps definitions inside the closed subset: known types, known properties, no addresses, no mark-up. */
import {
  isAllowedOfPart,
  isAllowedOfType,
  isKnownType,
  whyRefused,
} from '#core/definitions/allowed-properties.ts';
import {
  type GateOptions,
  type GateProblem,
  gateError,
  gateWarning,
} from '#core/definitions/gate-problem.ts';
import type { GateElement } from '#core/definitions/gate-walk.ts';
import { isDefinitionText, readableProperties } from '#core/definitions/languages.ts';
import { pointerPart } from '#core/kernel/plain-data.ts';

export function subsetProblems(
  elements: readonly GateElement[],
  options: GateOptions,
): readonly GateProblem[] {
  return elements.flatMap((element) => [
    ...typeProblems(element, options),
    ...propertyProblems(element, options),
    ...addressProblems(element, options),
    ...markupProblems(element, options),
    ...noteProblems(element, options),
  ]);
}

function typeProblems(element: GateElement, { lenient }: GateOptions): readonly GateProblem[] {
  if (element.kind !== 'item' || isKnownType(element.type, lenient)) return [];
  const why = whyRefused[element.type] ?? 'items of this type are not supported';
  const property = element.isColumn ? 'cellType' : 'type';
  return [gateError('type-unknown', `${element.pointer}/${property}`, `${element.type}: ${why}`)];
}

function propertyProblems(element: GateElement, { lenient }: GateOptions): readonly GateProblem[] {
  if (element.kind === 'item' && !isKnownType(element.type, lenient)) return [];
  return Object.keys(element.element)
    .filter((property) =>
      element.kind === 'part'
        ? !isAllowedOfPart(element.part, property)
        : !isAllowedOfType(element.type, property, { isColumn: element.isColumn, lenient }),
    )
    .map((property) => {
      const why = whyRefused[property];
      const path = `${element.pointer}/${pointerPart(property)}`;
      return why
        ? gateError('property-refused', path, `${property}: ${why}`)
        : gateError('property-unknown', path, `${property} is not a property that is known here`);
    });
}

/** No property needs an address, so none may hold one. Expressions and patterns are looked at elsewhere. */
const notAddresses = new Set(['regex', 'expression', 'html']);
const address = /(?:[a-z][a-z0-9+.-]*:)?\/\/|^\s*(?:javascript|data|file|blob):/i;

function addressProblems(
  { element, pointer }: GateElement,
  { lenient }: GateOptions,
): readonly GateProblem[] {
  return Object.entries(element)
    .filter(([property, value]) => typeof value === 'string' && !isFreeOfAddresses(property))
    .filter(([, value]) => address.test(String(value)))
    .map(([property]) => {
      const path = `${pointer}/${pointerPart(property)}`;
      // A form from elsewhere may begin an answer with an address; it is text, and nothing follows it.
      const say = lenient && property === 'defaultValue' ? gateWarning : gateError;
      return say('address-refused', path, 'addresses are not allowed here');
    });
}

const isFreeOfAddresses = (property: string): boolean =>
  property.startsWith('ln') ||
  property.endsWith('If') ||
  notAddresses.has(property) ||
  readableProperties.includes(property);

const markup = /<\/?[a-z!][^>]*>/i;

/** Texts are shown as they are written: tags would be read aloud as tags. */
function markupProblems(
  { element, pointer }: GateElement,
  { lenient }: GateOptions,
): readonly GateProblem[] {
  if (lenient) return [];
  return readableProperties
    .filter((property) => Object.hasOwn(element, property))
    .filter((property) => {
      const text = element[property];
      if (!isDefinitionText(text)) return false;
      return (typeof text === 'string' ? [text] : Object.values(text)).some((each) =>
        markup.test(each),
      );
    })
    .map((property) =>
      gateWarning('markup-in-text', `${pointer}/${property}`, 'tags are shown as they are written'),
    );
}

/** Notes of imported forms are texts that the importer escaped: line breaks are all the mark-up they hold. */
function noteProblems(
  { element, pointer }: GateElement,
  { lenient }: GateOptions,
): readonly GateProblem[] {
  const { html } = element;
  if (!lenient || html === undefined) return [];
  const texts =
    typeof html === 'string' ? [html] : isDefinitionText(html) ? Object.values(html) : ['<'];
  const isText = texts.every((each) => !/[<>]/.test(each.replaceAll('<br>', '')));
  return isText
    ? []
    : [gateError('property-refused', `${pointer}/html`, `html: ${whyRefused.html}`)];
}
