import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { type ResultsReply, resultsReplySchema } from '#core/analysis/results-api.ts';
import { request, requestFile } from '#web/workspace/api/request.ts';
import { surveyPath } from '#web/workspace/api/survey-queries.ts';

export interface ResultsAsked {
  readonly survey: string;
  readonly by: string | null;
  readonly exact: boolean;
}

export interface ReportAsked extends ResultsAsked {
  readonly language: string;
  readonly title: string;
}

type Parameters = Readonly<Record<string, string | null | false>>;

const withQuery = (path: string, parameters: Parameters): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value) query.set(name, value);
  return query.size > 0 ? `${path}?${query}` : path;
};

const resultsPath = ({ survey, by, exact }: ResultsAsked, format: string | null): string =>
  withQuery(`${surveyPath(survey)}/results`, { by, exact: exact && '1', format });

const reportPath = ({ survey, by, exact, language, title }: ReportAsked, format: string): string =>
  withQuery(`${surveyPath(survey)}/report`, { language, by, exact: exact && '1', title, format });

/** Somebody waits for the first figures; later ones come in batches and can wait. */
const waitForFirst = 10_000;
const waitForMore = 60_000;

export const useResultsQuery = (asked: ResultsAsked) =>
  useQuery<ResultsReply>({
    queryKey: ['results', asked.survey, asked.by, asked.exact],
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.rows == null ? waitForFirst : waitForMore),
    queryFn: ({ signal }) => request(resultsPath(asked, null), resultsReplySchema, { signal }),
  });

/** The report as one HTML document. */
export const useReportQuery = (asked: ReportAsked) =>
  useQuery({
    queryKey: ['report', asked],
    staleTime: 0,
    queryFn: async ({ signal }) =>
      (await requestFile(reportPath(asked, 'html'), signal)).blob.text(),
  });

export const useDownloadResults = () =>
  useMutation({
    mutationFn: ({ format, ...asked }: ResultsAsked & { readonly format: 'csv' | 'xlsx' }) =>
      saveFile(resultsPath(asked, format), `${asked.survey}.${format}`),
  });

export const useDownloadReport = () =>
  useMutation({
    mutationFn: ({ format, ...asked }: ReportAsked & { readonly format: 'docx' | 'html' }) =>
      saveFile(reportPath(asked, format), `${asked.survey}.${format}`),
  });

/** Fetches first, saves then: a refusal is drawn on the screen and never saved as a file. */
async function saveFile(path: string, fallbackName: string): Promise<void> {
  const { blob, name } = await requestFile(path);
  const url = URL.createObjectURL(blob);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name ?? fallbackName;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
