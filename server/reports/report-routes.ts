import { may } from '#core/access/roles.ts';
import { refuse } from '#core/kernel/result.ts';
import { reportQuerySchema } from '#core/reports/report-api.ts';
import { type ResultsDeps, surveyResults } from '#server/analysis/results-service.ts';
import { type Route, route } from '#server/http/route.ts';
import { fingerprintOf, makeReport, responseFacts } from '#server/reports/report-service.ts';

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A report runs no script and fetches nothing, wherever it is opened; our own pages may frame it. */
const htmlPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'";

export const reportRoutes = (deps: ResultsDeps): readonly Route[] => [
  route({
    method: 'GET',
    path: '/surveys/:name/report',
    verb: 'report.read',
    scope: 'survey',
    summary: 'The summary report: through the disclosure gate, or exact for those entitled',
    query: reportQuerySchema,
    produces: ['text/html', docxType],
    handler: async ({ actor, place, query }) => {
      const exact = query.exact === '1';
      if (exact && !may(actor.role, 'result.read-exact')) return refuse('not-allowed');
      if (query.language !== 'vi' && query.language !== 'en') return refuse('language-not-offered');
      if (query.format !== 'html' && query.format !== 'docx') return refuse('format-not-offered');
      const results = await surveyResults(deps, {
        surveyId: place.surveyId,
        exact,
        ...(query.by !== undefined && { by: query.by }),
      });
      if (!results.ok) return results;
      const { definition, tables, days, field } = results.value;
      const report = makeReport({
        definition,
        tables,
        facts: {
          fingerprint: fingerprintOf({ definition, tables }),
          ...(days && { fieldwork: days }),
          ...(field && responseFacts(field)),
        },
        language: query.language,
        ...(query.title && { title: query.title }),
      });
      return query.format === 'html'
        ? reply(report.html(), 'text/html; charset=utf-8', {
            'content-security-policy': htmlPolicy,
          })
        : reply(new Uint8Array(await report.docx()), docxType, {
            // A survey's name is letters, digits and hyphens, so it needs no quoting.
            'content-disposition': `attachment; filename="report-${place.name}-${query.language}.docx"`,
          });
    },
  }),
];

const reply = (
  body: string | Uint8Array<ArrayBuffer>,
  type: string,
  headers: Readonly<Record<string, string>>,
): Response =>
  new Response(body, {
    headers: { ...headers, 'content-type': type, 'cache-control': 'no-store' },
  });
