import { useCallback, useEffect, useMemo, useState } from 'react';
import {
  changedFields,
  type Stored,
  type Values,
  valuesOf,
} from '#web/workspace/field/field-values.ts';

export interface Draft {
  /** What the changes began from. */
  readonly base: Values;
  readonly values: Values;
}

/** What was typed and not saved, kept while one looks at another page. */
const drafts = new Map<string, Draft>();

/** The fields as they are typed. @param key tells the pages apart for which unsaved fields are kept */
export function useFieldState(key: string, stored: Stored) {
  const loaded = useMemo(() => valuesOf(stored), [stored]);
  const [draft, setDraft] = useState<Draft>(
    () => drafts.get(key) ?? { base: loaded, values: loaded },
  );
  const changed = useMemo(() => changedFields(draft.base, draft.values), [draft]);
  const dirty = changed.length > 0;

  useEffect(() => {
    // Nothing typed: what comes later from the server is shown as it comes.
    setDraft((now) =>
      changedFields(now.base, now.values).length > 0 ? now : { base: loaded, values: loaded },
    );
  }, [loaded]);
  useEffect(() => {
    if (dirty) drafts.set(key, draft);
    else drafts.delete(key);
  }, [dirty, key, draft]);
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [dirty]);

  const put = useCallback((more: Values) => {
    setDraft((now) => ({ ...now, values: { ...now.values, ...more } }));
  }, []);
  const undo = useCallback(() => setDraft({ base: loaded, values: loaded }), [loaded]);
  return { draft, changed, setDraft, put, undo };
}
