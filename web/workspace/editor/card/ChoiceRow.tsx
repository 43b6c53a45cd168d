import { IconGripVertical, IconLock } from '@tabler/icons-react';
import { memo } from 'react';
import { ChoiceMenu } from '#web/workspace/editor/card/ChoiceMenu.tsx';
import { ChoiceWords } from '#web/workspace/editor/card/ChoiceWords.tsx';
import { CodeField } from '#web/workspace/editor/card/CodeField.tsx';
import { focusCell } from '#web/workspace/editor/card/focus-cell.ts';
import { startDrag } from '#web/workspace/editor/drag.ts';
import { moveChoice, toChoice } from '#web/workspace/editor/model/choices.ts';
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

/** One answer: its code, its words, what can be done with it. */
export const ChoiceRow = memo(function ChoiceRow(props: ChoiceRowProps) {
  const { entry, list, index, count, source, second, stem, isMany, isFrozen, onAdd } = props;
  const { t } = useLanguage();
  const editor = useEditor();
  const at = `${list}/${index}`;
  const choice = toChoice(entry);
  const spoken = { locale: editor.definition().locale ?? 'en' };
  const first = readText(choice.text, source, spoken);
  const other = second === null ? '' : readText(choice.text, second, spoken);
  const move = (to: number) => {
    editor.change((now) => moveChoice(now, list, index, to));
    focusCell(list, to, source);
  };
  const words = (language: string, value: string, isMissing: boolean) => (
    <ChoiceWords
      list={list}
      index={index}
      count={count}
      code={String(choice.value)}
      language={language}
      value={value}
      isMissing={isMissing}
      isDisposable={first === '' && other === '' && !isFrozen && count > 1}
      stem={stem}
      onAdd={onAdd}
    />
  );
  return (
    <tr data-choice={index} data-path={at}>
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
        {words(source, first, false)}
        {choice.isExclusive === true && (
          <span className={css.tag}>{t('editor.answers.exclusive-tag')}</span>
        )}
        {choice.visibleIf && <span className={css.tag}>{t('editor.row.conditional')}</span>}
      </td>
      {second !== null && (
        <td>{words(second, other, first.trim() !== '' && other.trim() === '')}</td>
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
