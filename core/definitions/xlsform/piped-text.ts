/** Labels, hints and messages of a row, in which `${name}` becomes `{name}`: SurveyJS puts the answer there. */
import type { DefinitionText } from '#core/definitions/definition.ts';
import { type Building, placeOfNode } from '#core/definitions/xlsform/building.ts';
import { CannotSay } from '#core/definitions/xlsform/cannot-say.ts';
import type { OutlineNode } from '#core/definitions/xlsform/outline.ts';
import { makeScope } from '#core/definitions/xlsform/scope.ts';

export function pipedText(
  node: OutlineNode,
  column: string,
  building: Building,
): DefinitionText | undefined {
  const text = node.row && building.languages.text(node.row, column);
  if (text === undefined) return undefined;
  const pipe = (one: string): string =>
    one.replace(/\$\{\s*([^}\s]+)\s*\}/g, (whole, leaf: string) =>
      pipedName(whole, leaf, node, column, building),
    );
  if (typeof text === 'string') return pipe(text);
  return Object.fromEntries(Object.entries(text).map(([tag, one]) => [tag, pipe(one)]));
}

function pipedName(
  whole: string,
  leaf: string,
  node: OutlineNode,
  column: string,
  building: Building,
): string {
  const { names, problems } = building;
  const found = findNode(leaf, node, building);
  if (!found) {
    problems.warn('text-reference-unknown', { name: whole }, placeOfNode(building, node, column));
    return whole;
  }
  const isInside =
    found.repeats.length > 0 && found.repeats.every((repeat) => node.repeats.includes(repeat));
  return `{${isInside ? 'panel.' : ''}${names.of(found)}}`;
}

function findNode(leaf: string, node: OutlineNode, { root }: Building): OutlineNode | undefined {
  try {
    return makeScope(root).find(leaf, node);
  } catch (error) {
    if (error instanceof CannotSay) return undefined;
    throw error;
  }
}
