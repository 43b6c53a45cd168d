import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { type Refusal, refusalOf } from '#web/workspace/api/request.ts';
import {
  fetchProjectTargets,
  fetchSample,
  fetchTargets,
  saveProjectTargets,
  saveSample,
  saveTargets,
} from '#web/workspace/field/field-queries.ts';
import { requestsFor } from '#web/workspace/field/field-requests.ts';
import {
  changedFields,
  merge,
  type Stored,
  unfitFields,
  type Values,
  valuesOf,
} from '#web/workspace/field/field-values.ts';

type Progress =
  | { readonly kind: 'idle' | 'saving' }
  | { readonly kind: 'saved'; readonly at: Date }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** Somebody else has stored other values for these fields. */
  | { readonly kind: 'conflict'; readonly fields: readonly string[]; readonly stored: Values };

interface Draft {
  readonly base: Values;
  readonly values: Values;
}

/** What was typed and not saved, kept while one looks at another page. */
const drafts = new Map<string, Draft>();

interface Asked {
  readonly projectId: string;
  readonly survey: string;
  readonly stored: Stored;
}

/** The fields of targets and samples: changes here, saving them, and what somebody else has saved meanwhile. */
export function useFieldForm({ projectId, survey, stored }: Asked) {
  const client = useQueryClient();
  const key = `${projectId} ${survey}`;
  const loaded = useMemo(() => valuesOf(stored), [stored]);
  const [draft, setDraft] = useState<Draft>(
    () => drafts.get(key) ?? { base: loaded, values: loaded },
  );
  const [progress, setProgress] = useState<Progress>({ kind: 'idle' });
  const { base, values } = draft;
  const changed = useMemo(() => changedFields(base, values), [base, values]);
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

  const set = useCallback((more: Values) => {
    setProgress((now) => (now.kind === 'saved' ? { kind: 'idle' } : now));
    setDraft((now) => ({ ...now, values: { ...now.values, ...more } }));
  }, []);

  /** @param overwrite fields that the other person's values were seen of, and are to be replaced */
  const save = async (overwrite: readonly string[] = []) => {
    setProgress({ kind: 'saving' });
    try {
      const now = valuesOf(await fetchAll(projectId, survey));
      const merged = merge(base, values, now);
      const fields = merged.conflicts.filter((name) => !overwrite.includes(name));
      if (fields.length > 0) return setProgress({ kind: 'conflict', fields, stored: now });
      const { targets, sample, project } = requestsFor(changed, merged.values);
      const [one, two, three] = [
        targets && (await saveTargets(survey, targets)),
        sample && (await saveSample(survey, sample)),
        project && (await saveProjectTargets(projectId, project)),
      ];
      if (one) client.setQueryData(['targets', survey], one);
      if (two) client.setQueryData(['sample', survey], two);
      if (three) client.setQueryData(['project-targets', projectId], three);
      setDraft({ base: merged.values, values: merged.values });
      setProgress({ kind: 'saved', at: new Date() });
      for (const queryKey of [['project-targets'], ['field-work', survey], ['links', survey]]) {
        void client.invalidateQueries({ queryKey });
      }
    } catch (error) {
      setProgress({ kind: 'refused', refusal: refusalOf(error) });
    }
  };

  /** Takes what is stored in these fields; what else was typed stays. */
  const giveUp = (fields: readonly string[], now: Values) => {
    const kept = { ...values };
    for (const name of fields) kept[name] = now[name] ?? '';
    setDraft({ base: now, values: merge(base, kept, now).values });
    setProgress({ kind: 'idle' });
  };
  const undo = () => {
    setDraft({ base: loaded, values: loaded });
    setProgress({ kind: 'idle' });
  };

  return { values, changed, unfit: unfitFields(values), progress, set, save, giveUp, undo };
}

export type FieldForm = ReturnType<typeof useFieldForm>;

async function fetchAll(projectId: string, survey: string): Promise<Stored> {
  const [targets, sample, project] = await Promise.all([
    fetchTargets(survey),
    fetchSample(survey),
    fetchProjectTargets(projectId),
  ]);
  return { targets, sample, project };
}
