import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { type Refusal, refusalOf } from '#web/workspace/api/request.ts';
import {
  fetchProjectTargets,
  fetchSample,
  fetchTargets,
  saveProjectTargets,
  saveSample,
  saveTargets,
} from '#web/workspace/field/field-queries.ts';
import { type Requests, requestsFor } from '#web/workspace/field/field-requests.ts';
import {
  merge,
  type Stored,
  unfitFields,
  type Values,
  valuesOf,
} from '#web/workspace/field/field-values.ts';
import { useFieldState } from '#web/workspace/field/use-field-state.ts';

type Progress =
  | { readonly kind: 'idle' | 'saving' }
  | { readonly kind: 'saved'; readonly at: Date }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** Somebody else has stored other values for these fields. */
  | { readonly kind: 'conflict'; readonly fields: readonly string[]; readonly stored: Values };

interface Place {
  readonly projectId: string;
  readonly survey: string;
}

/** The fields of targets and samples: changes here, saving them, and what somebody else has saved meanwhile. */
export function useFieldForm({ stored, ...place }: Place & { readonly stored: Stored }) {
  const client = useQueryClient();
  const state = useFieldState(`${place.projectId} ${place.survey}`, stored);
  const { draft, changed, setDraft, put } = state;
  const [progress, setProgress] = useState<Progress>({ kind: 'idle' });
  const { base, values } = draft;

  const set = useCallback(
    (more: Values) => {
      setProgress((now) => (now.kind === 'saved' ? { kind: 'idle' } : now));
      put(more);
    },
    [put],
  );
  /** @param overwrite fields where the other person's values were seen and are to be replaced */
  const save = async (overwrite: readonly string[] = []) => {
    setProgress({ kind: 'saving' });
    try {
      const now = valuesOf(await fetchAll(place));
      const merged = merge(base, values, now);
      const fields = merged.conflicts.filter((name) => !overwrite.includes(name));
      if (fields.length > 0) return setProgress({ kind: 'conflict', fields, stored: now });
      await send(client, place, requestsFor(changed, merged.values));
      setDraft({ base: merged.values, values: merged.values });
      setProgress({ kind: 'saved', at: new Date() });
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
    state.undo();
    setProgress({ kind: 'idle' });
  };
  return { values, changed, unfit: unfitFields(values), progress, set, save, giveUp, undo };
}

export type FieldForm = ReturnType<typeof useFieldForm>;

async function fetchAll({ projectId, survey }: Place): Promise<Stored> {
  const [targets, sample, project] = await Promise.all([
    fetchTargets(survey),
    fetchSample(survey),
    fetchProjectTargets(projectId),
  ]);
  return { targets, sample, project };
}

async function send(
  client: QueryClient,
  { projectId, survey }: Place,
  { targets, sample, project }: Requests,
): Promise<void> {
  if (targets) client.setQueryData(['targets', survey], await saveTargets(survey, targets));
  if (sample) client.setQueryData(['sample', survey], await saveSample(survey, sample));
  if (project) await saveProjectTargets(projectId, project);
  for (const queryKey of [['project-targets'], ['field-work', survey], ['links', survey]]) {
    void client.invalidateQueries({ queryKey });
  }
}
