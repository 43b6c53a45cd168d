/** Kinds of items in plain words, each with a sign. */
import {
  type Icon,
  IconBraces,
  IconCalendar,
  IconCircleDot,
  IconForms,
  IconGridDots,
  IconLayersSubtract,
  IconListCheck,
  IconListNumbers,
  IconNumbers,
  IconRepeat,
  IconSelect,
  IconStarHalf,
  IconTextSize,
  IconToggleLeft,
} from '@tabler/icons-react';
import type { Item } from '#core/definitions/definition.ts';
import { type ItemKind, kindOf } from '#web/workspace/editor/model/kinds.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';

export const kindKeys: Readonly<Record<ItemKind, WorkspaceKey>> = {
  one: 'editor.kind.one',
  many: 'editor.kind.many',
  list: 'editor.kind.list',
  'yes-no': 'editor.kind.yes-no',
  scale: 'editor.kind.scale',
  number: 'editor.kind.number',
  date: 'editor.kind.date',
  short: 'editor.kind.short',
  long: 'editor.kind.long',
  ranking: 'editor.kind.ranking',
  table: 'editor.kind.table',
  group: 'editor.kind.group',
  repeat: 'editor.kind.repeat',
};

export const kindIcons: Readonly<Record<ItemKind, Icon>> = {
  one: IconCircleDot,
  many: IconListCheck,
  list: IconSelect,
  'yes-no': IconToggleLeft,
  scale: IconStarHalf,
  number: IconNumbers,
  date: IconCalendar,
  short: IconForms,
  long: IconTextSize,
  ranking: IconListNumbers,
  table: IconGridDots,
  group: IconLayersSubtract,
  repeat: IconRepeat,
};

export const kindKey = (item: Item): WorkspaceKey => {
  const kind = kindOf(item);
  return kind ? kindKeys[kind] : 'editor.kind.advanced';
};

export const kindIcon = (item: Item): Icon => {
  const kind = kindOf(item);
  return kind ? kindIcons[kind] : IconBraces;
};
