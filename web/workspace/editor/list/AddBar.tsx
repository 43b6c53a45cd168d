import { Button, Menu } from '@mantine/core';
import { IconBooks, IconClipboardList, IconPlus, IconSquarePlus } from '@tabler/icons-react';
import { useState } from 'react';
import { kindIcons, kindKeys } from '#web/workspace/editor/kind-words.ts';
import { LibraryDialog } from '#web/workspace/editor/list/LibraryDialog.tsx';
import { addKind, apply, withPage } from '#web/workspace/editor/list/list-commands.ts';
import { addItems } from '#web/workspace/editor/model/items.ts';
import { itemKinds } from '#web/workspace/editor/model/kinds.ts';
import { addPage } from '#web/workspace/editor/model/pages.ts';
import { pageOf, takenNames } from '#web/workspace/editor/model/places.ts';
import { PasteListDialog } from '#web/workspace/editor/tools/PasteListDialog.tsx';
import { useEditor } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './list.module.css';

/** What can be added behind what is chosen. */
export function AddBar() {
  const { t } = useLanguage();
  const editor = useEditor();
  const [dialog, setDialog] = useState<'library' | 'paste' | null>(null);
  const addPageHere = () => {
    const { pages } = editor.definition();
    const after = editor.selected() === '' ? pages.length - 1 : pageOf(editor.selected());
    apply(editor, addPage(editor.definition(), after), 'card');
  };
  return (
    <div className={css.addBar}>
      <Menu position="top-start" trapFocus>
        <Menu.Target>
          <Button
            data-new
            variant="subtle"
            size="sm"
            leftSection={<IconPlus size={17} stroke={1.75} aria-hidden />}
          >
            {t('editor.add.item')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {itemKinds.map((kind) => {
            const KindIcon = kindIcons[kind];
            return (
              <Menu.Item
                key={kind}
                leftSection={<KindIcon size={17} stroke={1.75} aria-hidden />}
                onClick={() => addKind(editor, kind)}
              >
                {t(kindKeys[kind])}
              </Menu.Item>
            );
          })}
        </Menu.Dropdown>
      </Menu>
      <Button
        variant="subtle"
        size="sm"
        leftSection={<IconSquarePlus size={17} stroke={1.75} aria-hidden />}
        onClick={addPageHere}
      >
        {t('editor.add.page')}
      </Button>
      <Button
        variant="subtle"
        size="sm"
        leftSection={<IconBooks size={17} stroke={1.75} aria-hidden />}
        onClick={() => setDialog('library')}
      >
        {t('editor.add.library')}
      </Button>
      <Button
        variant="subtle"
        size="sm"
        leftSection={<IconClipboardList size={17} stroke={1.75} aria-hidden />}
        onClick={() => setDialog('paste')}
      >
        {t('editor.add.paste')}
      </Button>
      {dialog === 'paste' && (
        <PasteListDialog
          kind="items"
          taken={[...takenNames(editor.definition())]}
          onClose={() => setDialog(null)}
          onPaste={(items) => {
            apply(editor, addItems(withPage(editor), editor.selected(), items), 'list');
            setDialog(null);
          }}
        />
      )}
      {dialog === 'library' && <LibraryDialog onClose={() => setDialog(null)} />}
    </div>
  );
}
