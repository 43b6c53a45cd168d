import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ImportReply } from '#core/intake/intake-api.ts';
import { type Refusal, refusalOf } from '#web/workspace/api/request.ts';
import { sendImport } from '#web/workspace/intake/import-stream.ts';

export type ImportState =
  | { readonly step: 'choose'; readonly refusal?: Refusal }
  | { readonly step: 'reading' | 'importing'; readonly done: number; readonly total: number }
  /** What would become of the file. */
  | { readonly step: 'look'; readonly report: ImportReply }
  | { readonly step: 'done'; readonly report: ImportReply }
  /** Whole batches stay: the same file goes on from there. */
  | { readonly step: 'stopped'; readonly done: number; readonly total: number };

/** The way of a file: looked through first, imported when somebody says so, stopped at any time. */
export function useImport(survey: string) {
  const client = useQueryClient();
  const [file, setFile] = useState<File>();
  const [state, setState] = useState<ImportState>({ step: 'choose' });
  const stopping = useRef<AbortController>(undefined);

  const run = async (chosen: File, isDryRun: boolean): Promise<void> => {
    const controller = new AbortController();
    stopping.current = controller;
    let at = { done: 0, total: 0 };
    const step = isDryRun ? 'reading' : 'importing';
    setState({ step, ...at });
    try {
      const report = await sendImport({
        survey,
        file: chosen,
        isDryRun,
        signal: controller.signal,
        onProgress: (done, total) => {
          at = { done, total };
          setState({ step, ...at });
        },
      });
      setState({ step: isDryRun ? 'look' : 'done', report });
    } catch (error) {
      if (controller.signal.aborted)
        setState(isDryRun ? { step: 'choose' } : { step: 'stopped', ...at });
      else setState({ step: 'choose', refusal: refusalOf(error) });
    } finally {
      if (!isDryRun) void client.invalidateQueries();
    }
  };
  return {
    file,
    state,
    choose: (chosen: File | null) => {
      setFile(chosen ?? undefined);
      if (chosen) void run(chosen, true);
    },
    start: () => {
      if (file) void run(file, false);
    },
    stop: () => stopping.current?.abort(),
    again: () => {
      setFile(undefined);
      setState({ step: 'choose' });
    },
  };
}
