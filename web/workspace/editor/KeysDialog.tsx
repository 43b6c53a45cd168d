import { Kbd, Modal } from '@mantine/core';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './editor.module.css';

const keys: readonly (readonly [readonly string[], WorkspaceKey])[] = [
  [['↑', '↓'], 'editor.keys.choose'],
  [['Enter'], 'editor.keys.open-item'],
  [['Space', '↑', '↓', 'Space'], 'editor.keys.move'],
  [['Ctrl', 'Enter'], 'editor.keys.add'],
  [['Ctrl', 'D'], 'editor.keys.duplicate'],
  [['Delete'], 'editor.keys.remove'],
  [['Ctrl', 'Z'], 'editor.keys.undo'],
  [['Ctrl', 'Y'], 'editor.keys.redo'],
  [['Enter'], 'editor.keys.next-answer'],
  [['Alt', '↑', '↓'], 'editor.keys.move-answer'],
  [['?'], 'editor.keys.help'],
];

/** What the keys do in the editor. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLanguage();
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('editor.keys.title')}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      <dl className={css.keys}>
        {keys.map(([names, label]) => (
          <div key={label}>
            <dt>
              {names.map((name, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the keys of one line never change
                <Kbd key={place}>{name}</Kbd>
              ))}
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
