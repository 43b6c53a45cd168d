import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import type { Definition } from '#core/definitions/definition.ts';
import { canonicalJson } from '#core/kernel/canonical-json.ts';
import { keepCopy, readCopy } from '#web/workspace/editor/unsaved-copy.ts';
import { useEditor } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';
import css from './editor.module.css';

/** Offers what this tab had not sent when it was closed. */
export function UnsavedNote() {
  const { t } = useLanguage();
  const editor = useEditor();
  const [copy, setCopy] = useState(() => {
    const found = readCopy(editor.surveyName);
    return found && differs(found.definition, editor.definition()) ? found : null;
  });
  if (!copy) return null;
  return (
    <div className={css.unsaved}>
      <Note icon={IconHistory} tone="attention" role="status">
        <p>{t('editor.unsaved.found')}</p>
        <div className={css.unsavedActions}>
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              editor.change(copy.definition);
              setCopy(null);
            }}
          >
            {t('editor.unsaved.take')}
          </Button>
          <Button
            variant="subtle"
            size="xs"
            onClick={() => {
              keepCopy(editor.surveyName, null);
              setCopy(null);
            }}
          >
            {t('editor.unsaved.drop')}
          </Button>
        </div>
      </Note>
    </div>
  );
}

/** What was sent at the last moment may have arrived after all. */
const differs = (one: Definition, other: Definition): boolean =>
  canonicalJson(one) !== canonicalJson(other);
