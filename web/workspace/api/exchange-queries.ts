import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  xlsformAddReplySchema,
  xlsformCheckReplySchema,
  xlsformDraftReplySchema,
} from '#core/definitions/xlsform-api.ts';
import { request, requestFile } from '#web/workspace/api/request.ts';
import { surveyPath } from '#web/workspace/api/survey-queries.ts';

const formsPath = (projectId: string) =>
  `/projects/${encodeURIComponent(projectId)}/surveys/xlsform`;

/** What a form would become; nothing is kept of it. */
export const useCheckForm = (projectId: string) =>
  useMutation({
    mutationFn: (file: File) =>
      request(
        `${formsPath(projectId)}/check?${new URLSearchParams({ file: file.name })}`,
        xlsformCheckReplySchema,
        { method: 'POST', file },
      ),
  });

/** A survey whose draft is the form. */
export function useAddForm(projectId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ file, name }: { readonly file: File; readonly name: string }) =>
      request(
        `${formsPath(projectId)}?${new URLSearchParams({ name, file: file.name })}`,
        xlsformAddReplySchema,
        { method: 'POST', file },
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['surveys', projectId] }),
  });
}

/** The form becomes the draft, if nobody has saved since the revision. */
export function useReplaceDraft(name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ file, revision }: { readonly file: File; readonly revision: number }) => {
      const asked = new URLSearchParams({ revision: String(revision), file: file.name });
      return request(`${surveyPath(name)}/draft/xlsform?${asked}`, xlsformDraftReplySchema, {
        method: 'POST',
        file,
      });
    },
    onSuccess: () => client.invalidateQueries(),
  });
}

/** The sheet to print, as one HTML document. */
export const usePaperQuery = (name: string, language: string, version: string) =>
  useQuery({
    queryKey: ['paper', name, language, version],
    staleTime: 0,
    queryFn: async ({ signal }) => {
      const asked = new URLSearchParams({ language, version });
      return (await requestFile(`${surveyPath(name)}/paper?${asked}`, signal)).blob.text();
    },
  });
