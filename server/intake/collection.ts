import { Hono, type MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';
import { compileShapeCheck } from '#core/intake/shape-check.ts';
import { type SealingKey, sealingKeyOf } from '#server/definitions/survey-keys.ts';
import { watchCodes } from '#server/intake/code-guesses.ts';
import { intakeRoutes } from '#server/intake/intake-routes.ts';
import {
  createIntake,
  type IntakeDeps,
  type IntakeOptions,
} from '#server/intake/intake-service.ts';
import { collectRoutes } from '#server/links/collect-routes.ts';
import { collectTrialRoutes } from '#server/links/collect-trial-routes.ts';
import { tokenPoints } from '#server/links/token-holder.ts';
import { isStorageTrouble } from '#server/store/dialects.ts';
import { withPatience } from '#server/store/patience.ts';

/** All collection calls, to be mounted under `/api/v1`. One a process: what is written together goes through it. */
export function collection(
  deps: IntakeDeps & { readonly logger: Logger },
  options: IntakeOptions = {},
): Hono {
  const holders = { db: deps.db, clock: deps.clock, points: tokenPoints(deps) };
  return new Hono()
    .on('GET', '/collect/*', impatient)
    .route(
      '/',
      collectRoutes({ ...holders, shapeOf: compileShapeCheck, sealTo: sealingKeys(deps) }),
    )
    .route('/', collectTrialRoutes(holders))
    .route(
      '/',
      intakeRoutes({ ...holders, intake: watchCodes(createIntake(deps, options), deps) }),
    );
}

/** Where no key can be made now, because the disk is full, answers come as they are until there is one. */
const sealingKeys =
  ({ db, keys }: IntakeDeps) =>
  (surveyId: string): Promise<SealingKey | undefined> =>
    sealingKeyOf(db, keys, surveyId).catch((error: unknown) => {
      if (isStorageTrouble(error)) return undefined;
      throw error;
    });

/** Nothing but the storage can make these slow: what is sent with a request may take its time, and these have nothing. */
const impatient: MiddlewareHandler = (_, next) => withPatience(next());
