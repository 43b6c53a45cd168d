import { Button } from '@mantine/core';
import { IconClipboardList } from '@tabler/icons-react';
import { useState } from 'react';
import type { Choice } from '#core/definitions/definition.ts';
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
            const kept = choicesAt(editor.definition(), at).filter((choice) => !isBlank(choice));
            editor.change((now) => setAt(now, at, [...kept, ...rows]));
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

/** What a new item begins with: a code of ours, and nothing written yet. */
const isBlank = ({ value, text }: Choice): boolean =>
  text === undefined && /^[a-z]\d+$/.test(String(value));
