import type { Shelf } from '#core/definitions/shelf.ts';

/** What each shelf is called. */
export const shelfKeys = {
  workers: 'workspace.shelf.workers',
  clients: 'workspace.shelf.clients',
  training: 'workspace.shelf.training',
  services: 'workspace.shelf.services',
  monitoring: 'workspace.shelf.monitoring',
  other: 'workspace.shelf.other',
} as const satisfies Record<Shelf, string>;
