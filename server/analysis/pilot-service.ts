import { gatedPilot, pilotFigures } from '#core/analysis/pilot.ts';
import type { PilotReply } from '#core/analysis/pilot-api.ts';
import { placedItems } from '#core/definitions/codebook.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { minutesOf } from '#core/definitions/survey-facts.ts';
import type { Clock } from '#core/kernel/ports.ts';
import { isOver } from '#core/links/admit.ts';
import { linksByIds } from '#server/links/link-repo.ts';
import {
  type KeptRun,
  runsOfSurvey,
  type Trial,
  trialsOfSurvey,
} from '#server/links/trial-repo.ts';
import type { Store } from '#server/store/database.ts';

interface PilotDeps {
  readonly db: Store['db'];
  readonly clock: Clock;
}

export interface PilotWish {
  /** Of the draft to show; the newest that was tried if there is no such. */
  readonly hash: string | undefined;
  /** Whether the reader may see single responses. */
  readonly exact: boolean;
}

/** How the trials of a survey went. */
export async function readPilot(
  { db, clock }: PilotDeps,
  surveyId: string,
  { hash, exact }: PilotWish,
): Promise<PilotReply> {
  const trials = await trialsOfSurvey(db, surveyId);
  const runs = await runsOfSurvey(db, surveyId);
  const links = await linksByIds(
    db,
    trials.map(({ linkId }) => linkId),
  );
  const now = clock.now();
  const shown = chosen(trials, runs, hash);
  return {
    trials: trials.map(({ linkId, hash: own, createdAt }) => {
      const link = links.get(linkId)?.link;
      return {
        linkId,
        hash: own,
        createdAt: createdAt.toISOString(),
        expiresAt: (link?.closesAt ?? createdAt).toISOString(),
        over: !link || isOver(link, now),
        runs: runs.filter((run) => run.linkId === linkId).length,
      };
    }),
    ...(shown && { shown: figuresOf(shown, trials, runs, exact) }),
  };
}

const chosen = (
  trials: readonly Trial[],
  runs: readonly KeptRun[],
  hash: string | undefined,
): Trial | undefined =>
  trials.find((trial) => trial.hash === hash) ??
  trials.find(({ linkId }) => runs.some((run) => run.linkId === linkId)) ??
  trials[0];

/** All tries of one draft together, through whichever links. */
function figuresOf(
  { hash, definition }: Trial,
  trials: readonly Trial[],
  runs: readonly KeptRun[],
  exact: boolean,
): NonNullable<PilotReply['shown']> {
  const links = new Set(trials.filter((trial) => trial.hash === hash).map(({ linkId }) => linkId));
  const own = runs.filter(({ linkId }) => links.has(linkId));
  const asked = askedItems(definition);
  const exactly = pilotFigures(
    asked.map(({ item }) => item.name),
    own,
  );
  const conditional = new Set(asked.filter(isConditional).map(({ item }) => item.name));
  const { figures, hidden } = exact
    ? { figures: exactly, hidden: 0 }
    : gatedPilot(exactly, conditional);
  return {
    hash,
    definition: { ...definition },
    expectedMinutes: minutesOf(definition),
    hidden,
    // as: the schema is its mutable twin
    figures: structuredClone(figures) as NonNullable<PilotReply['shown']>['figures'],
  };
}

type Asked = ReturnType<typeof placedItems>[number];

const isConditional = ({ item, panels, page }: Asked): boolean =>
  [item, ...panels, page].some(({ visibleIf }) => visibleIf !== undefined);

const silent = new Set(['html', 'image', 'expression']);

const askedItems = (definition: Definition): readonly Asked[] =>
  placedItems(definition).filter(({ item }) => !silent.has(item.type));
