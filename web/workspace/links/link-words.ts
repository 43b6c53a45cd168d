/** What a link is called, where it hangs and how it stands, in words. */
import {
  type Icon,
  IconBan,
  IconCalendarTime,
  IconCircleCheck,
  IconLock,
  IconPlayerPause,
} from '@tabler/icons-react';
import type { ProductLanguage } from '#core/kernel/localized-text.ts';
import type { LinkReply } from '#core/links/link-api.ts';
import { isProductLanguage, type WorkspaceKey } from '#web/workspace/language/catalogues.ts';
import type { WorkspaceMessages } from '#web/workspace/language/workspace-messages.ts';
import { purposeKeys } from '#web/workspace/links/purpose-words.ts';

/** Its holder, else what it is for. */
export const nameOf = ({ holder, purpose }: LinkReply, t: WorkspaceMessages): string =>
  holder ?? t(purposeKeys[purpose]);

/** "Lan, May An Phú": tells links apart where several have one holder. */
export const nameAndSite = (link: LinkReply, t: WorkspaceMessages): string =>
  link.site ? `${nameOf(link, t)}, ${link.site.name}` : nameOf(link, t);

/** What its holder is written to in: the language of the link if it is one of ours, else that of the screen. */
export const languageFor = ({ language }: LinkReply, screen: ProductLanguage): ProductLanguage =>
  language !== undefined && isProductLanguage(language) ? language : screen;

interface StatusLook {
  readonly words: WorkspaceKey;
  readonly icon: Icon;
  readonly tone: 'draft' | 'received' | 'refused';
}

/** Chips; a link that simply is open has none. */
export const statusLooks: Readonly<Record<Exclude<LinkReply['status'], 'open'>, StatusLook>> = {
  'not-yet': { words: 'links.status.not-yet', icon: IconCalendarTime, tone: 'draft' },
  paused: { words: 'links.status.paused', icon: IconPlayerPause, tone: 'draft' },
  full: { words: 'links.status.full', icon: IconCircleCheck, tone: 'received' },
  closed: { words: 'links.status.closed', icon: IconLock, tone: 'draft' },
  revoked: { words: 'workspace.link.revoked', icon: IconBan, tone: 'refused' },
};
