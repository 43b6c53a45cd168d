import { may } from '#core/access/roles.ts';
import {
  blockResultsReplySchema,
  resultsQuerySchema,
  resultsReplySchema,
} from '#core/analysis/results-api.ts';
import { ok, refuse } from '#core/kernel/result.ts';
import { type BlockDeps, blockResults } from '#server/analysis/block-service.ts';
import { exportCsv } from '#server/analysis/export-csv.ts';
import { toResultsReply } from '#server/analysis/export-json.ts';
import { exportXlsx, xlsxType } from '#server/analysis/export-xlsx.ts';
import { type ResultsDeps, surveyResults } from '#server/analysis/results-service.ts';
import { type Route, route } from '#server/http/route.ts';

export const resultsRoutes = (deps: ResultsDeps & BlockDeps): readonly Route[] => [
  route({
    method: 'GET',
    path: '/surveys/:name/results',
    verb: 'result.read',
    scope: 'survey',
    summary: 'Figures of a survey: through the disclosure gate, or exact for those entitled',
    query: resultsQuerySchema,
    reply: resultsReplySchema,
    produces: ['text/csv', xlsxType],
    handler: async ({ actor, place, query }) => {
      const exact = query.exact === '1';
      if (exact && !may(actor.role, 'result.read-exact')) return refuse('not-allowed');
      const results = await surveyResults(deps, {
        surveyId: place.surveyId,
        exact,
        ...(query.by !== undefined && { by: query.by }),
        ...(query.variable !== undefined && { variables: [query.variable] }),
      });
      if (!results.ok) return results;
      if (query.format === 'csv') {
        return download(exportCsv(results.value), 'text/csv; charset=utf-8', `${place.name}.csv`);
      }
      if (query.format === 'xlsx') {
        return download(await exportXlsx(results.value), xlsxType, `${place.name}.xlsx`);
      }
      return ok(toResultsReply(results.value));
    },
  }),
  route({
    method: 'GET',
    path: '/projects/:id/blocks/:block/results',
    verb: 'result.read-exact',
    scope: 'project',
    summary: 'Exact figures of one block over all surveys of a project that include it',
    reply: blockResultsReplySchema,
    handler: ({ place, c }) => blockResults(deps, place.projectId, c.req.param('block') ?? ''),
  }),
];

/** A survey's name is letters, digits and hyphens, so it needs no quoting. */
const download = (body: string | Uint8Array<ArrayBuffer>, type: string, file: string): Response =>
  new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="results-${file}"`,
      'cache-control': 'no-store',
    },
  });
