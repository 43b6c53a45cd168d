import { useState } from 'react';
import type { ChoiceValue } from '#core/definitions/definition.ts';
import { choicesAt, codeFrom } from '#web/workspace/editor/model/choices.ts';
import { renamedCode } from '#web/workspace/editor/model/renaming.ts';
import { useEditor } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './card.module.css';

interface CodeFieldProps {
  readonly at: string;
  readonly list: string;
  readonly value: ChoiceValue;
}

/** The code of an answer nobody has given yet. It counts when the field is left; conditions follow it. */
export function CodeField({ at, list, value }: CodeFieldProps) {
  const { t } = useLanguage();
  const editor = useEditor();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? String(value);
  const next = codeFrom(shown, value);
  const isTaken =
    typed !== null &&
    next !== value &&
    choicesAt(editor.definition(), list).some((choice) => String(choice.value) === String(next));
  const isUnfit = shown.trim() === '' || /\s/.test(shown.trim()) || isTaken;
  const commit = () => {
    if (!isUnfit && next !== value) {
      editor.change((now) => renamedCode(now, at, next, { isAnswered: false }));
    }
    setTyped(null);
  };
  return (
    <input
      className={css.codeInput}
      aria-label={t('editor.answers.code-of', { code: String(value) })}
      aria-invalid={isUnfit || undefined}
      value={shown}
      spellCheck={false}
      autoComplete="off"
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={commit}
      onKeyDown={({ key }) => {
        if (key === 'Enter') commit();
        if (key === 'Escape') setTyped(null);
      }}
    />
  );
}
