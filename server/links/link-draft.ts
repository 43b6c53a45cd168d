/** What somebody asked for, made into what a link holds; and everything about it that does not fit. */
import type { Kysely } from 'kysely';
import type { Definition } from '#core/definitions/definition.ts';
import { languagesOf } from '#core/definitions/languages.ts';
import type { ProblemError } from '#core/kernel/problems.ts';
import { type Link, type Purpose, plainLink } from '#core/links/link.ts';
import type { LinkChange, LinkRequest } from '#core/links/link-api.ts';
import { type Prefill, prefillFaults, type ShapeOf } from '#core/links/prefill.ts';
import { endOfDay, isDay, startOfDay } from '#core/register/project-time.ts';
import { newestVersion } from '#server/definitions/survey-repo.ts';
import type { LinkEdit, SurveyPlace } from '#server/links/link-repo.ts';
import { hashPin } from '#server/links/pin-hash.ts';
import { sitesOf } from '#server/register/register-repo.ts';
import type { Database } from '#server/store/database.ts';

/** What links of a survey are judged by. */
export interface LinkGround {
  readonly place: SurveyPlace;
  /** The newest version. */
  readonly definition: Definition;
  readonly siteIds: ReadonlySet<string>;
  readonly shapeOf: ShapeOf;
}

/** Undefined while nothing is published. */
export async function linkGround(
  db: Kysely<Database>,
  place: SurveyPlace,
  shapeOf: ShapeOf,
): Promise<LinkGround | undefined> {
  const version = await newestVersion(db, place.surveyId);
  if (!version) return undefined;
  const sites = await sitesOf(db, [place.projectId]);
  const siteIds = new Set(sites.map(({ id }) => id));
  const { definition } = version;
  // Made once for all links of a request, and only if one of them fills anything in.
  let shape: ReturnType<ShapeOf> | undefined;
  const remembered: ShapeOf = () => {
    shape ??= shapeOf(definition);
    return shape;
  };
  return { place, definition, siteIds, shapeOf: remembered };
}

export async function draftLink(
  request: LinkRequest,
  { surveyId, timeZone }: SurveyPlace,
  made: { readonly id: string; readonly createdAt: Date },
): Promise<Link> {
  const { purpose, oneTimeCodes } = request;
  return {
    ...plainLink({ ...made, surveyId, purpose }),
    ...(await toEdit(request, timeZone)),
    oneTimeCodes: oneTimeCodes ?? false,
  };
}

/** Days become moments, the PIN becomes a hash, texts that look equal become equal. */
export async function toEdit(change: LinkChange, timeZone: string): Promise<LinkEdit> {
  const { holder, siteId, language, quota, opensAt, closesAt, prefill, kioskPin } = change;
  const opens = momentOf(opensAt, (day) => startOfDay(day, timeZone));
  const closes = momentOf(closesAt, (day) => endOfDay(day, timeZone));
  return {
    ...(holder !== undefined && { holder: holder?.normalize('NFC') ?? null }),
    ...(siteId !== undefined && { siteId }),
    ...(language !== undefined && { language }),
    ...(quota !== undefined && { quota }),
    ...(opens !== undefined && { opensAt: opens }),
    ...(closes !== undefined && { closesAt: closes }),
    ...(prefill !== undefined && { prefill: toPrefill(prefill) }),
    ...(kioskPin !== undefined && { pin: kioskPin === null ? null : await hashPin(kioskPin) }),
  };
}

function momentOf(
  text: string | null | undefined,
  ofDay: (day: string) => Date,
): Date | null | undefined {
  if (text === null || text === undefined) return text;
  return isDay(text) ? ofDay(text) : new Date(text);
}

function toPrefill(prefill: Prefill | null): Prefill | null {
  if (prefill === null || Object.keys(prefill).length === 0) return null;
  // as: normalising touches letters only, so that an object stays an object.
  return JSON.parse(JSON.stringify(prefill).normalize('NFC')) as Prefill;
}

/** What does not fit of a link that is asked for. */
export function requestFaults(
  request: LinkRequest,
  link: Link,
  ground: LinkGround,
): readonly ProblemError[] {
  const codes = request.oneTimeCodes === true && request.purpose !== 'respondent';
  return [
    ...editFaults(link, link, ground),
    ...pinFaults(request, request.purpose),
    ...(codes ? [{ pointer: '/oneTimeCodes', code: 'not-for-purpose' }] : []),
  ];
}

/** What does not fit of a change. */
export const changeFaults = (
  change: LinkChange,
  edit: LinkEdit,
  link: Link,
  ground: LinkGround,
): readonly ProblemError[] => [
  ...editFaults(edit, link, ground),
  ...pinFaults(change, link.purpose),
];

const pinFaults = ({ kioskPin }: LinkChange, purpose: Purpose): readonly ProblemError[] =>
  kioskPin && purpose !== 'kiosk' ? [{ pointer: '/kioskPin', code: 'not-for-purpose' }] : [];

function editFaults(edit: LinkEdit, link: Link, ground: LinkGround): readonly ProblemError[] {
  const { definition, siteIds, shapeOf, place } = ground;
  const faults: ProblemError[] = [];
  if (edit.siteId && !siteIds.has(edit.siteId)) {
    faults.push({ pointer: '/siteId', code: 'unknown' });
  }
  if (edit.language && !languagesOf(definition).includes(edit.language)) {
    faults.push({ pointer: '/language', code: 'unknown' });
  }
  const { opensAt, closesAt } = { ...link, ...edit };
  const isMoved = edit.opensAt !== undefined || edit.closesAt !== undefined;
  if (isMoved && opensAt && closesAt && opensAt >= closesAt) {
    faults.push({ pointer: '/closesAt', code: 'before-opening' });
  }
  const rules = { shapeOf, anonymous: place.anonymous };
  return edit.prefill ? [...faults, ...prefillFaults(definition, edit.prefill, rules)] : faults;
}
