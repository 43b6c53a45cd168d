import type {
  InvitationReply,
  InvitationRequest,
  OneTimeReply,
  OneTimeUse,
  PersonReply,
} from '#core/access/access-api.ts';
import { canonicalLogin } from '#core/access/login.ts';
import { passwordWeakness } from '#core/access/password.ts';
import type { AccountRole } from '#core/access/roles.ts';
import { oneTimeHours } from '#core/access/session.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import {
  consumeOneTimeLink,
  deleteUnusedSetups,
  insertOneTimeLink,
  type OneTimeLink,
  usableOneTimeLink,
} from '#server/access/one-time-repo.ts';
import { hashPassword } from '#server/access/password-hash.ts';
import {
  countOwners,
  disablePersonRow,
  insertMemberships,
  insertPerson,
  lockOrganisation,
  membershipsOf,
  type Person,
  peopleOf,
  personById,
  updateCredentials,
} from '#server/access/person-repo.ts';
import { projectPlace } from '#server/access/scope-repo.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import { deleteSessionsOf } from '#server/access/session-repo.ts';
import { beginSession, type SignedIn } from '#server/access/session-service.ts';
import { inTransaction } from '#server/store/transaction.ts';

export async function listPeople(
  { db }: ServiceDeps,
  organisationId: string,
): Promise<PersonReply[]> {
  const people = await peopleOf(db, organisationId);
  const memberships = await membershipsOf(
    db,
    people.map((person) => person.id),
  );
  return people.map(({ id, name, login, role, disabledAt }) => ({
    id,
    name,
    login,
    role,
    disabled: disabledAt !== null,
    projectIds: [...(memberships.get(id) ?? [])],
  }));
}

/** Where and by whom an act is done; `actorId` is `system` for commands on the server itself. */
export interface By {
  readonly organisationId: string;
  readonly actorId: string;
}

/** A one-time address for somebody new, to be handed over by the owner: nothing is sent by mail. */
export async function invite(
  deps: ServiceDeps,
  by: By,
  request: InvitationRequest,
): Promise<Result<InvitationReply>> {
  const unknown = await unknownProjects(deps, by.organisationId, request.projectIds);
  if (unknown.length > 0) {
    return refuse(
      'request-unfit',
      unknown.map((index) => ({ pointer: `/projectIds/${index}`, code: 'unknown' })),
    );
  }
  const { name, role, projectIds } = request;
  const issued = await issueOneTimeLink(deps, by, {
    purpose: 'invitation',
    role,
    name,
    projectIds,
    personId: null,
  });
  return ok(issued);
}

async function unknownProjects(
  { db }: ServiceDeps,
  organisationId: string,
  ids: readonly string[],
): Promise<readonly number[]> {
  const places = await Promise.all(ids.map((id) => projectPlace(db, organisationId, id)));
  return places.flatMap((place, index) => (place ? [] : [index]));
}

/** The set-up address of an installation that has no owner yet; earlier ones stop working. */
export async function issueSetup(deps: ServiceDeps, organisationId: string): Promise<string> {
  await deleteUnusedSetups(deps.db, organisationId);
  const { url } = await issueOneTimeLink(
    deps,
    { organisationId, actorId: 'system' },
    { purpose: 'setup', role: 'owner', name: null, projectIds: [], personId: null },
  );
  return url;
}

/** An address to choose a new password; the old one works until it is used. */
export const issueReset = (deps: ServiceDeps, by: By, person: Person): Promise<InvitationReply> =>
  issueOneTimeLink(deps, by, {
    purpose: 'reset',
    role: person.role,
    name: person.name,
    projectIds: [],
    personId: person.id,
  });

async function issueOneTimeLink(
  { db, clock, secrets, baseUrl }: ServiceDeps,
  by: By,
  link: Omit<OneTimeLink, 'tokenHash' | 'organisationId' | 'expiresAt'>,
): Promise<InvitationReply> {
  const now = clock.now();
  const token = secrets.token(32);
  const expiresAt = new Date(now.getTime() + oneTimeHours[link.purpose] * 3_600_000);
  await inTransaction(db, async (trx) => {
    await insertOneTimeLink(
      trx,
      { ...link, tokenHash: secrets.hash(token), organisationId: by.organisationId, expiresAt },
      now,
    );
    await appendAudit(trx, by.organisationId, now, [
      {
        actor: by.actorId,
        action: `${link.purpose}.issued`,
        subject: link.personId ? `person:${link.personId}` : `organisation:${by.organisationId}`,
        detail: { role: link.role ?? '' },
      },
    ]);
  });
  return { url: `${baseUrl}/app/welcome#${token}`, expiresAt: expiresAt.toISOString() };
}

/** What an address is for. Looking does not use it up: mail scanners and previews look too. */
export async function lookAtOneTimeLink(
  { db, clock, secrets }: ServiceDeps,
  token: string,
): Promise<Result<OneTimeReply>> {
  const link = await usableOneTimeLink(db, secrets.hash(token), clock.now());
  if (!link || (await isTooLate(db, link))) return refuse('setup-over');
  return ok({
    purpose: link.purpose,
    ...(link.role && { role: link.role }),
    ...(link.name && { name: link.name }),
  });
}

/** Nobody becomes owner by a set-up address once there is one. */
const isTooLate = async (db: ServiceDeps['db'], link: OneTimeLink): Promise<boolean> =>
  link.purpose === 'setup' && (await countOwners(db, link.organisationId)) > 0;

/** Uses the address up: somebody joins, or has a new password; and is signed in. */
export async function takeOneTimeLink(
  deps: ServiceDeps,
  request: OneTimeUse,
): Promise<Result<SignedIn>> {
  const login = canonicalLogin(request.login);
  const weakness = passwordWeakness(request.password, login);
  if (weakness) return refuse('password-weak', [{ pointer: '/password', code: weakness }]);
  const tokenHash = deps.secrets.hash(request.token);
  // Not worth the work of hashing for an address that is over; the transaction below decides.
  const link = await usableOneTimeLink(deps.db, tokenHash, deps.clock.now());
  if (!link) return refuse('setup-over');
  const passwordHash = await hashPassword(request.password);
  const credentials = { login, name: request.name, passwordHash };
  const taken = await inTransaction(deps.db, (trx) =>
    takeInTransaction({ ...deps, db: trx }, link, credentials),
  );
  return taken.ok ? ok(await beginSession(deps, taken.value)) : taken;
}

type Credentials = Pick<Person, 'login' | 'name' | 'passwordHash'>;

async function takeInTransaction(
  deps: ServiceDeps,
  { tokenHash, organisationId, purpose, role, projectIds, personId }: OneTimeLink,
  credentials: Credentials,
): Promise<Result<Person>> {
  const { db, clock } = deps;
  const now = clock.now();
  // From here on one at a time: whoever comes second finds the address used.
  await lockOrganisation(db, organisationId);
  const link = await usableOneTimeLink(db, tokenHash, now);
  if (!link || (await isTooLate(db, link))) return refuse('setup-over');
  const person = personId
    ? await resetPerson(deps, organisationId, personId, credentials)
    : await addPerson(deps, {
        ...credentials,
        organisationId,
        role: role ?? 'consultant',
        projectIds,
      });
  if (!person.ok) return person;
  await consumeOneTimeLink(db, tokenHash, now);
  await appendAudit(db, organisationId, now, [
    {
      actor: person.value.id,
      action: purpose === 'reset' ? 'person.reset' : 'person.added',
      subject: `person:${person.value.id}`,
      detail: { role: person.value.role },
    },
  ]);
  return person;
}

async function resetPerson(
  { db }: ServiceDeps,
  organisationId: string,
  id: string,
  credentials: Credentials,
): Promise<Result<Person>> {
  const person = await personById(db, organisationId, id);
  if (!person || person.disabledAt) return refuse('setup-over');
  if (!(await updateCredentials(db, { id, ...credentials }))) return refuse('login-taken');
  await deleteSessionsOf(db, id);
  return ok({ ...person, ...credentials });
}

export interface NewPerson extends Credentials {
  readonly organisationId: string;
  readonly role: AccountRole;
  readonly projectIds: readonly string[];
}

/** Adds somebody; the caller writes the audit line, which says how they came. */
export async function addPerson(
  { db, clock, secrets }: ServiceDeps,
  { projectIds, ...rest }: NewPerson,
): Promise<Result<Person>> {
  const person: Person = {
    id: secrets.token(9),
    organisationId: rest.organisationId,
    login: rest.login,
    name: rest.name,
    role: rest.role,
    passwordHash: rest.passwordHash,
    language: 'vi',
    disabledAt: null,
  };
  if (!(await insertPerson(db, person, clock.now()))) return refuse('login-taken');
  await insertMemberships(db, person.id, projectIds);
  return ok(person);
}

/** Shuts somebody out at once, on every device. The last owner stays, or nobody could let anybody in. */
export function disablePerson(
  deps: ServiceDeps,
  by: By,
  personId: string,
): Promise<Result<undefined>> {
  const now = deps.clock.now();
  return inTransaction(deps.db, async (trx) => {
    await lockOrganisation(trx, by.organisationId);
    const person = await personById(trx, by.organisationId, personId);
    if (!person) return refuse('not-found');
    if (person.disabledAt) return ok(undefined);
    if (person.role === 'owner' && (await countOwners(trx, by.organisationId)) <= 1) {
      return refuse('last-owner');
    }
    await disablePersonRow(trx, personId, now);
    await deleteSessionsOf(trx, personId);
    await appendAudit(trx, by.organisationId, now, [
      { actor: by.actorId, action: 'person.disabled', subject: `person:${personId}` },
    ]);
    return ok(undefined);
  });
}
