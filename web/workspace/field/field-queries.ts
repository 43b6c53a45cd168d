/** What the screens of field work ask of the server, and what they tell it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import {
  fieldWorkReplySchema,
  type PickRequest,
  type ProjectTargetsRequest,
  pickListSchema,
  pickListsSchema,
  projectTargetsReplySchema,
  type SampleRequest,
  sampleReplySchema,
  type TargetsRequest,
  targetsReplySchema,
} from '#core/register/field-api.ts';
import { type Call, request } from '#web/workspace/api/request.ts';
import { surveyPath } from '#web/workspace/api/survey-queries.ts';

type FieldWorkReply = z.output<typeof fieldWorkReplySchema>;

const targetsPath = (survey: string) => `${surveyPath(survey)}/targets`;
const samplePath = (survey: string) => `${surveyPath(survey)}/sample`;
const projectPath = (id: string) => `/projects/${encodeURIComponent(id)}/targets`;
const pickPath = (survey: string, site: string) =>
  `${samplePath(survey)}/${encodeURIComponent(site)}/pick`;

/**
 * How field work goes, live: the server says when counts change, and then all of it is asked for again; where that does
 * not come through, it is asked for every 15 seconds.
 */
export function useFieldWorkQuery(survey: string) {
  const client = useQueryClient();
  const [told, setTold] = useState(false);

  useEffect(() => {
    const source = new EventSource(`/api/v1${surveyPath(survey)}/live`);
    let first = true;
    source.addEventListener('open', () => setTold(true));
    source.addEventListener('error', () => {
      setTold(false);
      // After a break there may be more than before.
      first = false;
    });
    source.addEventListener('progress', () => {
      // The first one says what the page has just asked for itself.
      if (!first) void client.invalidateQueries({ queryKey: ['field-work', survey] });
      first = false;
    });
    return () => source.close();
  }, [client, survey]);

  return useQuery<FieldWorkReply>({
    queryKey: ['field-work', survey],
    staleTime: 0,
    // The day turns, phones fall silent: not everything is a response.
    refetchInterval: told ? 120_000 : 15_000,
    queryFn: ({ signal }) =>
      request(`${surveyPath(survey)}/field-work`, fieldWorkReplySchema, { signal }),
  });
}

export const fetchTargets = (survey: string, call: Call = {}) =>
  request(targetsPath(survey), targetsReplySchema, call);

export const useTargetsQuery = (survey: string, enabled = true) =>
  useQuery({
    enabled,
    queryKey: ['targets', survey],
    queryFn: ({ signal }) => fetchTargets(survey, { signal }),
  });

export const saveTargets = (survey: string, body: TargetsRequest) =>
  fetchTargets(survey, { method: 'PUT', body });

export const fetchSample = (survey: string, call: Call = {}) =>
  request(samplePath(survey), sampleReplySchema, call);

export const useSampleQuery = (survey: string, enabled = true) =>
  useQuery({
    enabled,
    queryKey: ['sample', survey],
    queryFn: ({ signal }) => fetchSample(survey, { signal }),
  });

export const saveSample = (survey: string, body: SampleRequest) =>
  fetchSample(survey, { method: 'PUT', body });

export const fetchProjectTargets = (projectId: string, call: Call = {}) =>
  request(projectPath(projectId), projectTargetsReplySchema, call);

export const useProjectTargetsQuery = (projectId: string, enabled = true) =>
  useQuery({
    enabled,
    queryKey: ['project-targets', projectId],
    queryFn: ({ signal }) => fetchProjectTargets(projectId, { signal }),
  });

export const saveProjectTargets = (projectId: string, body: ProjectTargetsRequest) =>
  fetchProjectTargets(projectId, { method: 'PUT', body });

export const usePicksQuery = (survey: string, site: string) =>
  useQuery({
    queryKey: ['picks', survey, site],
    queryFn: ({ signal }) => request(pickPath(survey, site), pickListsSchema, { signal }),
  });

export function useDrawPicks(survey: string, site: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: PickRequest) =>
      request(pickPath(survey, site), pickListSchema, { method: 'POST', body }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['picks', survey, site] }),
        client.invalidateQueries({ queryKey: ['sample', survey] }),
      ]),
  });
}
