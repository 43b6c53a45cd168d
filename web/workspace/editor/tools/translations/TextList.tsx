import { Button, Textarea } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type KeyboardEvent, memo, useMemo, useRef, useState } from 'react';
import { applyPatch } from '#core/definitions/mend.ts';
import { signOff, type Translation } from '#core/definitions/translations.ts';
import { directionOf } from '#core/kernel/localized-text.ts';
import { getAt, setAt } from '#web/workspace/editor/model/pointer.ts';
import { readText, writeText } from '#web/workspace/editor/model/texts.ts';
import { usePlaceWords } from '#web/workspace/editor/tools/tabs/use-place-words.ts';
import {
  orderedPointers,
  type TextFilter,
} from '#web/workspace/editor/tools/translations/text-rows.ts';
import { useAt, useEditor } from '#web/workspace/editor/use-editor.ts';
import { languageName } from '#web/workspace/language/catalogues.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './translations.module.css';

interface TextListProps {
  readonly rows: readonly Translation[];
  readonly language: string;
  readonly source: string;
  readonly filter: TextFilter;
}

/** Long surveys have thousands of texts: as many at once as somebody translates in one go. */
const step = 40;

/** Texts to translate. The order stays while one works: a text that is done does not vanish under the hands. */
export function TextList({ rows, language, source, filter }: TextListProps) {
  const { t } = useLanguage();
  const editor = useEditor();
  const [shown, setShown] = useState(step);
  const pointers = useMemo(
    () => orderedPointers(editor.definition(), language, filter),
    [editor, language, filter],
  );
  const byPointer = useMemo(() => new Map(rows.map((row) => [row.pointer, row])), [rows]);
  const list = useRef<HTMLUListElement>(null);
  const toNext = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const fields = [...(list.current?.querySelectorAll('textarea') ?? [])];
    fields[fields.indexOf(event.currentTarget) + 1]?.focus();
  };
  if (pointers.length === 0) return <p className={css.none}>{t('tools.translations.none')}</p>;
  return (
    <>
      <ul className={css.texts} ref={list}>
        {pointers.slice(0, shown).map((pointer) => {
          const row = byPointer.get(pointer);
          return (
            row && (
              <TextRow
                key={pointer}
                pointer={pointer}
                state={row.state}
                words={row.source}
                language={language}
                source={source}
                onKeyDown={toNext}
              />
            )
          );
        })}
      </ul>
      {pointers.length > shown && (
        <Button variant="default" onClick={() => setShown(shown + step)}>
          {t('tools.translations.more', { n: Math.min(step, pointers.length - shown) })}
        </Button>
      )}
    </>
  );
}

interface TextRowProps {
  readonly pointer: string;
  readonly state: Translation['state'];
  /** In the default language. */
  readonly words: string;
  readonly language: string;
  readonly source: string;
  readonly onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
}

const TextRow = memo(function TextRow(props: TextRowProps) {
  const { pointer, state, words, language, source } = props;
  const { t } = useLanguage();
  const editor = useEditor();
  const placeWords = usePlaceWords();
  const text = useAt(pointer);
  const own = readText(text, language, editor.definition());
  const write = (typed: string) =>
    editor.change(
      (now) =>
        setAt(now, pointer, writeText(getAt(now, pointer), language, typed.normalize('NFC'), now)),
      { merge: `translate ${language} ${pointer}` },
    );
  const sign = (button: HTMLElement) => {
    // The button goes with what it asked for.
    button.closest('li')?.querySelector('textarea')?.focus();
    editor.change((now) => applyPatch(now, signOff(now, pointer, language)));
  };
  return (
    <li className={css.text} data-state={state}>
      <div className={css.source}>
        <p className={css.place}>{placeWords(pointer)}</p>
        <p lang={source} dir={directionOf(source)} className={css.words}>
          {words || t('tools.translations.no-source')}
        </p>
      </div>
      <div className={css.own}>
        <Textarea
          aria-label={t('tools.translations.field', {
            language: languageName(language),
            text: words,
          })}
          lang={language}
          dir={directionOf(language)}
          autosize
          minRows={1}
          maxRows={8}
          value={own}
          data-state={state}
          classNames={{ input: css.field ?? '' }}
          onChange={({ currentTarget }) => write(currentTarget.value)}
          onKeyDown={props.onKeyDown}
        />
        {state === 'unsigned' && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconCheck size={16} stroke={1.75} aria-hidden />}
            onClick={({ currentTarget }) => sign(currentTarget)}
          >
            {t('tools.translations.sign')}
          </Button>
        )}
      </div>
    </li>
  );
});
