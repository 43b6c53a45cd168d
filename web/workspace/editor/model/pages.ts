/** What can be done with pages: each operation gives the next definition and what is chosen then. */
import type { Definition, Page } from '#core/definitions/definition.ts';
import {
  type Edit,
  freeName,
  pageAt,
  pageOf,
  takenNames,
} from '#web/workspace/editor/model/places.ts';
import { insertAt, removeAt, setAt, stepsOf } from '#web/workspace/editor/model/pointer.ts';

const emptyPage = (definition: Definition): Page => ({
  name: freeName(takenNames(definition), 'page', definition.pages.length + 1),
  elements: [],
});

export function addPage(definition: Definition, after: number): Edit {
  const at = Math.min(after + 1, definition.pages.length);
  return {
    definition: insertAt(definition, '/pages', at, emptyPage(definition)),
    select: `/pages/${at}`,
  };
}

/** The page ends before this item; what follows stands on a page of its own. Items inside groups split nothing. */
export function splitPage(definition: Definition, pointer: string): Edit {
  const index = pageOf(pointer);
  const at = Number(stepsOf(pointer)[3]);
  const page = pageAt(definition, index);
  const elements = page?.elements ?? [];
  if (!page || !(at > 0) || at >= elements.length) return { definition, select: pointer };
  const shorter = setAt(definition, `/pages/${index}/elements`, elements.slice(0, at));
  const next = { ...emptyPage(definition), elements: elements.slice(at) };
  return {
    definition: insertAt(shorter, '/pages', index + 1, next),
    select: `/pages/${index + 1}/elements/0`,
  };
}

/** Whether a page says when it is shown: joined to another, its items would be asked at other times. */
export const isConditional = (page: Page): boolean =>
  page.visibleIf !== undefined || page.enableIf !== undefined || page.visible === false;

/** The items of the page go to the end of the page before; its own title and texts go with the page. */
export function mergePage(definition: Definition, index: number): Edit {
  const page = pageAt(definition, index);
  const before = pageAt(definition, index - 1);
  const stays = { definition, select: `/pages/${index}` };
  if (!page || !before || isConditional(page) || isConditional(before)) return stays;
  const elements = [...(before.elements ?? []), ...(page.elements ?? [])];
  const joined = setAt(definition, `/pages/${index - 1}/elements`, elements);
  return { definition: removeAt(joined, `/pages/${index}`), select: `/pages/${index - 1}` };
}

export function movePage(definition: Definition, from: number, to: number): Edit {
  const page = pageAt(definition, from);
  if (!page || to < 0 || to >= definition.pages.length || from === to) {
    return { definition, select: `/pages/${from}` };
  }
  const without = removeAt(definition, `/pages/${from}`);
  return { definition: insertAt(without, '/pages', to, page), select: `/pages/${to}` };
}
