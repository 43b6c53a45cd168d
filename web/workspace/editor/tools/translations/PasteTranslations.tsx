import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
import { showWithUndo } from '#web/workspace/editor/tools/tabs/show-with-undo.ts';
import { takeTable } from '#web/workspace/editor/tools/translations/translator-table.ts';
import { useEditor } from '#web/workspace/editor/use-editor.ts';
import { languageName } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';

interface PasteTranslationsProps {
  readonly language: string;
  readonly onClose: () => void;
}

/** Takes a translator's table back, after saying what it changes. */
export function PasteTranslations({ language, onClose }: PasteTranslationsProps) {
  const { t } = useLanguage();
  const editor = useEditor();
  const [text, setText] = useState('');
  const pasted = useDeferredValue(text);
  const taken = useMemo(
    () => takeTable(editor.definition(), language, pasted),
    [editor, language, pasted],
  );
  const take = () => {
    editor.change(taken.definition);
    onClose();
    showWithUndo(t('tools.translations.taken', { n: taken.changed }), editor, t);
  };
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('tools.translations.paste-title', { language: languageName(language) })}
      closeButtonProps={{ 'aria-label': t('workspace.action.close') }}
    >
      <Stack gap="md">
        <Textarea
          data-autofocus
          label={t('tools.translations.table')}
          description={t('tools.translations.table-hint')}
          autosize
          minRows={6}
          maxRows={14}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        {pasted.trim() !== '' && (
          <Note role="status" tone={taken.unknown.length > 0 ? 'attention' : 'plain'}>
            <p>{t('tools.translations.will-change', { n: taken.changed })}</p>
            {taken.outdated > 0 && <p>{t('tools.translations.outdated', { n: taken.outdated })}</p>}
            {taken.unknown.length > 0 && (
              <p>
                {t('tools.translations.unknown', {
                  n: taken.unknown.length,
                  keys: taken.unknown.slice(0, 5).join(', '),
                })}
              </p>
            )}
          </Note>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('workspace.action.cancel')}
          </Button>
          <Button disabled={taken.changed === 0} onClick={take}>
            {t('tools.translations.take')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
