/** What the page shows, as its address says it: a page can be sent to somebody else, and the back button works. */
import { useMemo } from 'react';
import { useSearchParams } from 'wouter';

export const filterNames = [
  'state',
  'flag',
  'link',
  'site',
  'version',
  'outcome',
  'from',
  'to',
  'code',
] as const;
export type FilterName = (typeof filterNames)[number];

const placeNames = ['before', 'after'] as const;

export type View = 'list' | 'waiting' | 'kept-out';

export function useReviewSearch() {
  const [search, setSearch] = useSearchParams();
  const text = search.toString();
  return useMemo(() => {
    const read = new URLSearchParams(text);
    const change = (changes: Readonly<Record<string, string | undefined>>, replace = false): void =>
      setSearch(
        (held) => {
          const next = new URLSearchParams(held);
          for (const [name, value] of Object.entries(changes)) {
            if (value) next.set(name, value);
            else next.delete(name);
          }
          return next;
        },
        { replace },
      );
    const view: View = viewOf(read.get('view'));
    return {
      view,
      open: read.get('open') ?? undefined,
      filters: filterNames.filter((name) => read.has(name)),
      valueOf: (name: FilterName): string => read.get(name) ?? '',
      /** For the server: filters and place only. */
      query: only(read, [...filterNames, ...placeNames]),
      waitingQuery: waitingSearch(read, view),
      show: (next: View) =>
        change({ view: next === 'list' ? undefined : next, open: undefined, ...nowhere }),
      openOne: (id: string | undefined) =>
        change({ open: id }, read.has('open') && id !== undefined),
      /** A filter begins on the first page. */
      narrow: (name: FilterName, value: string) =>
        change({ [name]: value, ...nowhere, open: undefined }),
      widen: () =>
        change({ ...Object.fromEntries(filterNames.map((name) => [name, undefined])), ...nowhere }),
      turn: (place: { readonly before?: string; readonly after?: string }) =>
        change({ ...nowhere, ...place, open: undefined }),
    };
  }, [text, setSearch]);
}

export type ReviewSearch = ReturnType<typeof useReviewSearch>;

const nowhere = { before: undefined, after: undefined };

const viewOf = (text: string | null): View =>
  text === 'waiting' || text === 'kept-out' ? text : 'list';

function only(search: URLSearchParams, names: readonly string[]): URLSearchParams {
  return new URLSearchParams(
    names.flatMap((name) => {
      const value = search.get(name);
      return value ? [[name, value]] : [];
    }),
  );
}

function waitingSearch(search: URLSearchParams, view: View): URLSearchParams {
  const next = only(search, ['before']);
  next.set('state', view === 'kept-out' ? 'kept-out' : 'waiting');
  return next;
}
