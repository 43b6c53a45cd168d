import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import {
  type Paper,
  type TypedEntryRequest,
  typedEntriesReplySchema,
  typedResultSchema,
} from '#core/intake/intake-api.ts';
import { command, request } from '#web/workspace/api/request.ts';
import { surveyPath } from '#web/workspace/api/survey-queries.ts';

const entriesPath = (survey: string) => `${surveyPath(survey)}/typed-entries`;
const savedSchema = z.object({ savedAt: z.string(), isTypedBefore: z.boolean() });

export const useTypedEntries = (survey: string) =>
  useQuery({
    queryKey: ['typed', survey],
    staleTime: 0,
    queryFn: ({ signal }) => request(entriesPath(survey), typedEntriesReplySchema, { signal }),
  });

export const saveEntry = (survey: string, id: string, body: TypedEntryRequest) =>
  request(`${entriesPath(survey)}/${id}`, savedSchema, { method: 'PUT', body });

export const finishEntry = (survey: string, id: string) =>
  request(`${entriesPath(survey)}/${id}/finish`, typedResultSchema, { method: 'POST' });

export interface Decision {
  readonly first: string;
  readonly second: string;
  readonly paper: Paper;
  readonly answers: Record<string, unknown>;
}

export const settleEntries = (survey: string, body: Decision) =>
  request(`${entriesPath(survey)}/settle`, typedResultSchema, { method: 'POST', body });

export function useDropEntry(survey: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => command(`${entriesPath(survey)}/${id}`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['typed', survey] }),
  });
}
