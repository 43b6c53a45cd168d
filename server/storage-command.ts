/** Commands that work on the storage: beside a running server or without one, also on an empty folder. */

import type { Problem } from '#core/kernel/problems.ts';
import { titleOf } from '#core/kernel/problems.ts';
import type { CommandIo } from '#server/command.ts';
import { wrongUsage } from '#server/command.ts';
import { serviceDeps } from '#server/compose.ts';
import { readConfig } from '#server/config.ts';
import type { SurveyDeps } from '#server/definitions/survey-service.ts';
import { type Foundation, layFoundation } from '#server/first-start.ts';
import { reachableUrl } from '#server/listen.ts';
import { openStorage } from '#server/storage.ts';

/** Opens the storage, makes it what every installation is, runs `work` and closes it again. */
export async function withStorage(
  io: CommandIo,
  work: (deps: SurveyDeps, foundation: Foundation) => Promise<number>,
): Promise<number> {
  const reading = readConfig();
  if (!reading.ok) return wrongUsage(io, reading.sentences.join('\n'));
  const { config } = reading;
  const { store, keys } = await openStorage(config);
  try {
    const deps = serviceDeps(store, keys, config.baseUrl ?? reachableUrl(config.host, config.port));
    const foundation = await layFoundation(deps);
    return foundation.ok ? await work(deps, foundation.value) : explain(io, foundation.problem);
  } finally {
    await store.close();
  }
}

/** A refusal in words, with what it is about; exit code 2. */
export function explain(io: CommandIo, problem: Problem): 2 {
  const details = (problem.errors ?? []).map((error) =>
    [error.pointer, error.message ?? error.code].filter(Boolean).join(': '),
  );
  return wrongUsage(io, [titleOf(problem), ...details].join('\n'));
}
