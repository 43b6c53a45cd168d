import type { Definition } from '#core/definitions/definition.ts';

/** A survey with a title and an empty page. @param second the language beside the first; empty for none. */
export const blankSurvey = (title: string, first: string, second: string): Definition => ({
  title: { [first]: title },
  locale: first,
  clearInvisibleValues: 'onHiddenContainer',
  ...(second !== '' && second !== first && { lnLanguages: [first, second] }),
  pages: [{ name: 'page1', elements: [] }],
});
