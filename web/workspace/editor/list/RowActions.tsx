import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconDots,
  IconScissors,
  IconTrash,
} from '@tabler/icons-react';
import type { Item } from '#core/definitions/definition.ts';
import {
  apply,
  duplicate,
  nameOf,
  remove,
  step,
} from '#web/workspace/editor/list/list-commands.ts';
import { splitPage } from '#web/workspace/editor/model/pages.ts';
import { stepsOf } from '#web/workspace/editor/model/pointer.ts';
import { useEditor } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './list.module.css';

interface RowActionsProps {
  readonly pointer: string;
  readonly item: Item;
}

/** What can be done with the chosen item, for whoever does not drag and knows no keys. */
export function RowActions({ pointer }: RowActionsProps) {
  const { t } = useLanguage();
  const editor = useEditor();
  const name = nameOf(editor, pointer, t);
  const canSplit = stepsOf(pointer).length === 4 && !pointer.endsWith('/elements/0');
  return (
    <span className={css.actions}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={26}
        aria-label={t('editor.row.up', { name })}
        onClick={() => step(editor, -1, t)}
      >
        <IconArrowUp size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={26}
        aria-label={t('editor.row.down', { name })}
        onClick={() => step(editor, 1, t)}
      >
        <IconArrowDown size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={26}
            aria-label={t('editor.row.more', { name })}
          >
            <IconDots size={16} stroke={1.75} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconCopy size={17} stroke={1.75} aria-hidden />}
            onClick={() => duplicate(editor)}
          >
            {t('editor.row.duplicate')}
          </Menu.Item>
          {canSplit && (
            <Menu.Item
              leftSection={<IconScissors size={17} stroke={1.75} aria-hidden />}
              onClick={() => apply(editor, splitPage(editor.definition(), pointer), 'list')}
            >
              {t('editor.row.split')}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconTrash size={17} stroke={1.75} aria-hidden />}
            onClick={() => remove(editor, t)}
          >
            {t('editor.row.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
