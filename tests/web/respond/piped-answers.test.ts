import { Model, type QuestionHtmlModel } from 'survey-core';
import { describe, expect, it } from 'vitest';
import { escapePipedAnswers } from '#web/respond/form/piped-answers.ts';

/** The note as the phone would put it into the page. */
function noteWith(answers: Readonly<Record<string, string>>, isEscaped = true): string {
  const model = new Model({
    elements: [
      { type: 'text', name: 'who' },
      { type: 'text', name: 'secret' },
      { type: 'html', name: 'note', html: 'Hello {who}<br>and {nobody}' },
    ],
  });
  if (isEscaped) escapePipedAnswers(model);
  for (const [name, value] of Object.entries(answers)) model.setValue(name, value);
  // There is one item of this name, and it is of this type.
  return (model.getQuestionByName('note') as QuestionHtmlModel).processedHtml;
}

describe('an answer inside a note', () => {
  it('is shown as it was typed', () => {
    expect(noteWith({ who: 'Linh' })).toBe('Hello Linh<br>and &#123;nobody&#125;');
  });

  it('never becomes mark-up', () => {
    const typed = '<img src=x onerror="alert(1)">';

    expect(noteWith({ who: typed })).not.toMatch(/<img/);
    expect(noteWith({ who: typed }, false)).toMatch(/<img/);
  });

  it('never names the answer to another item', () => {
    expect(noteWith({ who: '{secret}', secret: 'canary' })).not.toMatch(/canary/);
  });
});
