import { useEffect, useRef, useState } from 'react';
import type { TypedEntryRequest } from '#core/intake/intake-api.ts';
import { type Refusal, refusalOf } from '#web/workspace/api/request.ts';
import { saveEntry } from '#web/workspace/intake/typed-queries.ts';

const waitMs = 700;
const retryMs = 5_000;

export type SaveState = 'saved' | 'saving' | 'waiting';

export interface SavedEntry {
  readonly state: SaveState;
  readonly refusal: Refusal | undefined;
  readonly isTypedBefore: boolean;
  /** Saves the entry as it is finished. @returns whether it is on the server. */
  flush(last: TypedEntryRequest): Promise<boolean>;
}

/** Keeps what is typed on the server, a moment after the last key; tried again until it is there. */
export function useSavedEntry(survey: string, id: string, entry: TypedEntryRequest): SavedEntry {
  const [state, setState] = useState<SaveState>('saved');
  const [refusal, setRefusal] = useState<Refusal>();
  const [isTypedBefore, setTypedBefore] = useState(false);
  const newest = useRef(entry);
  const saved = useRef<TypedEntryRequest>(undefined);
  const going = useRef<Promise<void>>(Promise.resolve());
  newest.current = entry;

  const save = async (sent: TypedEntryRequest): Promise<void> => {
    if (saved.current === sent) return;
    setState('saving');
    try {
      const reply = await saveEntry(survey, id, sent);
      saved.current = sent;
      setTypedBefore(reply.isTypedBefore);
      setRefusal(undefined);
      setState(newest.current === sent ? 'saved' : 'saving');
    } catch (error) {
      setRefusal(refusalOf(error));
      setState('waiting');
    }
  };
  /** One after the other, so that an older text never comes after a newer one. */
  const flush = (last?: TypedEntryRequest): Promise<void> => {
    going.current = going.current.then(() => save(last ?? newest.current));
    return going.current;
  };
  const latest = useRef(flush);
  latest.current = flush;

  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the entry begins the wait anew
  useEffect(() => {
    const timer = setTimeout(() => void latest.current(), waitMs);
    return () => clearTimeout(timer);
  }, [entry]);
  useEffect(() => {
    if (state !== 'waiting') return;
    const timer = setInterval(() => void latest.current(), retryMs);
    return () => clearInterval(timer);
  }, [state]);

  return {
    // Between a key and the wait after it nothing has been sent yet.
    state: state === 'saved' && saved.current !== entry ? 'saving' : state,
    refusal,
    isTypedBefore,
    flush: async (last: TypedEntryRequest): Promise<boolean> => {
      await flush(last);
      return saved.current === last;
    },
  };
}
