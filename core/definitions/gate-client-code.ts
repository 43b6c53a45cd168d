/** Whether a person can be told apart as the definition wants it. */
import { clientCodesOf, isUniqueScope } from '#core/definitions/client-code.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { type GateFinding, gateError } from '#core/definitions/gate-problem.ts';
import type { GateElement } from '#core/definitions/gate-walk.ts';

/** What is wrong with `lnUnique` (misplaced, twice, of no known scope), and client codes in an anonymous survey. */
export function clientCodeProblems(
  definition: Definition,
  elements: readonly GateElement[],
): readonly GateFinding[] {
  const codes = new Set(clientCodesOf(definition).names);
  const asked = elements.filter(
    ({ kind, element, pointer }) =>
      kind === 'item' && codes.has(String(element.name)) && !pointer.includes('/templateElements/'),
  );
  const unique = elements.filter(({ element }) => element.lnUnique !== undefined);
  return [
    ...unique.flatMap((entry) => uniqueProblems(entry, asked.includes(entry))),
    ...unique
      .filter((entry) => asked.includes(entry))
      .slice(1)
      .map(({ pointer }) => gateError('unique-twice', `${pointer}/lnUnique`)),
    // A code that comes back is a thread from one answer to the next.
    ...(definition.lnAnonymous === true
      ? asked.map(({ pointer }) => gateError('client-code-anonymous', pointer))
      : []),
  ];
}

function uniqueProblems(
  { element, pointer }: GateElement,
  isClientCode: boolean,
): readonly GateFinding[] {
  const path = `${pointer}/lnUnique`;
  if (!isClientCode) return [gateError('unique-misplaced', path)];
  return isUniqueScope(element.lnUnique) ? [] : [gateError('unique-unknown', path)];
}
