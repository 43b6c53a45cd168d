/** The only place that puts the parts together: one set of dependencies, one table of routes, one application. */
import { join } from 'node:path';
import { Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Logger } from 'pino';
import { compileShapeCheck } from '#core/intake/shape-check.ts';
import { accessRoutes } from '#server/access/access-routes.ts';
import type { Keys } from '#server/access/keys.ts';
import { linkPlace, personPlace, projectPlace, surveyPlace } from '#server/access/scope-repo.ts';
import { actorOf } from '#server/access/session-service.ts';
import { createColumnStores } from '#server/analysis/column-store.ts';
import { fieldWorkRoutes } from '#server/analysis/field-work-routes.ts';
import { pilotRoutes } from '#server/analysis/pilot-routes.ts';
import { poolConflicts } from '#server/analysis/pool-conflicts.ts';
import { resultsRoutes } from '#server/analysis/results-routes.ts';
import { surveyRoutes } from '#server/definitions/survey-routes.ts';
import type { SurveyDeps } from '#server/definitions/survey-service.ts';
import { healthCheck } from '#server/http/health.ts';
import { httpApp } from '#server/http/http-app.ts';
import { openApiDocument, openApiPage } from '#server/http/openapi.ts';
import { sessionCookie } from '#server/http/origin.ts';
import { type Gate, mountRoutes, type Route } from '#server/http/route.ts';
import { securityHeaders } from '#server/http/security-headers.ts';
import { staticFiles } from '#server/http/static-files.ts';
import { collection } from '#server/intake/collection.ts';
import { collectionCalls } from '#server/intake/collection-calls.ts';
import { importRoutes } from '#server/intake/import-routes.ts';
import type { IntakeOptions } from '#server/intake/intake-service.ts';
import { lastDayOf } from '#server/intake/last-day-repo.ts';
import { hasAnswers, lastReceived, storedToSee } from '#server/intake/progress-repo.ts';
import { progressRoutes } from '#server/intake/progress-routes.ts';
import { reviewRoutes } from '#server/intake/review-routes.ts';
import { typedEntryRoutes } from '#server/intake/typed-entry-routes.ts';
import { linkRoutes } from '#server/links/link-routes.ts';
import { nodeSecrets, systemClock } from '#server/node-ports.ts';
import { programVersion, projectFolder } from '#server/project-folder.ts';
import { registerRoutes } from '#server/register/register-routes.ts';
import { reportRoutes } from '#server/reports/report-routes.ts';
import type { Store } from '#server/store/database.ts';

export interface AppDeps extends Omit<SurveyDeps, 'hasAnswers'> {
  readonly store: Store;
  readonly logger: Logger;
  /** Ends what would otherwise stay open for ever: live counts. */
  readonly closing: AbortSignal;
  readonly intake?: IntakeOptions;
}

/** What services need, over an open storage. */
export const serviceDeps = (store: Store, keys: Keys, baseUrl: string): SurveyDeps => ({
  db: store.db,
  clock: systemClock,
  secrets: nodeSecrets,
  keys,
  baseUrl,
  libraryFolder: join(projectFolder, 'surveys'),
  hasAnswers,
});

/** Every workspace route, in the order of the rooms. */
export function workspaceRoutes(given: AppDeps): readonly Route[] {
  const deps = { ...given, hasAnswers };
  const { db, clock, libraryFolder } = deps;
  const figures = { db, clock, libraryFolder, columnStores: createColumnStores(db) };
  return [
    ...accessRoutes(deps),
    ...registerRoutes(deps),
    ...surveyRoutes({
      ...deps,
      storedOf: async (surveyId) => ({
        stored: await storedToSee(deps.db, surveyId),
        lastOn: await lastDayOf(deps.db, surveyId),
      }),
      conflictsOf: poolConflicts(deps.db),
    }),
    ...linkRoutes({
      ...deps,
      shapeOf: compileShapeCheck,
      lastReceived: (surveyId) => lastReceived(deps.db, surveyId),
    }),
    ...progressRoutes(deps),
    ...importRoutes(deps),
    ...typedEntryRoutes(deps),
    ...reviewRoutes(deps),
    ...fieldWorkRoutes(figures),
    ...resultsRoutes(figures),
    ...pilotRoutes(deps),
    ...reportRoutes(figures),
  ];
}

export function createApp(deps: AppDeps): Hono {
  const routes = workspaceRoutes(deps);
  const app = httpApp(deps.logger);
  app.use(securityHeaders(deps.baseUrl));
  const check = healthCheck(deps.store, deps.clock);
  app.get('/healthz', async (c) => {
    const isWell = await check();
    const health = {
      status: isWell ? 'ok' : 'unavailable',
      version: programVersion,
      storage: deps.store.dialect,
    };
    return c.json(health, isWell ? 200 : 503);
  });
  app.route('/api/v1', collection(deps, deps.intake));
  app.route('/api/v1', workspace(deps, routes));
  app.route('/api', documents(routes));
  app.route('/', staticFiles(join(projectFolder, 'dist/web')));
  return app;
}

function workspace(deps: AppDeps, routes: readonly Route[]): Hono {
  const api = new Hono();
  mountRoutes(api, routes, gateOf(deps));
  return api;
}

function gateOf(deps: AppDeps): Gate {
  const { db, baseUrl } = deps;
  return {
    baseUrl,
    actorOf: async (c) => {
      const token = getCookie(c, sessionCookie(baseUrl));
      return token === undefined ? undefined : actorOf(deps, token);
    },
    places: {
      none: async () => null,
      organisation: async () => null,
      project: (organisationId, id) => projectPlace(db, organisationId, id),
      survey: (organisationId, name) => surveyPlace(db, organisationId, name),
      link: (organisationId, id) => linkPlace(db, organisationId, id),
      person: (organisationId, id) => personPlace(db, organisationId, id),
    },
  };
}

/** Made when the first reader asks: most servers are never asked, and each would start later for it. */
function documents(routes: readonly Route[]): Hono {
  let made: ReturnType<typeof openApiDocument> | undefined;
  let page: ReturnType<typeof openApiPage> | undefined;
  const document = () => {
    made ??= openApiDocument(routes, collectionCalls, programVersion);
    return made;
  };
  return new Hono()
    .get('/v1/openapi.json', (c) => c.json(document()))
    .get('/docs', (c) => {
      page ??= openApiPage(document());
      return c.html(page);
    });
}
