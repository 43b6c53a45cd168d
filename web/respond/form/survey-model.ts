/**
 * The SurveyJS model of one interview: our definition in one language, our theme, none of SurveyJS's own header,
 * progress bar or buttons. A change of language builds a new model over the same answers.
 */
import { type ITheme, Model } from 'survey-core';
import type { Definition, Item } from '#core/definitions/definition.ts';
import theme from '#web/design/surveyjs-theme.json';
import type { Words } from '../language/words.ts';
import type { DraftRow } from '../outbox/rows.ts';
import { withShuffledChoices } from './choice-order.ts';
import { localizedDefinition } from './localized-definition.ts';
import { consentPageOf } from './opening.ts';
import { escapePipedAnswers } from './piped-answers.ts';

export interface Interview {
  readonly definition: Definition;
  readonly draft: DraftRow;
  readonly language: string;
  readonly words: Words;
  /** The site that the link fixes: then nobody is asked for it. */
  readonly siteCode?: string;
}

type Keep = (survey: Model, definition: Definition) => void;
let keepFilledIn: Keep | undefined;
let runPatternsInLinearTime: ((survey: Model) => void) | undefined;

/** Few definitions need these, which weigh as much as our own code: patterns, XLSForm's functions, faces. */
export async function loadFunctions(definition: Definition): Promise<void> {
  if (hasPart(definition, 'rateType', 'smileys')) await import('./face-icons.ts');
  const isImported = definition.lnXls !== undefined;
  if (!isImported && !hasPart(definition, 'type', 'regex')) return;
  ({ runPatternsInLinearTime } = await import('./register-functions.ts'));
  if (!isImported) return;
  keepFilledIn = (await import('./imported-forms.ts')).keepFilledIn;
}

/** Whether anything in it has this property, in whatever group, column or part: a pattern, or faces. */
function hasPart(part: unknown, property: string, value: string): boolean {
  if (typeof part !== 'object' || part === null) return false;
  if (Reflect.get(part, property) === value) return true;
  return Object.values(part).some((inner) => hasPart(inner, property, value));
}

export function buildModel({ definition, draft, language, words, siteCode }: Interview): Model {
  const asked = withoutItemsNotAsked(definition, siteCode);
  const model = new Model(localizedDefinition(withShuffledChoices(asked, draft.id), language));
  escapePipedAnswers(model);
  runPatternsInLinearTime?.(model);
  model.locale = words.language;
  model.applyTheme(themeOfPhone);
  model.showTitle = false;
  model.showPageTitles = false;
  model.showNavigationButtons = false;
  model.showProgressBar = false;
  model.showCompletePage = false;
  model.autoFocusFirstQuestion = false;
  model.textUpdateMode = 'onTyping';
  model.widthMode = 'responsive';
  model.fitToContainer = false;
  if (siteCode) model.setVariable(siteItemName(definition) ?? 'site', siteCode);
  model.data = { ...draft.answers };
  if (asked.lnXls !== undefined) keepFilledIn?.(model, asked);
  if (draft.page) model.currentPage = draft.page;
  return model;
}

// The file holds exactly what SurveyJS calls a theme; JSON imports widen its literals.
const themeOfPhone = theme as ITheme;

/** Leaves out the opening page, which our own screen shows, and a site that is fixed or has nothing to choose from. */
export function withoutItemsNotAsked(definition: Definition, siteCode?: string): Definition {
  const opening = consentPageOf(definition);
  const isAsked = (item: Item): boolean =>
    item.lnRole !== 'site' || (siteCode === undefined && item.choices?.length !== 0);
  return {
    ...definition,
    pages: definition.pages
      .filter((page) => page !== opening)
      .map((page) => ({ ...page, elements: (page.elements ?? []).filter(isAsked) })),
  };
}

const siteItemName = (definition: Definition): string | undefined =>
  definition.pages.flatMap((page) => page.elements ?? []).find((item) => item.lnRole === 'site')
    ?.name;
