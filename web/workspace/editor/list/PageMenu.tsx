import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowMerge,
  IconArrowUp,
  IconDots,
  IconSquarePlus,
  IconTrash,
} from '@tabler/icons-react';
import type { Page } from '#core/definitions/definition.ts';
import { apply, remove, step } from '#web/workspace/editor/list/list-commands.ts';
import { addPage, isConditional, mergePage } from '#web/workspace/editor/model/pages.ts';
import { pageAt } from '#web/workspace/editor/model/places.ts';
import { useEditor } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';

interface PageMenuProps {
  readonly index: number;
  readonly page: Page;
}

/** What can be done with the chosen page. */
export function PageMenu({ index, page }: PageMenuProps) {
  const { t } = useLanguage();
  const editor = useEditor();
  const definition = editor.definition();
  const before = pageAt(definition, index - 1);
  const canMerge = before !== undefined && !isConditional(page) && !isConditional(before);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          aria-label={t('editor.page.more', { number: index + 1 })}
        >
          <IconDots size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconSquarePlus size={17} stroke={1.75} aria-hidden />}
          onClick={() => apply(editor, addPage(editor.definition(), index), 'list')}
        >
          {t('editor.page.add-after')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowUp size={17} stroke={1.75} aria-hidden />}
          disabled={index === 0}
          onClick={() => step(editor, -1, t)}
        >
          {t('editor.page.up')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown size={17} stroke={1.75} aria-hidden />}
          disabled={index === definition.pages.length - 1}
          onClick={() => step(editor, 1, t)}
        >
          {t('editor.page.down')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowMerge size={17} stroke={1.75} aria-hidden />}
          disabled={!canMerge}
          onClick={() => apply(editor, mergePage(editor.definition(), index), 'list')}
        >
          {t('editor.page.merge')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTrash size={17} stroke={1.75} aria-hidden />}
          onClick={() => remove(editor, t)}
        >
          {t('editor.page.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
