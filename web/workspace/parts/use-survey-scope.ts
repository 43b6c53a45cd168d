import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import type { SurveyReply } from '#core/definitions/survey-api.ts';
import { useSurveysQuery } from '#web/workspace/api/survey-queries.ts';

const storageKey = (projectId: string) => `langnghe.survey.${projectId}`;

/** The survey that a page is about: `?survey=`, else the one looked at last, else the one that received last. */
export function useSurveyScope(projectId: string) {
  const query = useSurveysQuery(projectId);
  const [search, setSearch] = useSearchParams();
  const asked = search.get('survey');

  const survey = useMemo(
    () =>
      query.data && chosenSurvey(query.data, asked ?? localStorage.getItem(storageKey(projectId))),
    [query.data, asked, projectId],
  );
  const choose = useCallback(
    (name: string) => {
      localStorage.setItem(storageKey(projectId), name);
      setSearch({ survey: name });
    },
    [projectId, setSearch],
  );
  return { query, survey, choose };
}

export type SurveyScope = ReturnType<typeof useSurveyScope>;

function chosenSurvey(
  surveys: readonly SurveyReply[],
  name: string | null,
): SurveyReply | undefined {
  const byUse = [...surveys].sort(
    (a, b) =>
      (b.lastOn ?? '').localeCompare(a.lastOn ?? '') ||
      (b.stored ?? 0) - (a.stored ?? 0) ||
      b.versions.length - a.versions.length,
  );
  return surveys.find((survey) => survey.name === name) ?? byUse[0];
}
