/** The draft of a survey in the editor: taken once, saved again and again, with its earlier revisions. */
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  type DraftRequest,
  draftReplySchema,
  draftRevisionReplySchema,
  draftRevisionsSchema,
  draftSavedSchema,
} from '#core/definitions/survey-api.ts';
import { anyDefinitionSchema } from '#web/workspace/api/definition-of.ts';
import { request } from '#web/workspace/api/request.ts';
import { surveyPath } from '#web/workspace/api/survey-queries.ts';

const draftPath = (survey: string) => `${surveyPath(survey)}/draft`;

const editableDraftSchema = draftReplySchema.extend({ definition: anyDefinitionSchema });
export type EditableDraft = z.output<typeof editableDraftSchema>;

const editableRevisionSchema = draftRevisionReplySchema.extend({
  definition: anyDefinitionSchema,
});

/** Browsers refuse larger bodies that are to outlive the page. */
const keepaliveBytes = 60_000;

export const fetchDraft = (survey: string, signal?: AbortSignal): Promise<EditableDraft> =>
  request(draftPath(survey), editableDraftSchema, signal ? { signal } : {});

/** Taken afresh each time the editor opens, and not behind its back. */
export const useEditorDraftQuery = (survey: string) =>
  useQuery({
    queryKey: ['editor-draft', survey],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: ({ signal }) => fetchDraft(survey, signal),
  });

export function putDraft(survey: string, body: DraftRequest, leaving: boolean) {
  const keepalive = leaving && JSON.stringify(body).length < keepaliveBytes;
  return request(draftPath(survey), draftSavedSchema, { method: 'PUT', body, keepalive });
}

export const useDraftRevisionsQuery = (survey: string) =>
  useQuery({
    queryKey: ['draft-revisions', survey],
    staleTime: 0,
    queryFn: ({ signal }) =>
      request(`${draftPath(survey)}/revisions`, draftRevisionsSchema, { signal }),
  });

export const fetchRevision = (survey: string, revision: number) =>
  request(`${draftPath(survey)}/revisions/${revision}`, editableRevisionSchema);
