import { type KeyboardEvent, memo, useCallback } from 'react';
import { focusCell } from '#web/workspace/editor/card/focus-cell.ts';
import { usePasteLines } from '#web/workspace/editor/card/use-paste-lines.ts';
import { WordsField } from '#web/workspace/editor/card/WordsField.tsx';
import { moveChoice, setChoiceText } from '#web/workspace/editor/model/choices.ts';
import { removeAt } from '#web/workspace/editor/model/pointer.ts';
import { useEditor } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';

interface ChoiceWordsProps {
  readonly list: string;
  readonly index: number;
  readonly count: number;
  readonly code: string;
  readonly language: string;
  readonly value: string;
  readonly isMissing: boolean;
  /** Nothing is written in any language, and nobody can have given it: Backspace takes it out. */
  readonly isDisposable: boolean;
  readonly stem: string;
  readonly onAdd: (index: number) => void;
}

/** The words of one answer in one language. Enter goes on, Alt with an arrow moves the answer. */
export const ChoiceWords = memo(function ChoiceWords(props: ChoiceWordsProps) {
  const { list, index, count, code, language, value, isMissing, isDisposable, stem, onAdd } = props;
  const { t } = useLanguage();
  const editor = useEditor();
  const at = `${list}/${index}`;
  const pasteIn = usePasteLines(list, index, stem);
  const write = useCallback(
    (words: string) =>
      editor.change((now) => setChoiceText(now, at, language, words), {
        merge: `${at} ${language}`,
      }),
    [editor, at, language],
  );
  const commands: Readonly<Record<Command, () => void>> = {
    next: () => {
      if (index + 1 < count && value !== '') focusCell(list, index + 1, language);
      else onAdd(index + 1);
    },
    up: () => move(index - 1),
    down: () => move(index + 1),
    remove: () => {
      editor.change((now) => removeAt(now, at));
      focusCell(list, Math.max(0, index - 1), language);
    },
  };
  const move = (to: number) => {
    editor.change((now) => moveChoice(now, list, index, to));
    focusCell(list, Math.min(Math.max(to, 0), count - 1), language);
  };
  return (
    <WordsField
      isQuiet
      value={value}
      language={language}
      label={t('editor.answers.words', { code })}
      isMissing={isMissing}
      usual={code}
      cell={`${index} ${language}`}
      onChange={write}
      onPaste={pasteIn(language)}
      onKeyDown={(event) => {
        const command = commandOf(event, isDisposable);
        if (!command) return;
        event.preventDefault();
        commands[command]();
      }}
    />
  );
});

type Command = 'next' | 'up' | 'down' | 'remove';

function commandOf(event: KeyboardEvent, isDisposable: boolean): Command | undefined {
  const { key, altKey, shiftKey, ctrlKey, metaKey } = event;
  if (key === 'Enter') return shiftKey || ctrlKey || metaKey ? undefined : 'next';
  if (altKey && key === 'ArrowUp') return 'up';
  if (altKey && key === 'ArrowDown') return 'down';
  return key === 'Backspace' && isDisposable ? 'remove' : undefined;
}
