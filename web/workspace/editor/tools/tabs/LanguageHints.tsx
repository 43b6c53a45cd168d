import { Button } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import { useMemo } from 'react';
import { languageHints } from '#core/definitions/language-hints.ts';
import { goToPlace } from '#web/workspace/editor/tools/tabs/go-to-place.ts';
import { usePlaceWords } from '#web/workspace/editor/tools/tabs/use-place-words.ts';
import { useEditor, useSettled } from '#web/workspace/editor/use-editor.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import css from './tabs.module.css';

/** Advice about plain words. It stands folded: a rule of thumb can be wrong, and the author knows better. */
export function LanguageHints() {
  const { t } = useLanguage();
  const editor = useEditor();
  const definition = useSettled();
  const placeWords = usePlaceWords();
  const hints = useMemo(() => languageHints(definition), [definition]);
  if (hints.length === 0) return null;
  return (
    <details className={css.hints}>
      <summary>{t('tools.hints.title', { n: hints.length })}</summary>
      <ul className={css.changes}>
        {hints.map((hint, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the same hint may stand twice at one place
            key={`${hint.code} ${hint.path} ${index}`}
            className={css.change}
          >
            <IconBulb size={17} stroke={1.75} aria-hidden className={css.sign} />
            <div className={css.problemText}>
              <p>{t(`gate.hint.${hint.code}`, { ...hint.params })}</p>
              <p className={css.place}>{placeWords(hint.path)}</p>
            </div>
            <Button variant="subtle" size="compact-sm" onClick={() => goToPlace(editor, hint.path)}>
              {t('tools.problems.go')}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
