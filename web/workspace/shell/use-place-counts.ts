import { useMay } from '#web/workspace/access/use-session.ts';
import { useLinksQuery } from '#web/workspace/api/link-queries.ts';
import { isOver } from '#web/workspace/links/link-standing.ts';
import { useSurveyScope } from '#web/workspace/parts/use-survey-scope.ts';

/** The rail need not be newer than this; pages that change something ask anew. */
const staleMilliseconds = 60_000;

/** How many surveys the project has, and how many links of the survey in view are in use, how many responses it has. */
export function usePlaceCounts(projectId: string): Readonly<Record<string, number | undefined>> {
  const { query, survey } = useSurveyScope(projectId);
  const published = survey !== undefined && survey.versions.length > 0;
  const mayRead = useMay('link.read');
  const links = useLinksQuery(survey?.name ?? '', published && mayRead, staleMilliseconds).data;
  return {
    surveys: query.data?.length,
    responses: published ? survey.stored : undefined,
    links: published ? links?.filter((link) => !isOver(link)).length : undefined,
  };
}
