import { Kbd, Modal, Switch } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { mainPlaces, otherPlaces } from '#web/workspace/shell/places.ts';
import {
  onShowShortcuts,
  setShortcutsOn,
  shortcutsOn,
} from '#web/workspace/shell/shortcut-settings.ts';
import { useKeys } from '#web/workspace/shell/use-keys.ts';
import css from './shell.module.css';

interface KeyboardShortcutsProps {
  readonly projectId: string;
}

const places = [...mainPlaces, ...otherPlaces];
const pageKeys = [
  { keys: ['n'], label: 'workspace.keys.new' },
  { keys: ['/'], label: 'workspace.keys.search' },
  { keys: ['j', 'k'], label: 'workspace.keys.items' },
  { keys: ['?'], label: 'workspace.keys.help' },
] as const;

/** Going places by keys, and the list of all keys. */
export function KeyboardShortcuts({ projectId }: KeyboardShortcutsProps) {
  const { t } = useLanguage();
  const [, navigate] = useLocation();
  const [opened, { open, close }] = useDisclosure(false);
  const [on, setOn] = useState(shortcutsOn);

  useEffect(() => onShowShortcuts(open), [open]);
  useKeys({
    ...Object.fromEntries(
      places.map(({ key, path }) => [`g ${key}`, () => navigate(`/projects/${projectId}/${path}`)]),
    ),
    '?': open,
    '/': () => document.querySelector<HTMLInputElement>('input[type="search"]')?.focus(),
    n: () => document.querySelector<HTMLButtonElement>('[data-new]')?.click(),
  });

  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('workspace.keys.title')}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      <dl className={css.keys}>
        {places.map(({ key, path, label }) => (
          <div key={path}>
            <dt>
              <Kbd>g</Kbd> <Kbd>{key}</Kbd>
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
        {pageKeys.map(({ keys, label }) => (
          <div key={label}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
      </dl>
      <Switch
        label={t('workspace.keys.use')}
        checked={on}
        onChange={({ currentTarget }) => {
          setShortcutsOn(currentTarget.checked);
          setOn(currentTarget.checked);
        }}
      />
    </Modal>
  );
}
