/**
 * Notes of imported forms are HTML to survey-core, and it puts answers into them as they are: what somebody typed would
 * become mark-up of the page. So answers are put in here first, as text.
 */
import type { SurveyModel } from 'survey-core';

export function escapePipedAnswers(model: SurveyModel): void {
  model.onProcessHtml.add((survey, options) => {
    options.html = options.html.replace(/\{[^{}\n]+\}/g, (reference) =>
      escapeText(survey.processText(reference, true)),
    );
  });
}

/** Braces too, or an answer could name the answer to another item. */
const escapeText = (text: string): string =>
  text.replace(/[&<>"'{}]/g, (character) => `&#${character.charCodeAt(0)};`);
