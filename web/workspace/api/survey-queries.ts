import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import {
  draftReplySchema,
  libraryDefinitionSchema,
  libraryReplySchema,
  progressReplySchema,
  type SurveyRequest,
  surveyDetailSchema,
  surveyReplySchema,
  versionReplySchema,
} from '#core/definitions/survey-api.ts';
import { request } from '#web/workspace/api/request.ts';

export const surveyPath = (name: string) => `/surveys/${encodeURIComponent(name)}`;
const projectSurveysPath = (projectId: string) =>
  `/projects/${encodeURIComponent(projectId)}/surveys`;

export const useLibraryQuery = () =>
  useQuery({
    queryKey: ['library'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => request('/library', z.array(libraryReplySchema), { signal }),
  });

export const useSurveysQuery = (projectId: string) =>
  useQuery({
    queryKey: ['surveys', projectId],
    queryFn: ({ signal }) =>
      request(projectSurveysPath(projectId), z.array(surveyReplySchema), { signal }),
  });

export const useSurveyQuery = (name: string) =>
  useQuery({
    queryKey: ['survey', name],
    queryFn: ({ signal }) => request(surveyPath(name), surveyDetailSchema, { signal }),
  });

/** What was published never changes. */
export const versionQuery = (name: string, number: number) =>
  queryOptions({
    queryKey: ['version', name, number],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      request(`${surveyPath(name)}/versions/${number}`, versionReplySchema, { signal }),
  });

export const useVersionQuery = (name: string, number: number) =>
  useQuery(versionQuery(name, number));

const draftQuery = (name: string) =>
  queryOptions({
    queryKey: ['draft', name],
    queryFn: ({ signal }) => request(`${surveyPath(name)}/draft`, draftReplySchema, { signal }),
  });

export const useDraftQuery = (name: string) => useQuery(draftQuery(name));

/** For what must not be decided over a draft of a moment ago: asked for each time, never remembered. */
export const useDraftAsItStands = (name: string) =>
  useQuery({ ...draftQuery(name), queryKey: ['draft', name, 'now'], staleTime: 0, gcTime: 0 });

/** What is shipped never changes under its version. */
export const libraryDefinitionQuery = (name: string, version: number) =>
  queryOptions({
    queryKey: ['library', name, version],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      request(`/library/${encodeURIComponent(name)}/versions/${version}`, libraryDefinitionSchema, {
        signal,
      }),
  });

export const useLibraryDefinitionQuery = (name: string, version: number) =>
  useQuery(libraryDefinitionQuery(name, version));

export function useAddSurvey(projectId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SurveyRequest) =>
      request(projectSurveysPath(projectId), surveyReplySchema, { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['surveys', projectId] }),
  });
}

/**
 * Collection counts, live: the server pushes them while the page is open; where that does not come through, they are
 * asked for every 15 seconds.
 */
export function useProgressQuery(name: string) {
  const client = useQueryClient();
  const [pushed, setPushed] = useState(false);

  useEffect(() => {
    const source = new EventSource(`/api/v1${surveyPath(name)}/live`);
    source.addEventListener('open', () => setPushed(true));
    source.addEventListener('error', () => setPushed(false));
    source.addEventListener('progress', (event) => {
      const parsed = progressReplySchema.safeParse(JSON.parse(event.data));
      if (parsed.success) client.setQueryData(['progress', name], parsed.data);
    });
    return () => source.close();
  }, [client, name]);

  return useQuery({
    queryKey: ['progress', name],
    staleTime: 0,
    refetchInterval: pushed ? false : 15_000,
    queryFn: ({ signal }) =>
      request(`${surveyPath(name)}/progress`, progressReplySchema, { signal }),
  });
}
