import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { pilotReplySchema } from '#core/analysis/pilot-api.ts';
import { trialCreatedSchema } from '#core/links/trial-api.ts';
import { command, request } from '#web/workspace/api/request.ts';
import { surveyPath } from '#web/workspace/api/survey-queries.ts';

/** How trials went. @param hash of the draft to show; the newest that was tried if it is empty */
export const usePilotQuery = (survey: string, hash: string) =>
  useQuery({
    queryKey: ['pilot', survey, hash],
    staleTime: 0,
    queryFn: ({ signal }) =>
      request(
        `${surveyPath(survey)}/pilot${hash ? `?hash=${encodeURIComponent(hash)}` : ''}`,
        pilotReplySchema,
        { signal },
      ),
  });

export function useStartTrial(survey: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly days?: number; readonly language?: string }) =>
      request(`${surveyPath(survey)}/trial`, trialCreatedSchema, { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['pilot', survey] }),
  });
}

/** Ends a trial: its address stops opening, what was seen of it stays. */
export function useEndTrial(survey: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (linkId: string) =>
      command(`/links/${encodeURIComponent(linkId)}/revoke`, { method: 'POST', body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['pilot', survey] }),
  });
}
