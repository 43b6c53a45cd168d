import { type ClipboardEvent, type KeyboardEvent, memo } from 'react';
import { directionOf } from '#core/kernel/localized-text.ts';
import { languageName } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './card.module.css';

interface WordsFieldProps {
  readonly value: string;
  readonly language: string;
  /** What the words are; the language is added for those who listen. */
  readonly label: string;
  /** Words stand in the other language and none here. */
  readonly isMissing?: boolean;
  /** What is shown where nothing is written. */
  readonly usual?: string;
  /** The first field of the card: where the eye goes when it opens. */
  readonly isFirst?: boolean;
  /** In tables: no frame until it is touched. */
  readonly isQuiet?: boolean;
  /** Tells the cells of a table apart. */
  readonly cell?: string;
  readonly onChange: (words: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  readonly onPaste?: (event: ClipboardEvent<HTMLTextAreaElement>) => void;
}

/** Words in one language; the field grows with them. */
export const WordsField = memo(function WordsField(props: WordsFieldProps) {
  const { value, language, label, isMissing = false, isFirst, isQuiet, cell, usual } = props;
  const { t } = useLanguage();
  return (
    <textarea
      className={css.words}
      rows={1}
      value={value}
      lang={language}
      dir={directionOf(language)}
      aria-label={t('editor.words.in', { label, language: languageName(language) })}
      placeholder={isMissing ? t('editor.words.missing') : usual}
      data-missing={isMissing || undefined}
      data-quiet={isQuiet || undefined}
      data-first={isFirst || undefined}
      data-cell={cell}
      onChange={({ currentTarget }) => props.onChange(currentTarget.value.normalize('NFC'))}
      onKeyDown={props.onKeyDown}
      onPaste={props.onPaste}
    />
  );
});
