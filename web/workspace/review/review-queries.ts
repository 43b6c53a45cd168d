import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  Correction,
  Decision,
  PooledRule,
  Reason,
  ReviewMany,
  UnsentFile,
} from '#core/intake/review-api.ts';
import {
  responseDetailSchema,
  reviewedSchema,
  reviewListSchema,
  unsentReplySchema,
  waitingDetailSchema,
  waitingListSchema,
} from '#core/intake/review-api.ts';
import { command, request } from '#web/workspace/api/request.ts';
import { surveyPath } from '#web/workspace/api/survey-queries.ts';

const responsesPath = (survey: string) => `${surveyPath(survey)}/responses`;
const responsePath = (survey: string, id: string) =>
  `${responsesPath(survey)}/${encodeURIComponent(id)}`;
const waitingPath = (survey: string, key?: string) =>
  `${surveyPath(survey)}/waiting${key === undefined ? '' : `/${encodeURIComponent(key)}`}`;

const askAgainMs = 15_000;

/** @param search filters and place, as the address has them. */
export const useReviewQuery = (survey: string, search: URLSearchParams) =>
  useQuery({
    queryKey: ['review', survey, search.toString()],
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: askAgainMs,
    queryFn: ({ signal }) =>
      request(`${surveyPath(survey)}/review?${search}`, reviewListSchema, { signal }),
  });

/** Each reading is written into the audit, so it is not repeated behind the reader's back. */
export const useResponseQuery = (survey: string, id: string, identifiers: boolean) =>
  useQuery({
    queryKey: ['response', survey, id, identifiers],
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    queryFn: ({ signal }) =>
      request(
        `${responsePath(survey, id)}${identifiers ? '?identifiers=1' : ''}`,
        responseDetailSchema,
        {
          signal,
        },
      ),
  });

export const useWaitingQuery = (survey: string, search: URLSearchParams) =>
  useQuery({
    queryKey: ['waiting', survey, search.toString()],
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: askAgainMs,
    queryFn: ({ signal }) =>
      request(`${waitingPath(survey)}?${search}`, waitingListSchema, { signal }),
  });

export const useWaitingDetail = (survey: string, key: string) =>
  useQuery({
    queryKey: ['waiting-one', survey, key],
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    queryFn: ({ signal }) => request(waitingPath(survey, key), waitingDetailSchema, { signal }),
  });

/** Whatever somebody has decided shows in the list, in the panel and in every count. */
function useFresh(survey: string) {
  const client = useQueryClient();
  return () =>
    Promise.all(
      [
        ['review', survey],
        ['response', survey],
        ['waiting', survey],
        ['waiting-one', survey],
        ['progress', survey],
        ['results', survey],
        ['surveys'],
        ['links', survey],
      ].map((queryKey) => client.invalidateQueries({ queryKey })),
    );
}

export type OneJudgement =
  | { readonly action: 'accept' }
  | { readonly action: 'exclude' | 'restore'; readonly reason: Reason }
  | { readonly action: 'correct'; readonly correction: Correction };

export function useJudge(survey: string, id: string) {
  const refresh = useFresh(survey);
  return useMutation({
    mutationFn: (judgement: OneJudgement) =>
      request(`${responsePath(survey, id)}/${judgement.action}`, reviewedSchema, {
        method: 'POST',
        body: bodyOf(judgement),
      }),
    onSettled: refresh,
  });
}

function bodyOf(judgement: OneJudgement): unknown {
  if (judgement.action === 'accept') return {};
  return judgement.action === 'correct' ? judgement.correction : judgement.reason;
}

export function useJudgeMany(survey: string) {
  const refresh = useFresh(survey);
  return useMutation({
    mutationFn: (body: ReviewMany) =>
      request(`${responsesPath(survey)}/review`, reviewedSchema, { method: 'POST', body }),
    onSettled: refresh,
  });
}

export function useJudgePooled(survey: string) {
  const refresh = useFresh(survey);
  return useMutation({
    mutationFn: (body: PooledRule) =>
      request(`${responsesPath(survey)}/pooled`, reviewedSchema, { method: 'POST', body }),
    onSettled: refresh,
  });
}

export function useTellApart(survey: string, id: string) {
  const refresh = useFresh(survey);
  return useMutation({
    mutationFn: (other: string) =>
      command(`${responsePath(survey, id)}/tell-apart`, { method: 'POST', body: { other } }),
    onSettled: refresh,
  });
}

export function useDecide(survey: string) {
  const refresh = useFresh(survey);
  return useMutation({
    mutationFn: ({ key, decision }: { readonly key: string; readonly decision: Decision }) =>
      command(`${waitingPath(survey, key)}/decide`, { method: 'POST', body: decision }),
    onSettled: refresh,
  });
}

export function useSendUnsent(survey: string) {
  const refresh = useFresh(survey);
  return {
    send: (file: UnsentFile) =>
      request(`${responsesPath(survey)}/unsent`, unsentReplySchema, { method: 'POST', body: file }),
    refresh,
  };
}
