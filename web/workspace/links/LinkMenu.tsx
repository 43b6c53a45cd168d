import { ActionIcon, Menu } from '@mantine/core';
import {
  type Icon,
  IconBan,
  IconDots,
  IconLock,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconQrcode,
  IconRefresh,
  IconTicket,
  IconUserShare,
} from '@tabler/icons-react';
import type { LinkReply } from '#core/links/link-api.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import type { Doing } from '#web/workspace/links/doing.ts';
import { isOver } from '#web/workspace/links/link-standing.ts';
import { nameAndSite } from '#web/workspace/links/link-words.ts';
import { type LinkRights, useLinkRights } from '#web/workspace/links/use-link-rights.ts';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import css from './links.module.css';

interface LinkMenuProps {
  readonly link: LinkReply;
  readonly held: boolean;
  readonly onDo: (doing: Doing) => void;
}

interface Entry {
  readonly words: WorkspaceKey;
  readonly icon: Icon;
  readonly doing: Doing;
}

/** What can be done to a link, for whoever may. */
export function LinkMenu({ link, held, onDo }: LinkMenuProps) {
  const { t } = useLanguage();
  const online = useOnline();
  const entries = entriesOf(link, held, useLinkRights());
  if (entries.length === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('workspace.link.more', { name: nameAndSite(link, t) })}
        >
          <IconDots size={20} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {entries.map(({ words, icon: IconPart, doing }) => (
          <Menu.Item
            key={doing.kind}
            disabled={!online && doing.kind !== 'show'}
            leftSection={<IconPart size={17} stroke={1.75} aria-hidden />}
            {...(doing.kind === 'revoke' && { className: css.destructive ?? '' })}
            onClick={() => onDo(doing)}
          >
            {t(words)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function entriesOf(link: LinkReply, held: boolean, rights: LinkRights): readonly Entry[] {
  if (link.status === 'revoked') return [];
  const links = [link];
  const show: Entry = {
    words: 'links.do.show',
    icon: IconQrcode,
    doing: { kind: 'show', linkId: link.id },
  };
  const codes: Entry = {
    words: 'links.do.codes',
    icon: IconTicket,
    doing: { kind: 'codes', link },
  };
  const over = isOver(link);
  return [
    ...(held ? [show] : []),
    ...(rights.mayTurn
      ? [{ words: 'links.do.edit', icon: IconPencil, doing: { kind: 'edit', link } } as const]
      : []),
    ...(rights.mayCreate && link.oneTimeCodes && !over ? [codes] : []),
    ...(rights.mayTurn && !over ? turnsOf(link) : []),
    ...(rights.mayTurn
      ? [
          {
            words: 'workspace.link.revoke',
            icon: IconBan,
            doing: { kind: 'revoke', links },
          } as const,
        ]
      : []),
  ];
}

/** What one does with a link that is in use. */
function turnsOf(link: LinkReply): readonly Entry[] {
  const links = [link];
  return [
    link.status === 'paused'
      ? { words: 'links.do.resume', icon: IconPlayerPlay, doing: { kind: 'resume', links } }
      : { words: 'links.do.pause', icon: IconPlayerPause, doing: { kind: 'pause', links } },
    { words: 'workspace.link.rotate', icon: IconRefresh, doing: { kind: 'rotate', links } },
    { words: 'links.do.hand-over', icon: IconUserShare, doing: { kind: 'hand-over', link } },
    { words: 'links.do.close', icon: IconLock, doing: { kind: 'close', links } },
  ];
}
