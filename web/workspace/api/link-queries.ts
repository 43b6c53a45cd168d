import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import {
  type LinkRequest,
  linkCreatedSchema,
  linkReplySchema,
  linkRotatedSchema,
} from '#core/links/link-api.ts';
import { command, request } from '#web/workspace/api/request.ts';
import { surveyPath } from '#web/workspace/api/survey-queries.ts';

const linkPath = (id: string) => `/links/${encodeURIComponent(id)}`;

export const useLinksQuery = (survey: string, enabled = true) =>
  useQuery({
    queryKey: ['links', survey],
    enabled,
    staleTime: 0,
    queryFn: ({ signal }) =>
      request(`${surveyPath(survey)}/links`, z.array(linkReplySchema), { signal }),
  });

export function useCreateLink(survey: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: LinkRequest) =>
      request(`${surveyPath(survey)}/links`, linkCreatedSchema, { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['links', survey] }),
  });
}

export function useRevokeLink(survey: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => command(`${linkPath(id)}/revoke`, { method: 'POST', body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['links', survey] }),
  });
}

/** A new address for the same link: the old one stops opening, counts go on. */
export function useRotateLink(survey: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      request(`${linkPath(id)}/rotate`, linkRotatedSchema, { method: 'POST', body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['links', survey] }),
  });
}
