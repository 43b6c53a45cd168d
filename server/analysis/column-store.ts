/**
 * Responses as columns: one frame a survey, over all its versions, kept in memory and caught up from the last response
 * it has seen. It is derived from storage and can be thrown away at any time; a new version or a change in the
 * register of sites builds it anew.
 */
import type { Kysely } from 'kysely';
import type { Frame } from '#core/analysis/frame.ts';
import { createFrameBuilder, type FrameBuilder } from '#core/analysis/frame-builder.ts';
import { type PoolConflict, type PooledCodebook, poolCodebooks } from '#core/analysis/pool.ts';
import type { PublishableTable } from '#core/analysis/result-table.ts';
import { codebook } from '#core/definitions/codebook.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { defaultLanguageOf } from '#core/definitions/languages.ts';
import type { Survey } from '#core/definitions/survey.ts';
import type { Variable } from '#core/definitions/variable.ts';
import type { Site } from '#core/register/site.ts';
import { versionMarks } from '#server/analysis/snapshot-repo.ts';
import { surveyById, versionsOf } from '#server/definitions/survey-repo.ts';
import { compiledVersions } from '#server/intake/compiled-versions.ts';
import { type ReadResponse, responsesAfter } from '#server/intake/response-repo.ts';
import { sitesOf } from '#server/register/register-repo.ts';
import type { Database } from '#server/store/database.ts';

export interface SurveyFrame {
  readonly survey: Survey;
  /** Of the newest version. */
  readonly definition: Definition;
  readonly frame: Frame;
  readonly variables: readonly Variable[];
  readonly conflicts: readonly PoolConflict[];
  /** Of each row, ascending; several rows of an anonymous survey share one. */
  readonly seqs: readonly number[];
  /** First and last day on which responses arrived, in the project's time zone. */
  readonly days: { readonly first: string; readonly last: string } | null;
  /** Tables that were made of these columns, by what was asked: for whoever makes them to remember. */
  readonly tables: Map<string, readonly PublishableTable[]>;
}

export interface ColumnStores {
  /** Everything stored so far; `undefined` for a survey without a published version. */
  frameOf(surveyId: string): Promise<SurveyFrame | undefined>;
}

interface Options {
  /** Codes to set aside as missing, beside those of the definitions. */
  readonly missingCodes?: readonly string[];
}

/** Few enough that memory is bounded: 100,000 responses of 60 variables take about 25 MB. */
const keptMost = 20;

export function createColumnStores(db: Kysely<Database>, options: Options = {}): ColumnStores {
  const kept = new Map<string, Promise<Kept | undefined>>();
  return {
    async frameOf(surveyId) {
      // One after the other: two readers at once must not append the same rows twice.
      const before = kept.get(surveyId) ?? Promise.resolve(undefined);
      const next = before.then((known) => caughtUp(db, surveyId, known, options));
      kept.delete(surveyId);
      // After a fault of the storage the next reader begins anew.
      kept.set(
        surveyId,
        next.catch(() => undefined),
      );
      const [oldest] = kept.keys();
      if (kept.size > keptMost && oldest !== undefined) kept.delete(oldest);
      const now = await next;
      return now && surveyFrame(now);
    },
  };
}

interface Kept {
  readonly survey: Survey;
  /** Versions and sites it was built for. */
  readonly fingerprint: string;
  readonly definition: Definition;
  readonly pooled: PooledCodebook;
  readonly builder: FrameBuilder;
  readonly append: (response: ReadResponse) => Promise<void>;
  readonly seqs: number[];
  readonly days: { first: string; last: string } | null;
  readonly tables: Map<string, readonly PublishableTable[]>;
}

const surveyFrame = ({ pooled, builder, seqs, ...kept }: Kept): SurveyFrame => ({
  survey: kept.survey,
  definition: kept.definition,
  frame: builder.frame(),
  variables: pooled.variables,
  conflicts: pooled.conflicts,
  // The store goes on; what is handed out does not.
  seqs: seqs.slice(),
  days: kept.days,
  tables: kept.tables,
});

const rowsAtOnce = 1_000;

async function caughtUp(
  db: Kysely<Database>,
  surveyId: string,
  known: Kept | undefined,
  options: Options,
): Promise<Kept | undefined> {
  const survey = await surveyById(db, surveyId);
  if (!survey) return undefined;
  const sites = await sitesOf(db, [survey.projectId]);
  const fingerprint = await fingerprintOf(db, surveyId, sites);
  const start =
    known?.fingerprint === fingerprint
      ? known
      : await emptyStore(db, survey, { sites, fingerprint, options });
  if (!start) return undefined;
  let store = start;
  for (;;) {
    const responses = await responsesAfter(db, surveyId, store.seqs.at(-1) ?? 0, rowsAtOnce);
    if (responses.length === 0) return store;
    for (const response of responses) await store.append(response);
    // Reading much must not keep the process from taking answers.
    await new Promise(setImmediate);
    store = { ...store, days: withDays(store.days, responses) };
  }
}

async function fingerprintOf(
  db: Kysely<Database>,
  surveyId: string,
  sites: readonly Site[],
): Promise<string> {
  const versions = await versionMarks(db, surveyId);
  return JSON.stringify([versions, sites.map(({ code, name }) => [code, name])]);
}

function withDays(
  days: { first: string; last: string } | null,
  responses: readonly ReadResponse[],
): { first: string; last: string } | null {
  return responses.reduce(
    (span, { receivedOn: day }) => ({
      first: span && span.first < day ? span.first : day,
      last: span && span.last > day ? span.last : day,
    }),
    days,
  );
}

async function emptyStore(
  db: Kysely<Database>,
  survey: Survey,
  {
    sites,
    fingerprint,
    options,
  }: { readonly sites: readonly Site[]; readonly fingerprint: string; readonly options: Options },
): Promise<Kept | undefined> {
  const versions = await versionsOf(db, survey.id);
  const definition = versions.at(-1)?.definition;
  if (!definition) return undefined;
  const pooled = poolCodebooks(
    versions.map(({ number, hash, definition: own }) => ({
      number,
      hash,
      variables: withRegister(codebook(own), sites, defaultLanguageOf(own)),
    })),
  );
  const builder = createFrameBuilder(pooled.variables, {
    ...(options.missingCodes && { missingCodes: options.missingCodes }),
  });
  const seqs: number[] = [];
  const compiled = compiledVersions(db);
  return {
    survey,
    fingerprint,
    definition,
    pooled,
    builder,
    seqs,
    days: null,
    tables: new Map(),
    async append(response) {
      const version = await compiled(survey.id, response.versionHash, null);
      const view = pooled.views.get(response.versionHash);
      if (!version || !view) throw new Error('a response of a version that the survey has not');
      const { siteItem, logic } = version;
      const given =
        siteItem !== undefined && response.siteCode !== null
          ? { ...response.answers, [siteItem]: response.siteCode }
          : response.answers;
      // Nobody wrote down the hour, but the day is the respondent's own.
      const noon = { now: new Date(`${response.receivedOn}T12:00:00Z`), offsetMinutes: 0 };
      builder.append(view.answers(given), view.relevance(logic.relevance(given, noon)));
      seqs.push(response.seq);
    },
  };
}

/** Sites that were added after a version was published are categories of its site variable too. */
function withRegister(
  variables: readonly Variable[],
  sites: readonly Site[],
  language: string,
): readonly Variable[] {
  return variables.map((variable) => {
    if (variable.role !== 'site' || !variable.categories) return variable;
    const listed = new Set(variable.categories.map(({ value }) => String(value)));
    const added = sites
      .filter(({ code }) => !listed.has(code))
      .map(({ code, name }) => ({ value: code, label: { [language]: name } }));
    return { ...variable, categories: [...variable.categories, ...added] };
  });
}
