/**
 * The item that asks where an answer belongs (`lnRole: 'site'`). Its choices are the project's register, put in when a
 * version is published: the survey library ships it with examples only.
 */
import type { Choice, ChoiceValue, Definition, Item } from '#core/definitions/definition.ts';

export interface SiteChoice {
  readonly code: string;
  readonly name: string;
}

/** The definition with `sites` as the choices of its site items; as it is where there are none to put in. */
export function withSites(definition: Definition, sites: readonly SiteChoice[]): Definition {
  if (sites.length === 0) return definition;
  return withSiteChoices(
    definition,
    sites.map(({ code, name }) => ({ value: code, text: name })),
  );
}

/** The draft with the site choices of a version: they come from the register, so that they are no change of the draft. */
export function withSitesOf(draft: Definition, version: Definition): Definition {
  const choices = siteItemOf(version)?.choices;
  return choices ? withSiteChoices(draft, choices) : draft;
}

function withSiteChoices(
  definition: Definition,
  choices: readonly (ChoiceValue | Choice)[],
): Definition {
  const fill = (item: Item): Item => {
    const filled =
      item.lnRole === 'site' && Array.isArray(item.choices) ? { ...item, choices } : item;
    return filled.elements ? { ...filled, elements: filled.elements.map(fill) } : filled;
  };
  return {
    ...definition,
    pages: definition.pages.map((page) =>
      page.elements ? { ...page, elements: page.elements.map(fill) } : page,
    ),
  };
}

/** The first item of the root level that asks for the site. */
export function siteItemOf(definition: Definition): Item | undefined {
  const find = (items: readonly Item[]): Item | undefined =>
    items
      .map((item) => (item.lnRole === 'site' ? item : find(item.elements ?? [])))
      .find((item) => item !== undefined);
  return find(definition.pages.flatMap((page) => page.elements ?? []));
}
