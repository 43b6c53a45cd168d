import { Button } from '@mantine/core';
import { IconClipboardList } from '@tabler/icons-react';
import { useState } from 'react';
import { choicesAt } from '#web/workspace/editor/model/choices.ts';
import { setAt } from '#web/workspace/editor/model/pointer.ts';
import { PasteListDialog } from '#web/workspace/editor/tools/PasteListDialog.tsx';
import { useEditor } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';

/** Many answers at once, from a list that somebody has elsewhere. */
export function PasteAnswers({ at }: { readonly at: string }) {
  const { t } = useLanguage();
  const editor = useEditor();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconClipboardList size={16} stroke={1.75} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('editor.answers.paste')}
      </Button>
      {isOpen && (
        <PasteListDialog
          kind="answers"
          taken={choicesAt(editor.definition(), at).map(({ value }) => String(value))}
          onClose={() => setOpen(false)}
          onPaste={(rows) => {
            const kept = choicesAt(editor.definition(), at).filter(
              ({ text }) => text !== undefined,
            );
            editor.change((now) => setAt(now, at, [...kept, ...rows]));
            setOpen(false);
          }}
        />
      )}
    </>
  );
}
