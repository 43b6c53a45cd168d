/**
 * Addresses exist only in the reply that made them. The screen holds them in the memory of this tab, so that they can be
 * copied, sent and printed: never in the browser's storage, gone with a reload or with signing out.
 */
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { LinkCreated, LinkReply } from '#core/links/link-api.ts';
import { useSession } from '#web/workspace/access/use-session.ts';
import { isOver } from '#web/workspace/links/link-standing.ts';

/** An address that can still be shown. */
export interface HandedOut {
  readonly linkId: string;
  readonly url: string;
  readonly shareText: LinkCreated['shareText'];
  /** Copied, sent or printed: leaving the page loses nothing any more. */
  readonly kept: boolean;
}

/** A link together with its address: what is copied, sent and printed. */
export interface Card extends HandedOut {
  readonly link: LinkReply;
}

const none: readonly HandedOut[] = [];

/** The addresses of a survey's links that this person has had made since the page was loaded, newest last. */
export function useHandedOut(survey: string) {
  const client = useQueryClient();
  const { id } = useSession().person;
  const handed = useQuery<readonly HandedOut[]>({
    queryKey: ['handed-out', id, survey],
    queryFn: skipToken,
    gcTime: Number.POSITIVE_INFINITY,
  }).data;

  const change = useCallback(
    (turn: (held: readonly HandedOut[]) => readonly HandedOut[]) =>
      client.setQueryData<readonly HandedOut[]>(['handed-out', id, survey], (held) =>
        turn(held ?? none),
      ),
    [client, id, survey],
  );
  /** A link has one address: a new one takes the place of the one before. */
  const hold = useCallback(
    (fresh: readonly LinkCreated[]) =>
      change((held) => [
        ...held.filter(({ linkId }) => !fresh.some(({ id: freshId }) => freshId === linkId)),
        ...fresh.map(({ id: linkId, url, shareText }) => ({
          linkId,
          url,
          shareText,
          kept: false,
        })),
      ]),
    [change],
  );
  const markKept = useCallback(
    (ids: readonly string[]) =>
      change((held) =>
        held.map((one) => (ids.includes(one.linkId) ? { ...one, kept: true } : one)),
      ),
    [change],
  );
  /** Takes them off the screen, all of them if no ids are given. */
  const drop = useCallback(
    (ids?: readonly string[]) =>
      change((held) => (ids ? held.filter(({ linkId }) => !ids.includes(linkId)) : none)),
    [change],
  );
  return { addresses: handed ?? none, hold, markKept, drop };
}
export type HandedOutState = ReturnType<typeof useHandedOut>;

/** Asks before the tab is closed over addresses that nobody has kept yet. */
export function useAskBeforeLosing(addresses: readonly HandedOut[]): void {
  const unkept = addresses.some(({ kept }) => !kept);
  useEffect(() => {
    if (!unkept) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unkept]);
}

/** Cards in the order of the links, of those that can be opened and whose address is still known. */
export function cardsOf(
  links: readonly LinkReply[],
  addresses: readonly HandedOut[],
): readonly Card[] {
  return links.flatMap((link) => {
    if (isOver(link)) return [];
    const held = addresses.find(({ linkId }) => linkId === link.id);
    return held ? [{ ...held, link }] : [];
  });
}
