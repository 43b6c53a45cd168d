import type { AccountRole } from '#core/access/roles.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';

export const roleKeys: Readonly<Record<AccountRole, WorkspaceKey>> = {
  owner: 'workspace.role.owner',
  coordinator: 'workspace.role.coordinator',
  consultant: 'workspace.role.consultant',
};

export const roleExplanations: Readonly<Record<AccountRole, WorkspaceKey>> = {
  owner: 'workspace.role.owner-can',
  coordinator: 'workspace.role.coordinator-can',
  consultant: 'workspace.role.consultant-can',
};
