import type { SessionReply, SignInRequest } from '#core/access/access-api.ts';
import { canonicalLogin } from '#core/access/login.ts';
import type { Actor } from '#core/access/roles.ts';
import { needsRenewal, sessionEnd } from '#core/access/session.ts';
import type { ProductLanguage } from '#core/kernel/localized-text.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import { isRightPassword } from '#server/access/password-hash.ts';
import {
  membershipsOf,
  type Person,
  personById,
  personByLogin,
  setLanguage,
  toActor,
} from '#server/access/person-repo.ts';
import { forgiveTries, secondsUntilNextTry } from '#server/access/rate-limit.ts';
import { projectNames } from '#server/access/scope-repo.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import {
  deleteOverSessions,
  deleteSession,
  insertSession,
  liveSession,
  renewSession,
} from '#server/access/session-repo.ts';
import { inTransaction } from '#server/store/transaction.ts';

/** A fresh session: the token goes into the cookie and nowhere else. */
export interface SignedIn {
  readonly token: string;
  readonly reply: SessionReply;
}

/** One answer for a wrong name, a wrong password and a disabled person, after the same work. */
export async function signIn(deps: ServiceDeps, request: SignInRequest): Promise<Result<SignedIn>> {
  const login = canonicalLogin(request.login);
  const wait = await secondsUntilNextTry(deps, login);
  if (wait > 0) {
    return { ok: false, problem: { code: 'too-many-requests', retryAfterSeconds: wait } };
  }
  const person = await personByLogin(deps.db, login);
  const right = await isRightPassword(person?.passwordHash, request.password);
  if (!person || !right || person.disabledAt) return refuse('sign-in-failed');
  await forgiveTries(deps, login);
  return ok(await beginSession(deps, person));
}

/** Always a new token: what a browser held before means nothing afterwards. */
export async function beginSession(deps: ServiceDeps, person: Person): Promise<SignedIn> {
  const now = deps.clock.now();
  const token = deps.secrets.token(32);
  await inTransaction(deps.db, async (trx) => {
    await deleteOverSessions(trx, now);
    await insertSession(trx, {
      tokenHash: deps.secrets.hash(token),
      personId: person.id,
      createdAt: now,
      expiresAt: sessionEnd(now, now),
    });
    await appendAudit(trx, person.organisationId, now, [
      { actor: person.id, action: 'session.begun', subject: `person:${person.id}` },
    ]);
  });
  return { token, reply: await describePerson(deps, person) };
}

/** Who holds the token, at this moment: a disabled person or a changed role counts at once. */
export async function actorOf(deps: ServiceDeps, token: string): Promise<Actor | undefined> {
  const now = deps.clock.now();
  const session = await liveSession(deps.db, deps.secrets.hash(token), now);
  if (!session) return undefined;
  if (needsRenewal(session.createdAt, session.expiresAt, now)) {
    await renewSession(deps.db, session.tokenHash, sessionEnd(session.createdAt, now));
  }
  const memberships = await membershipsOf(deps.db, [session.person.id]);
  return toActor(session.person, memberships.get(session.person.id) ?? []);
}

/** Whether the token still holds, without prolonging it: for what stays open by itself. */
export const isSignedIn = async (
  { db, clock, secrets }: ServiceDeps,
  token: string,
): Promise<boolean> => (await liveSession(db, secrets.hash(token), clock.now())) !== undefined;

export const signOut = ({ db, secrets }: ServiceDeps, token: string): Promise<void> =>
  deleteSession(db, secrets.hash(token));

export async function describeSession(
  deps: ServiceDeps,
  actor: Actor,
): Promise<Result<SessionReply>> {
  const person = await personById(deps.db, actor.organisationId, actor.personId);
  return person ? ok(await describePerson(deps, person)) : refuse('not-signed-in');
}

export async function chooseLanguage(
  deps: ServiceDeps,
  actor: Actor,
  language: ProductLanguage,
): Promise<Result<SessionReply>> {
  await setLanguage(deps.db, actor.personId, language);
  return describeSession(deps, actor);
}

async function describePerson({ db }: ServiceDeps, person: Person): Promise<SessionReply> {
  const memberships = await membershipsOf(db, [person.id]);
  const actor = toActor(person, memberships.get(person.id) ?? []);
  const { id, name, login, role, language } = person;
  return {
    person: { id, name, login, role, language },
    projects: [...(await projectNames(db, actor))],
  };
}
