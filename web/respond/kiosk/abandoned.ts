/**
 * What becomes of the answers of somebody who has walked away from a kiosk. They are dropped, unless the survey says
 * `lnKeepAbandoned: true` and the person had agreed to take part: then they are sent as a partial response, sealed like
 * any other. A survey that does so has to say it where it asks for consent.
 */
import type { Definition } from '#core/definitions/definition.ts';
import { outcomeOf } from '#core/definitions/outcome.ts';
import { consentPageOf } from '../form/opening.ts';
import { tidyAnswers } from '../form/tidy-answers.ts';
import type { Ending } from '../form/use-interview.ts';
import type { DraftRow } from '../outbox/rows.ts';

export function abandonedEnding(
  definition: Definition,
  answers: DraftRow['answers'],
  prefill: DraftRow['answers'] = {},
): Ending | undefined {
  if (definition.lnKeepAbandoned !== true) return undefined;
  const consent = consentPageOf(definition)?.elements?.[0]?.name;
  // Nobody has agreed to anything where nothing is asked.
  if (consent === undefined || answers[consent] === undefined) return undefined;
  if (outcomeOf(definition, answers) !== 'completed') return undefined;
  const tidy = tidyAnswers(answers);
  const isAnswered = Object.keys(tidy).some(
    (name) => name !== consent && !Object.hasOwn(prefill, name),
  );
  return isAnswered ? { answers: tidy, outcome: 'partial' } : undefined;
}
