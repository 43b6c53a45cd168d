import { Button } from '@mantine/core';
import { IconCopy, IconPlus } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { ChoiceRow } from '#web/workspace/editor/card/ChoiceRow.tsx';
import { focusCell } from '#web/workspace/editor/card/focus-cell.ts';
import { PasteAnswers } from '#web/workspace/editor/card/PasteAnswers.tsx';
import {
  addChoice,
  choicesAt,
  setChoiceText,
  toChoice,
} from '#web/workspace/editor/model/choices.ts';
import { itemAt } from '#web/workspace/editor/model/places.ts';
import { readText } from '#web/workspace/editor/model/texts.ts';
import { useAt, useEditor, useFrozen, useLanguages } from '#web/workspace/editor/use-editor.ts';
import { languageName } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './card.module.css';

interface ChoiceTableProps {
  /** The item. */
  readonly pointer: string;
  readonly list: 'choices' | 'rateValues' | 'rows' | 'columns';
  /** What new codes begin with. */
  readonly stem: string;
  readonly label: string;
  /** Several can be chosen, so that one may clear the others. */
  readonly isMany?: boolean;
}

/** Answers, rows or columns: code and words in two languages; a line is added with Enter, a list by pasting. */
export function ChoiceTable({ pointer, list, stem, label, isMany = false }: ChoiceTableProps) {
  const { t } = useLanguage();
  const editor = useEditor();
  const { source, second } = useLanguages();
  const at = `${pointer}/${list}`;
  const entries = useAt(at);
  const found: readonly unknown[] = Array.isArray(entries) ? entries : [];
  const frozen = useFrozenCodes(pointer);
  const spoken = { locale: editor.definition().locale ?? 'en' };
  const isMissing = (entry: unknown): boolean => {
    const { text } = toChoice(entry);
    return (
      second !== null &&
      readText(text, source, spoken).trim() !== '' &&
      readText(text, second, spoken).trim() === ''
    );
  };
  const add = useCallback(
    (index: number) => {
      editor.change((now) => addChoice(now, at, index, stem));
      focusCell(at, index, source);
    },
    [editor, at, stem, source],
  );
  const copyMissing = () => {
    if (second === null) return;
    editor.change((now) =>
      choicesAt(now, at).reduce((next, { text }, index) => {
        const words = readText(text, source, now);
        return readText(text, second, now).trim() === ''
          ? setChoiceText(next, `${at}/${index}`, second, words)
          : next;
      }, now),
    );
  };
  return (
    <section className={css.field} aria-label={label} data-path={at}>
      <div className={css.labelRow}>
        <h3 className={css.label}>
          {label} <span className={css.count}>{found.length}</span>
        </h3>
        <span className={css.push} />
        {found.some(isMissing) && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconCopy size={15} stroke={1.75} aria-hidden />}
            onClick={copyMissing}
          >
            {t('editor.answers.copy-missing', { language: languageName(source) })}
          </Button>
        )}
        <PasteAnswers at={at} />
      </div>
      <table className={css.answers} data-list={at}>
        <thead>
          <tr>
            <th scope="col" className={css.handleCell}>
              <span className="ln-vh">{t('editor.answers.order')}</span>
            </th>
            <th scope="col" className={css.codeCell}>
              {t('editor.answers.code')}
            </th>
            <th scope="col">{languageName(source)}</th>
            {second !== null && <th scope="col">{languageName(second)}</th>}
            <th scope="col" className={css.moreCell}>
              <span className="ln-vh">{t('editor.answers.more-column')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {found.map((entry, index) => (
            <ChoiceRow
              // biome-ignore lint/suspicious/noArrayIndexKey: answers are told apart by their place, codes may repeat
              key={index}
              entry={entry}
              list={at}
              index={index}
              count={found.length}
              source={source}
              second={second}
              stem={stem}
              isMany={isMany}
              isFrozen={frozen.has(String(toChoice(entry).value))}
              onAdd={add}
            />
          ))}
        </tbody>
      </table>
      <Button
        variant="subtle"
        size="compact-sm"
        className={css.addRow ?? ''}
        leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
        onClick={() => add(found.length)}
      >
        {t('editor.answers.add')}
      </Button>
    </section>
  );
}

function useFrozenCodes(pointer: string): ReadonlySet<string> {
  const frozen = useFrozen();
  const name = itemAt(useEditor().definition(), pointer)?.name ?? '';
  return useMemo(() => new Set(frozen.codes[name] ?? []), [frozen, name]);
}
