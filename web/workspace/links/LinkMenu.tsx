import { ActionIcon, Menu } from '@mantine/core';
import { IconBan, IconDots, IconRefresh } from '@tabler/icons-react';
import type { LinkReply } from '#core/links/link-api.ts';
import { useMay } from '#web/workspace/access/use-session.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';

/** What is about to be done to a link. */
export interface Change {
  readonly kind: 'revoke' | 'rotate';
  readonly link: LinkReply;
}

interface LinkMenuProps {
  readonly name: string;
  readonly link: LinkReply;
  readonly onChange: (change: Change) => void;
}

/** What can be done to a link, for whoever may. */
export function LinkMenu({ name, link, onChange }: LinkMenuProps) {
  const { t } = useLanguage();
  const mayRevoke = useMay('link.revoke');
  if (!mayRevoke) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('workspace.link.more', { name })}
        >
          <IconDots size={20} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconRefresh size={17} stroke={1.75} aria-hidden />}
          onClick={() => onChange({ kind: 'rotate', link })}
        >
          {t('workspace.link.rotate')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconBan size={17} stroke={1.75} aria-hidden />}
          onClick={() => onChange({ kind: 'revoke', link })}
        >
          {t('workspace.link.revoke')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
