import { IconGripVertical, IconLock } from '@tabler/icons-react';
import { type KeyboardEvent, memo, useCallback } from 'react';
import { ChoiceMenu } from '#web/workspace/editor/card/ChoiceMenu.tsx';
import { CodeField } from '#web/workspace/editor/card/CodeField.tsx';
import { focusCell } from '#web/workspace/editor/card/focus-cell.ts';
import { usePasteLines } from '#web/workspace/editor/card/use-paste-lines.ts';
import { WordsField } from '#web/workspace/editor/card/WordsField.tsx';
import { startDrag } from '#web/workspace/editor/drag.ts';
import { moveChoice, setChoiceText, toChoice } from '#web/workspace/editor/model/choices.ts';
import { removeAt } from '#web/workspace/editor/model/pointer.ts';
import { readText } from '#web/workspace/editor/model/texts.ts';
import { useEditor } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './card.module.css';

interface ChoiceRowProps {
  readonly entry: unknown;
  readonly list: string;
  readonly index: number;
  readonly count: number;
  readonly source: string;
  readonly second: string | null;
  readonly stem: string;
  readonly isMany: boolean;
  /** Somebody may have answered with this code. */
  readonly isFrozen: boolean;
  readonly onAdd: (index: number) => void;
}

/** One answer. Enter adds the next one, Alt with an arrow moves it, Backspace in an empty one takes it out. */
export const ChoiceRow = memo(function ChoiceRow(props: ChoiceRowProps) {
  const { entry, list, index, count, source, second, stem, isMany, isFrozen, onAdd } = props;
  const { t } = useLanguage();
  const editor = useEditor();
  const at = `${list}/${index}`;
  const choice = toChoice(entry);
  const spoken = { locale: editor.definition().locale ?? 'en' };
  const first = readText(choice.text, source, spoken);
  const other = second === null ? '' : readText(choice.text, second, spoken);
  const write = useCallback(
    (language: string, words: string) =>
      editor.change((now) => setChoiceText(now, at, language, words), {
        merge: `${at} ${language}`,
      }),
    [editor, at],
  );
  const move = (to: number) => {
    editor.change((now) => moveChoice(now, list, index, to));
    focusCell(list, to, source);
  };
  const keysIn = (language: string) => (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { key, altKey, shiftKey, ctrlKey, currentTarget } = event;
    if (key === 'Enter' && !shiftKey && !ctrlKey) {
      event.preventDefault();
      if (index + 1 < count && currentTarget.value !== '') focusCell(list, index + 1, language);
      else onAdd(index + 1);
    } else if (altKey && (key === 'ArrowUp' || key === 'ArrowDown')) {
      event.preventDefault();
      const to = index + (key === 'ArrowUp' ? -1 : 1);
      if (to >= 0 && to < count) move(to);
    } else if (key === 'Backspace' && first === '' && other === '' && !isFrozen && count > 1) {
      event.preventDefault();
      editor.change((now) => removeAt(now, at));
      focusCell(list, Math.max(0, index - 1), language);
    }
  };
  const pasteIn = usePasteLines(list, index, stem);
  const label = t('editor.answers.words', { code: String(choice.value) });
  return (
    <tr data-choice={index}>
      <td className={css.handleCell}>
        <span
          className={css.handle}
          aria-hidden
          onPointerDown={(event) =>
            startDrag(event, {
              rows: `[data-list="${CSS.escape(list)}"] [data-choice]`,
              sideAt: (_, share) => (share < 0.5 ? 'before' : 'after'),
              onDrop: (row, side) => move(landing(index, Number(row.dataset.choice), side)),
            })
          }
        >
          <IconGripVertical size={15} stroke={1.75} />
        </span>
      </td>
      <td className={css.codeCell}>
        {isFrozen ? (
          <span className={css.frozenCode}>
            <code>{String(choice.value)}</code>
            <IconLock size={13} stroke={1.75} aria-label={t('editor.answers.locked')} role="img" />
          </span>
        ) : (
          <CodeField at={at} list={list} value={choice.value} />
        )}
      </td>
      <td>
        <WordsField
          isQuiet
          value={first}
          language={source}
          label={label}
          cell={`${index} ${source}`}
          onChange={(words) => write(source, words)}
          onKeyDown={keysIn(source)}
          onPaste={pasteIn(source)}
        />
        {choice.isExclusive === true && (
          <span className={css.tag}>{t('editor.answers.exclusive-tag')}</span>
        )}
        {choice.visibleIf && <span className={css.tag}>{t('editor.row.conditional')}</span>}
      </td>
      {second !== null && (
        <td>
          <WordsField
            isQuiet
            value={other}
            language={second}
            label={label}
            isMissing={first.trim() !== '' && other.trim() === ''}
            cell={`${index} ${second}`}
            onChange={(words) => write(second, words)}
            onKeyDown={keysIn(second)}
            onPaste={pasteIn(second)}
          />
        </td>
      )}
      <td className={css.moreCell}>
        <ChoiceMenu
          at={at}
          choice={choice}
          index={index}
          count={count}
          isMany={isMany}
          isFrozen={isFrozen}
          onMove={move}
        />
      </td>
    </tr>
  );
});

/** The index at which an entry from `from` stands when it is dropped beside the one at `on`. */
function landing(from: number, on: number, side: string): number {
  const to = side === 'after' ? on + 1 : on;
  return from < to ? to - 1 : to;
}
