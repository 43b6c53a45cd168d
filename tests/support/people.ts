import type { Actor } from '#core/access/roles.ts';

/**
 * The people of our tests, always the same. Linh owns the organisation; Mai coordinates the default project, An is a
 * consultant there; Bình coordinates another project; nobody is not signed in.
 */
const organisationId = 'org';

export const linh: Actor = { personId: 'linh', organisationId, role: 'owner', projectIds: [] };
export const mai: Actor = {
  personId: 'mai',
  organisationId,
  role: 'coordinator',
  projectIds: ['project'],
};
export const an: Actor = {
  personId: 'an',
  organisationId,
  role: 'consultant',
  projectIds: ['project'],
};
export const binh: Actor = {
  personId: 'binh',
  organisationId,
  role: 'coordinator',
  projectIds: ['project-b'],
};
export const nobody = undefined;
