import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import {
  type InvitationRequest,
  invitationReplySchema,
  type OneTimeUse,
  oneTimeReplySchema,
  personReplySchema,
  type SessionChange,
  type SessionReply,
  type SignInRequest,
  sessionReplySchema,
} from '#core/access/access-api.ts';
import { markSessionOver, markSessionRenewed } from '#web/workspace/access/session-over.ts';
import { command, refusalOf, request } from '#web/workspace/api/request.ts';

const sessionKey = ['session'] as const;

/** Who is signed in; `null` when nobody is. */
export function useSessionQuery() {
  const client = useQueryClient();
  return useQuery({
    queryKey: sessionKey,
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<SessionReply | null> => {
      try {
        return await request('/session', sessionReplySchema, { signal });
      } catch (error) {
        if (refusalOf(error).status !== 401) throw error;
        // Whoever was signed in until now may be in the middle of something.
        const before = client.getQueryData<SessionReply | null>(sessionKey) ?? null;
        if (before) markSessionOver();
        return before;
      }
    },
  });
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SignInRequest) =>
      request('/session', sessionReplySchema, { method: 'POST', body }),
    onSuccess: (session) => {
      client.setQueryData(sessionKey, session);
      markSessionRenewed();
    },
  });
}

/** Signs out and forgets everything that was on the screens. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => command('/session', { method: 'DELETE' }),
    onSuccess: () => {
      client.clear();
      client.setQueryData(sessionKey, null);
    },
  });
}

export function useChangeSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SessionChange) => command('/session', { method: 'PATCH', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionKey }),
  });
}

/** What a one-time address is for; asking does not use it up. */
export const useOneTimeQuery = (token: string) =>
  useQuery({
    queryKey: ['one-time', token],
    enabled: token !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      request('/one-time', oneTimeReplySchema, { method: 'POST', body: { token }, signal }),
  });

export function useOneTime() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: OneTimeUse) =>
      request('/one-time/use', sessionReplySchema, { method: 'POST', body }),
    onSuccess: (session) => client.setQueryData(sessionKey, session),
  });
}

const peopleKey = ['people'] as const;

export const usePeopleQuery = () =>
  useQuery({
    queryKey: peopleKey,
    queryFn: ({ signal }) => request('/people', z.array(personReplySchema), { signal }),
  });

export function useInvite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: InvitationRequest) =>
      request('/people', invitationReplySchema, { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: peopleKey }),
  });
}

export function useDisablePerson() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      command(`/people/${encodeURIComponent(id)}/disable`, { method: 'POST', body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: peopleKey }),
  });
}
