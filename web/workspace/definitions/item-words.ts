import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';

const words: Readonly<Record<string, WorkspaceKey>> = {
  radiogroup: 'workspace.item.one',
  dropdown: 'workspace.item.one',
  checkbox: 'workspace.item.several',
  tagbox: 'workspace.item.several',
  ranking: 'workspace.item.rank',
  rating: 'workspace.item.rating',
  boolean: 'workspace.item.yes-no',
  text: 'workspace.item.short',
  comment: 'workspace.item.long',
  matrix: 'workspace.item.rows',
  panel: 'workspace.item.group',
  paneldynamic: 'workspace.item.repeated',
  html: 'workspace.item.notice',
  expression: 'workspace.item.calculated',
};

/** What kind of item it is, in words. */
export const itemTypeKey = (type: string): WorkspaceKey => words[type] ?? 'workspace.item.other';
