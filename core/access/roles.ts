/**
 * Who may do what. Default deny: a verb that is not listed for a role is refused. Scope (which project) is checked
 * beside it, where the thing is read; what lies outside one's scope is unknown, not forbidden.
 *
 * `collector` is no account: it is the scope of a collector link.
 */
const consultantVerbs = [
  'project.read',
  'survey.read',
  'survey.write',
  'survey.publish',
  'link.read',
  'link.create',
  'result.read',
  'report.read',
  'library.read',
] as const;

const coordinatorVerbs = [
  ...consultantVerbs,
  'link.write',
  'link.revoke',
  'progress.read',
  'target.write',
  'response.read',
  'response.review',
  'response.import',
  'response.type',
  'result.read-exact',
  'site.write',
] as const;

const ownerVerbs = [...coordinatorVerbs, 'project.write', 'person.write', 'audit.read'] as const;

const collectorVerbs = ['response.send', 'receipt.read', 'definition.read'] as const;

export const verbsByRole = {
  owner: ownerVerbs,
  coordinator: coordinatorVerbs,
  consultant: consultantVerbs,
  collector: collectorVerbs,
} as const satisfies Record<string, readonly string[]>;

export type Role = keyof typeof verbsByRole;
export type AccountRole = Exclude<Role, 'collector'>;
export type Verb = (typeof verbsByRole)[Role][number];

export const accountRoles = ['owner', 'coordinator', 'consultant'] as const;

/** A signed-in person. The owner's scope is every project of the organisation; others' is the list. */
export interface Actor {
  readonly personId: string;
  readonly organisationId: string;
  readonly role: AccountRole;
  readonly projectIds: readonly string[];
}

export const may = (role: Role, verb: Verb): boolean =>
  (verbsByRole[role] as readonly Verb[]).includes(verb);

/** Whether the project is within the actor's scope. The caller has made sure that it is of the organisation. */
export const inScope = (actor: Actor, projectId: string): boolean =>
  actor.role === 'owner' || actor.projectIds.includes(projectId);

export const can = (actor: Actor, verb: Verb, projectId: string): boolean =>
  inScope(actor, projectId) && may(actor.role, verb);
