import { Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { memo, type ReactNode, useCallback } from 'react';
import { WordsField } from '#web/workspace/editor/card/WordsField.tsx';
import { getAt, setAt } from '#web/workspace/editor/model/pointer.ts';
import { readText, writeText } from '#web/workspace/editor/model/texts.ts';
import { useAt, useEditor, useLanguages } from '#web/workspace/editor/use-editor.ts';
import { languageName } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './card.module.css';

interface TwoTextsProps {
  /** Where the text stands: `/pages/0/title`. */
  readonly pointer: string;
  readonly label: string;
  /** More beside the label. */
  readonly aside?: ReactNode;
  readonly usual?: string;
  readonly isFirst?: boolean;
}

/** One text in the two chosen languages, side by side. */
export const TwoTexts = memo(function TwoTexts(props: TwoTextsProps) {
  const { pointer, label, aside, usual = '', isFirst = false } = props;
  const { t } = useLanguage();
  const editor = useEditor();
  const { source, second } = useLanguages();
  const text = useAt(pointer);
  const write = useWrite(pointer);
  const spoken = { locale: editor.definition().locale ?? 'en' };
  const first = readText(text, source, spoken);
  const other = second === null ? '' : readText(text, second, spoken);
  const isMissing = first.trim() !== '' && other.trim() === '';
  const writeFirst = useCallback((words: string) => write(source, words), [write, source]);
  const writeOther = useCallback(
    (words: string) => second !== null && write(second, words),
    [write, second],
  );
  return (
    <div className={css.field} data-path={pointer}>
      <div className={css.labelRow}>
        <span className={css.label}>{label}</span>
        {aside}
        {second !== null && isMissing && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconCopy size={15} stroke={1.75} aria-hidden />}
            onClick={() => write(second, first)}
          >
            {t('editor.words.copy', { language: languageName(source) })}
          </Button>
        )}
      </div>
      <div className={css.two} data-single={second === null || undefined}>
        <WordsField
          value={first}
          language={source}
          label={label}
          usual={usual}
          isFirst={isFirst}
          onChange={writeFirst}
        />
        {second !== null && (
          <WordsField
            value={other}
            language={second}
            label={label}
            isMissing={isMissing}
            onChange={writeOther}
          />
        )}
      </div>
    </div>
  );
});

function useWrite(pointer: string): (language: string, words: string) => void {
  const editor = useEditor();
  return useCallback(
    (language, words) =>
      editor.change(
        (now) => setAt(now, pointer, writeText(getAt(now, pointer), language, words, now)),
        { merge: `${pointer} ${language}` },
      ),
    [editor, pointer],
  );
}
