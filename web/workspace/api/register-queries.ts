import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type ProjectRequest,
  projectReplySchema,
  type SiteRequest,
  siteReplySchema,
} from '#core/register/register-api.ts';
import { request } from '#web/workspace/api/request.ts';

const projectPath = (id: string) => `/projects/${encodeURIComponent(id)}`;

export const useProjectQuery = (id: string, enabled = true) =>
  useQuery({
    enabled,
    queryKey: ['project', id],
    queryFn: ({ signal }) => request(projectPath(id), projectReplySchema, { signal }),
  });

export function useCreateProject() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ProjectRequest) =>
      request('/projects', projectReplySchema, { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['session'] }),
  });
}

export function useAddSite(projectId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SiteRequest) =>
      request(`${projectPath(projectId)}/sites`, siteReplySchema, { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['project', projectId] }),
  });
}
