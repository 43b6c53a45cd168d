import { useEffect, useRef, useState } from 'react';
import type { ReviewSearch } from '#web/workspace/review/review-search.ts';
import { isSomethingOpen, useKeys } from '#web/workspace/shell/use-keys.ts';

/**
 * Going through rows by j and k, as everywhere; Enter opens the one that has the focus, and an open panel follows.
 * @returns the id of the row that one is at.
 */
export function useRowKeys(
  ids: readonly string[],
  search: Pick<ReviewSearch, 'open' | 'openOne'>,
): string | undefined {
  const [at, setAt] = useState<string>();
  const cursor = search.open ?? at;
  const wanted = useRef<string>(undefined);
  const go = (step: 1 | -1): void => {
    const index = cursor === undefined ? -1 : ids.indexOf(cursor);
    const next = ids[Math.min(ids.length - 1, Math.max(0, index + step))];
    if (next === undefined) return;
    setAt(next);
    if (search.open === undefined) wanted.current = next;
    else search.openOne(next);
  };
  // The row may be drawn anew before it can be focused.
  useEffect(() => {
    if (wanted.current === undefined) return;
    rowLink(wanted.current)?.focus();
    wanted.current = undefined;
  });
  // Escape closes what lies on top; by the time that it comes here, a dialog may be gone already.
  const hadDialog = useRef(false);
  useEffect(() => {
    const look = (): void => {
      hadDialog.current = isSomethingOpen();
    };
    window.addEventListener('keydown', look, true);
    return () => window.removeEventListener('keydown', look, true);
  }, []);
  const close = (): void => {
    if (search.open === undefined || hadDialog.current) return;
    wanted.current = search.open;
    setAt(search.open);
    search.openOne(undefined);
  };
  useKeys({ j: () => go(1), k: () => go(-1), Escape: close });
  return cursor;
}

const rowLink = (id: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);
