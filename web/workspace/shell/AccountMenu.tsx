import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import {
  IconCheck,
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSun,
} from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { productLanguages } from '#core/kernel/localized-text.ts';
import { roleKeys } from '#web/workspace/access/role-words.ts';
import { useSession } from '#web/workspace/access/use-session.ts';
import { useChangeSession, useSignOut } from '#web/workspace/api/access-queries.ts';
import { languageNames } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { showShortcuts } from '#web/workspace/shell/shortcut-settings.ts';
import css from './shell.module.css';

const themes = [
  { scheme: 'light', icon: IconSun, label: 'workspace.account.light' },
  { scheme: 'dark', icon: IconMoon, label: 'workspace.account.dark' },
  { scheme: 'auto', icon: IconDeviceDesktop, label: 'workspace.account.auto' },
] as const;

const chosen = <IconCheck size={16} stroke={1.75} aria-hidden />;

/** Language, light or dark, keys, and the way out. */
export function AccountMenu() {
  const { t, language, setLanguage } = useLanguage();
  const { person } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [, navigate] = useLocation();
  const changeSession = useChangeSession();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width={248}>
      <Menu.Target>
        <UnstyledButton
          className={css.account ?? ''}
          aria-label={t('workspace.account.menu', { name: person.name })}
        >
          {initialOf(person.name)}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={css.accountName}>
          <strong>{person.name}</strong>
          <span>{t(roleKeys[person.role])}</span>
        </div>
        <Menu.Divider />
        <Menu.Label>{t('workspace.account.language')}</Menu.Label>
        {productLanguages.map((tag) => (
          <Menu.Item
            key={tag}
            lang={tag}
            rightSection={tag === language ? chosen : null}
            onClick={() => {
              setLanguage(tag);
              changeSession.mutate({ language: tag });
            }}
          >
            {languageNames[tag]}
          </Menu.Item>
        ))}
        <Menu.Label>{t('workspace.account.theme')}</Menu.Label>
        {themes.map(({ scheme, icon: IconPart, label }) => (
          <Menu.Item
            key={scheme}
            leftSection={<IconPart size={17} stroke={1.75} aria-hidden />}
            rightSection={scheme === colorScheme ? chosen : null}
            onClick={() => setColorScheme(scheme)}
          >
            {t(label)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconKeyboard size={17} stroke={1.75} aria-hidden />}
          onClick={showShortcuts}
        >
          {t('workspace.keys.title')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout size={17} stroke={1.75} aria-hidden />}
          onClick={() => signOut.mutate(undefined, { onSuccess: () => navigate('/sign-in') })}
        >
          {t('workspace.account.sign-out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Vietnamese people go by the last word of their name. */
const initialOf = (name: string): string =>
  (name.trim().split(/\s+/).at(-1)?.charAt(0) ?? '').toLocaleUpperCase();
