import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import {
  codesReplySchema,
  exitReplySchema,
  type LinkChange,
  type LinkReply,
  type LinkRequest,
  linkCreatedSchema,
  linkReplySchema,
  linkRotatedSchema,
  linksCreatedSchema,
} from '#core/links/link-api.ts';
import { command, request } from '#web/workspace/api/request.ts';
import { surveyPath } from '#web/workspace/api/survey-queries.ts';

const linkPath = (id: string) => `/links/${encodeURIComponent(id)}`;
const linksKey = (survey: string) => ['links', survey] as const;

/** @param staleTime milliseconds for which an earlier reply will do: the table asks anew, the rail need not. */
export const useLinksQuery = (survey: string, enabled = true, staleTime = 0) =>
  useQuery({
    queryKey: linksKey(survey),
    enabled,
    staleTime,
    queryFn: ({ signal }) =>
      request(`${surveyPath(survey)}/links`, z.array(linkReplySchema), { signal }),
  });

/** The promise ends when the table knows what was changed. */
const refresh = (client: QueryClient, survey: string) =>
  client.invalidateQueries({ queryKey: linksKey(survey) });

export function useCreateLink(survey: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: LinkRequest) =>
      request(`${surveyPath(survey)}/links`, linkCreatedSchema, { method: 'POST', body }),
    onSuccess: () => refresh(client, survey),
  });
}

/** All of them or none. */
export function useCreateLinks(survey: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (links: readonly LinkRequest[]) =>
      request(`${surveyPath(survey)}/links/many`, linksCreatedSchema, {
        method: 'POST',
        body: { links },
      }),
    onSuccess: () => refresh(client, survey),
  });
}

export function useChangeLink(survey: string, id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: LinkChange) => command(linkPath(id), { method: 'PATCH', body }),
    onSuccess: () => refresh(client, survey),
  });
}

export type LinkTurn = 'pause' | 'resume' | 'close' | 'revoke';

/** One link after another; `turned` are those where it worked, `error` is the first that did not. */
interface Turned<Reply> {
  readonly turned: readonly Reply[];
  readonly error?: unknown;
}

/** Stops at the first refusal: what was done stays done and is told. */
async function oneByOne<Reply>(
  ids: readonly string[],
  turn: (id: string) => Promise<Reply>,
): Promise<Turned<Reply>> {
  const turned: Reply[] = [];
  for (const id of ids) {
    try {
      turned.push(await turn(id));
    } catch (error) {
      return { turned, error };
    }
  }
  return { turned };
}

/** Pauses, resumes, closes or withdraws links. Pausing and resuming show at once: they can be taken back. */
export function useTurnLinks(survey: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ turn, ids }: { readonly turn: LinkTurn; readonly ids: readonly string[] }) =>
      oneByOne(ids, async (id) => {
        await command(`${linkPath(id)}/${turn}`, { method: 'POST', body: {} });
        return id;
      }),
    onMutate: async ({ turn, ids }) => {
      if (turn !== 'pause' && turn !== 'resume') return;
      await client.cancelQueries({ queryKey: linksKey(survey) });
      client.setQueryData<LinkReply[]>(linksKey(survey), (links) =>
        links?.map((link) =>
          ids.includes(link.id) ? { ...link, status: turn === 'pause' ? 'paused' : 'open' } : link,
        ),
      );
    },
    onSettled: () => refresh(client, survey),
  });
}

/** New addresses for the same links: the old ones stop opening, counts go on. */
export function useRotateLinks(survey: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: readonly string[]) =>
      oneByOne(ids, (id) =>
        request(`${linkPath(id)}/rotate`, linkRotatedSchema, { method: 'POST', body: {} }),
      ),
    onSettled: () => refresh(client, survey),
  });
}

/** The link goes on with another person: a new address, the same counts and target. */
export function useHandOverLink(survey: string, id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (holder: string) =>
      request(`${linkPath(id)}/hand-over`, linkRotatedSchema, { method: 'POST', body: { holder } }),
    onSuccess: () => refresh(client, survey),
  });
}

/** One-time codes, which exist in this reply only. */
export function useMakeCodes(survey: string, id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (count: number) =>
      request(`${linkPath(id)}/codes`, codesReplySchema, { method: 'POST', body: { count } }),
    onSuccess: () => refresh(client, survey),
  });
}

const exitPath = (projectId: string) => `/projects/${encodeURIComponent(projectId)}/exit`;

export const useExitQuery = (projectId: string) =>
  useQuery({
    queryKey: ['exit', projectId],
    queryFn: ({ signal }) => request(exitPath(projectId), exitReplySchema, { signal }),
  });

/** Where quick exit leads; null for nowhere of one's own. */
export function useChangeExit(projectId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly exitUrl: string | null }) =>
      request(exitPath(projectId), exitReplySchema, { method: 'PUT', body }),
    onSuccess: (reply) => client.setQueryData(['exit', projectId], reply),
  });
}
