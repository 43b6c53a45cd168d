import type { ClipboardEvent } from 'react';
import { addChoice, choicesAt, setChoiceText } from '#web/workspace/editor/model/choices.ts';
import { useEditor } from '#web/workspace/editor/use-editor.ts';

/** Several lines pasted into one cell are several answers: they fill the rows below, and new ones behind. */
export function usePasteLines(list: string, index: number, stem: string) {
  const editor = useEditor();
  return (language: string) => (event: ClipboardEvent) => {
    const lines = event.clipboardData
      .getData('text/plain')
      .split(/\r?\n/)
      .map((line) => line.trim().normalize('NFC'))
      .filter(Boolean);
    if (lines.length < 2) return;
    event.preventDefault();
    editor.change((now) =>
      lines.reduce((next, words, place) => {
        const row = index + place;
        const isNew = row >= choicesAt(next, list).length;
        const grown = isNew ? addChoice(next, list, row, stem) : next;
        return setChoiceText(grown, `${list}/${row}`, language, words);
      }, now),
    );
  };
}
