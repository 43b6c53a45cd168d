/**
 * Responses as columns: one frame a survey, over all its versions, kept in memory and caught up from the last response
 * it has seen. It is derived from storage and can be thrown away at any time; a new version, a change in the register
 * of sites, and a response that was excluded, restored or corrected (by whichever process) build it anew.
 */
import type { Kysely } from 'kysely';
import type { Frame } from '#core/analysis/frame.ts';
import { createFrameBuilder, type FrameBuilder } from '#core/analysis/frame-builder.ts';
import { frameHead } from '#core/analysis/frame-head.ts';
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
import { responsesAt, type Standing } from '#server/intake/response-past.ts';
import { type ReadResponse, responsesAfter } from '#server/intake/response-repo.ts';
import { changesOf } from '#server/intake/review-history-repo.ts';
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
  /** Code of the site of each row, which counts whatever the answers say; `null` where none is known. */
  readonly siteCodes: readonly (string | null)[];
  /** How many changes to earlier responses are within. */
  readonly changes: number;
  /** First and last day on which responses arrived, in the project's time zone. */
  readonly days: { readonly first: string; readonly last: string } | null;
  /** Tables that were made of these columns, by what was asked: for whoever makes them to remember. */
  readonly tables: Map<string, readonly PublishableTable[]>;
}

export interface ColumnStores {
  /** Everything stored so far; `undefined` for a survey without a published version. */
  frameOf(surveyId: string): Promise<SurveyFrame | undefined>;
  /** As it stood then, whatever has been excluded, restored or corrected since. */
  frameAt(now: SurveyFrame, standing: Standing): Promise<SurveyFrame>;
}

interface Options {
  /** Codes to set aside as missing, beside those of the definitions. */
  readonly missingCodes?: readonly string[];
}

/** Few enough that memory is bounded: 100,000 responses of 60 variables take about 25 MB. */
const keptMost = 20;

export function createColumnStores(db: Kysely<Database>, options: Options = {}): ColumnStores {
  const kept = new Map<string, Promise<Kept | undefined>>();
  const past = new Map<string, Promise<Kept | undefined>>();
  return {
    async frameOf(surveyId) {
      // One after the other: two readers at once must not append the same rows twice.
      const now = await inTurn(kept, surveyId, (known) => caughtUp(db, surveyId, known, options));
      return now && surveyFrame(now);
    },
    async frameAt(now, standing) {
      if (now.changes === standing.changes) return framesHead(now, standing);
      const then = await inTurn(past, now.survey.id, (known) =>
        builtAt(db, now, { known, standing, options }),
      );
      return then ? surveyFrame(then) : now;
    },
  };
}

/** Whoever comes second works on what the first has made. */
async function inTurn(
  kept: Map<string, Promise<Kept | undefined>>,
  surveyId: string,
  work: (known: Kept | undefined) => Promise<Kept | undefined>,
): Promise<Kept | undefined> {
  const next = (kept.get(surveyId) ?? Promise.resolve(undefined)).then(work);
  kept.delete(surveyId);
  // After a fault of the storage the next reader begins anew.
  kept.set(
    surveyId,
    next.catch(() => undefined),
  );
  const [oldest] = kept.keys();
  if (kept.size > keptMost && oldest !== undefined) kept.delete(oldest);
  return next;
}

/** Nothing within has changed since: what came later is left out, and no row is copied. */
function framesHead(now: SurveyFrame, { seq }: Standing): SurveyFrame {
  const rows = now.seqs.findLastIndex((one) => one <= seq) + 1;
  return rows === now.seqs.length
    ? now
    : {
        ...now,
        frame: frameHead(now.frame, rows),
        seqs: now.seqs.slice(0, rows),
        siteCodes: now.siteCodes.slice(0, rows),
      };
}

interface Kept {
  readonly survey: Survey;
  /** Versions and sites it was built for, and the changes within. */
  readonly fingerprint: string;
  readonly changes: number;
  readonly definition: Definition;
  readonly pooled: PooledCodebook;
  readonly builder: FrameBuilder;
  readonly append: (response: ReadResponse) => Promise<void>;
  readonly seqs: number[];
  readonly siteCodes: (string | null)[];
  readonly days: { first: string; last: string } | null;
  readonly tables: Map<string, readonly PublishableTable[]>;
}

const surveyFrame = ({ pooled, builder, seqs, siteCodes, ...kept }: Kept): SurveyFrame => ({
  survey: kept.survey,
  definition: kept.definition,
  frame: builder.frame(),
  variables: pooled.variables,
  conflicts: pooled.conflicts,
  // The store goes on; what is handed out does not.
  seqs: seqs.slice(),
  siteCodes: siteCodes.slice(),
  changes: kept.changes,
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
  let start = known;
  for (;;) {
    const ground = await groundOf(db, surveyId);
    if (!ground) return undefined;
    if (start?.fingerprint !== ground.fingerprint) start = await emptyStore(db, ground, options);
    if (!start) return undefined;
    const store = await withNewRows(db, start);
    // What somebody excluded or corrected meanwhile may be in some of these rows and not in others.
    if ((await changesOf(db, surveyId)) === store.changes) return store;
    start = undefined;
  }
}

async function withNewRows(db: Kysely<Database>, start: Kept): Promise<Kept> {
  let store = start;
  for (;;) {
    const last = store.seqs.at(-1) ?? 0;
    const responses = await responsesAfter(db, store.survey.id, last, rowsAtOnce);
    if (responses.length === 0) return store;
    for (const response of responses) await store.append(response);
    // Reading much must not keep the process from taking answers.
    await new Promise(setImmediate);
    store = { ...store, days: withDays(store.days, responses) };
  }
}

/** A frame of the past never changes, so it is built once a snapshot. */
async function builtAt(
  db: Kysely<Database>,
  now: SurveyFrame,
  {
    known,
    standing,
    options,
  }: {
    readonly known: Kept | undefined;
    readonly standing: Standing;
    readonly options: Options;
  },
): Promise<Kept | undefined> {
  const ground = await groundOf(db, now.survey.id);
  if (!ground) return undefined;
  const fingerprint = `${ground.marks} ${standing.seq} ${standing.changes}`;
  if (known?.fingerprint === fingerprint) return known;
  let store = await emptyStore(db, { ...ground, fingerprint, changes: standing.changes }, options);
  if (!store) return undefined;
  let appended = 0;
  for await (const response of responsesAt(db, now.survey.id, standing)) {
    await store.append(response);
    store = { ...store, days: withDays(store.days, [response]) };
    appended += 1;
    if (appended % rowsAtOnce === 0) await new Promise(setImmediate);
  }
  return store;
}

/** What a store is built on. */
interface Ground {
  readonly survey: Survey;
  readonly sites: readonly Site[];
  readonly changes: number;
  /** Versions and sites. */
  readonly marks: string;
  readonly fingerprint: string;
}

async function groundOf(db: Kysely<Database>, surveyId: string): Promise<Ground | undefined> {
  const survey = await surveyById(db, surveyId);
  if (!survey) return undefined;
  const sites = await sitesOf(db, [survey.projectId]);
  const changes = await changesOf(db, surveyId);
  const versions = await versionMarks(db, surveyId);
  const marks = JSON.stringify([versions, sites.map(({ code, name }) => [code, name])]);
  return { survey, sites, changes, marks, fingerprint: `${marks} ${changes}` };
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
  { survey, sites, fingerprint, changes }: Ground,
  options: Options,
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
  const siteCodes: (string | null)[] = [];
  const compiled = compiledVersions(db);
  return {
    survey,
    fingerprint,
    changes,
    definition,
    pooled,
    builder,
    seqs,
    siteCodes,
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
      siteCodes.push(response.siteCode);
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
