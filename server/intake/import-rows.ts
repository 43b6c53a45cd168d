/** One row of a file → a submission, as a phone would have sent it. */

import { isElement } from '#core/definitions/element-properties.ts';
import { outcomeOf } from '#core/definitions/outcome.ts';
import type { PublishedVersion } from '#core/definitions/survey.ts';
import { normalizeAnswers } from '#core/intake/answer-values.ts';
import type { DataRow } from '#core/intake/data-file/data-table.ts';
import type { Loss } from '#core/intake/data-file/loss.ts';
import { readInstant } from '#core/intake/data-file/read-moment.ts';
import { derivedId, uuidIn } from '#core/intake/data-file/row-id.ts';
import { outcomes } from '#core/intake/submission.ts';
import { canonicalJson } from '#core/kernel/canonical-json.ts';
import type { Secrets } from '#core/kernel/ports.ts';
import { offsetMinutesOf } from '#core/register/project-time.ts';
import type { ReadFile } from '#server/intake/import-file.ts';
import type { DeskPlace } from '#server/links/collection-point.ts';

export interface RowSubmissions {
  /** The submission of a row; what the row loses is told. */
  read(row: DataRow): Record<string, unknown>;
}

export interface RowDeps {
  readonly secrets: Secrets;
  readonly place: DeskPlace;
  readonly file: ReadFile;
  /** Newest first. */
  readonly versions: readonly PublishedVersion[];
  readonly now: Date;
  readonly tell: (loss: Loss) => void;
}

export function rowSubmissions(deps: RowDeps): RowSubmissions {
  const { place, file, now, tell } = deps;
  const versionOf = versionFinder(deps);
  const idOf = idMaker(deps);
  const usualOffset = offsetMinutesOf(now, place.timeZone);
  return {
    read(row) {
      const version = versionOf(row);
      const assembler = file.assemblerOf(version);
      const answers = normalizeAnswers(assembler.read(row, tell));
      const moment = (kind: 'started' | 'finished' | 'submitted'): string | null =>
        readInstant(assembler.about(row, kind), usualOffset)?.toISOString() ?? null;
      const startedAt = moment('started');
      const finishedAt = moment('finished') ?? moment('submitted');
      const said = assembler.about(row, 'outcome');
      const outcome =
        outcomes.find((one) => one === said) ?? outcomeOf(version.definition, answers);
      const language = assembler.about(row, 'language').slice(0, 35);
      const collectorName = assembler.about(row, 'collector').slice(0, 200);
      const times = place.anonymous ? {} : { startedAt, finishedAt };
      return {
        id: idOf(assembler.about(row, 'id'), { answers, startedAt, finishedAt }),
        definitionHash: version.hash,
        outcome,
        ...times,
        ...(language ? { language } : {}),
        ...(collectorName && !place.anonymous ? { collectorName } : {}),
        answers,
      };
    },
  };
}

/** Ids that only the file knows are no ids of an anonymous survey: there they are hashed, too. */
function idMaker({ secrets, place, tell }: RowDeps) {
  const times = new Map<string, number>();
  let isSaid = false;
  return (text: string, content: unknown): string => {
    const id = uuidIn(text);
    if (id !== undefined && !place.anonymous) return id;
    if (text !== '') return derivedId(secrets, 'id', place.surveyId, id ?? text);
    if (!isSaid) tell({ code: 'id-missing' });
    isSaid = true;
    const hash = secrets.hash(canonicalJson(content));
    const time = (times.get(hash) ?? 0) + 1;
    times.set(hash, time);
    return derivedId(secrets, 'row', place.surveyId, hash, String(time));
  };
}

const mostStrangeVersions = 20;

/** The version that a row names by hash, by number or by the name that its form gave it; else the newest. */
function versionFinder({ file, versions, tell }: RowDeps) {
  const [newest] = versions;
  if (!newest) throw new Error('a survey without versions has no rows to read');
  const known = new Map<string, PublishedVersion>();
  for (const version of versions) {
    for (const name of [version.hash, ...settingsVersion(version)]) {
      if (!known.has(name)) known.set(name, version);
    }
  }
  const strange = new Set<string>();
  const about = file.assemblerOf(newest);
  const index = file.planOf(newest).main.columns.about.columns.get('version');
  const column = index === undefined ? '' : (file.sheets[file.mainSheet]?.header[index] ?? '');
  return (row: DataRow): PublishedVersion => {
    const name = about.about(row, 'version');
    const found = known.get(name);
    if (found || name === '') return found ?? newest;
    if (!strange.has(name) && strange.size < mostStrangeVersions) {
      strange.add(name);
      tell({ row: row.row, column, code: 'version-unknown', params: { version: newest.number } });
    }
    return newest;
  };
}

/** What the settings sheet of an XLSForm called the version. */
function settingsVersion({ definition }: PublishedVersion): readonly string[] {
  const { lnXls } = definition;
  const settings = isElement(lnXls) ? lnXls.settings : undefined;
  const version = isElement(settings) ? settings.version : undefined;
  return typeof version === 'string' || typeof version === 'number' ? [String(version)] : [];
}
