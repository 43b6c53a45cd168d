/** The places of a project, in the order of the rail; `key` is the second key of "g …". */
import {
  type Icon,
  IconBooks,
  IconChartDots,
  IconClipboardList,
  IconFileText,
  IconInbox,
  IconLink,
  IconSettings,
  IconSun,
  IconTarget,
} from '@tabler/icons-react';
import type { Verb } from '#core/access/roles.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';

export interface Place {
  readonly path: string;
  readonly label: WorkspaceKey;
  readonly icon: Icon;
  readonly key: string;
  /** For those only who may do this. */
  readonly verb?: Verb;
}

export const mainPlaces: readonly Place[] = [
  { path: 'today', label: 'workspace.nav.today', icon: IconSun, key: 't' },
  { path: 'surveys', label: 'workspace.nav.surveys', icon: IconClipboardList, key: 's' },
  { path: 'links', label: 'workspace.nav.links', icon: IconLink, key: 'l' },
  { path: 'field', label: 'field.nav', icon: IconTarget, key: 'f' },
  {
    path: 'responses',
    label: 'review.nav',
    icon: IconInbox,
    key: 'c',
    verb: 'response.review',
  },
  { path: 'results', label: 'workspace.nav.results', icon: IconChartDots, key: 'r' },
  { path: 'report', label: 'workspace.nav.report', icon: IconFileText, key: 'p' },
];

/** The bar below on phones has room for what is looked at every day. */
const elsewhere = new Set(['field', 'responses']);
export const bottomPlaces = mainPlaces.filter(({ path }) => !elsewhere.has(path));

export const otherPlaces: readonly Place[] = [
  { path: 'library', label: 'workspace.nav.library', icon: IconBooks, key: 'b' },
  { path: 'settings', label: 'workspace.nav.settings', icon: IconSettings, key: ',' },
];
