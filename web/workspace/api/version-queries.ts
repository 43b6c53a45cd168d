import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  changesReplySchema,
  draftSavedSchema,
  publishReplySchema,
  versionSummarySchema,
} from '#core/definitions/survey-api.ts';
import { request } from '#web/workspace/api/request.ts';
import { surveyPath } from '#web/workspace/api/survey-queries.ts';

/** What changed from a version to another, or to the draft; the draft's are asked for anew each time. */
export const useChangesQuery = (name: string, from: number, to: number | 'draft') =>
  useQuery({
    queryKey: ['changes', name, from, to],
    staleTime: to === 'draft' ? 0 : Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      request(`${surveyPath(name)}/changes?from=${from}&to=${to}`, changesReplySchema, { signal }),
  });

/** Everything that says which versions there are and what the draft is. */
function useFreshSurvey(name: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['surveys'] }),
      client.invalidateQueries({ queryKey: ['survey', name] }),
      client.invalidateQueries({ queryKey: ['draft', name] }),
      client.invalidateQueries({ queryKey: ['changes', name] }),
    ]);
}

/** Publishes the revision that was looked at, and no later one. */
export function usePublish(name: string) {
  const refresh = useFreshSurvey(name);
  return useMutation({
    mutationFn: (revision: number) =>
      request(`${surveyPath(name)}/versions`, publishReplySchema, {
        method: 'POST',
        body: revision > 0 ? { revision } : {},
      }),
    // After a refusal too: somebody else may have saved or published meanwhile.
    onSettled: refresh,
  });
}

export function useRestore(name: string) {
  const refresh = useFreshSurvey(name);
  return useMutation({
    mutationFn: (number: number) =>
      request(`${surveyPath(name)}/draft/restore`, draftSavedSchema, {
        method: 'POST',
        body: { number },
      }),
    onSuccess: refresh,
  });
}

/** Takes a version out of service, or puts it back. */
export function useRetire(name: string) {
  const refresh = useFreshSurvey(name);
  return useMutation({
    mutationFn: ({ number, retired }: { readonly number: number; readonly retired: boolean }) =>
      request(
        `${surveyPath(name)}/versions/${number}/${retired ? 'retire' : 'unretire'}`,
        versionSummarySchema,
        { method: 'POST', body: {} },
      ),
    onSuccess: refresh,
  });
}
