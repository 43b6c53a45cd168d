/** Why a file could not be read, in words. */
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';

const words: Readonly<Record<string, WorkspaceKey>> = {
  'refusal.unreadable': 'refusal.unreadable',
  'refusal.empty': 'refusal.empty',
  'refusal.damaged': 'refusal.damaged',
  'refusal.locked': 'refusal.locked',
  'refusal.too-large': 'refusal.too-large',
  'refusal.no-table': 'refusal.no-table',
  'refusal.irregular': 'refusal.irregular',
  'refusal.encoding': 'refusal.encoding',
  'refusal.no-columns': 'refusal.no-columns',
  'refusal.no-version': 'refusal.no-version',
};

export const refusalKey = (code: string): WorkspaceKey | undefined => words[code];
