import { useSurveyQuery } from '#web/workspace/api/survey-queries.ts';
import { useDraftFacts, useEditor } from '#web/workspace/editor/use-editor.ts';

/** The number that the draft gets when it is published: after the newest version, whichever it was begun from. */
export function useNextNumber(): number {
  const { basedOn = 0 } = useDraftFacts();
  const versions = useSurveyQuery(useEditor().surveyName).data?.versions;
  return (versions?.at(-1)?.number ?? basedOn) + 1;
}
