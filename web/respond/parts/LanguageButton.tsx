import { IconLanguage } from '@tabler/icons-react';
import { useState } from 'react';
import { nameOfLanguage, useWords } from '../language/words.ts';
import { LanguageSheet } from './LanguageSheet.tsx';

interface LanguageButtonProps {
  readonly languages: readonly string[];
  readonly chosen: string;
  readonly onChoose: (language: string) => void;
  /** Where there is no room for the name. */
  readonly isIconOnly?: boolean;
}

/** Shows the language in use and changes it; absent where there is nothing to choose. */
export function LanguageButton({
  languages,
  chosen,
  onChoose,
  isIconOnly = false,
}: LanguageButtonProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  if (languages.length < 2) return null;
  return (
    <>
      <button
        type="button"
        className={isIconOnly ? 'plain plain-icon' : 'plain'}
        aria-label={`${t('respond.language')}: ${nameOfLanguage(chosen)}`}
        onClick={() => setOpen(true)}
      >
        <IconLanguage className="icon" aria-hidden="true" />
        {!isIconOnly && <span lang={chosen}>{nameOfLanguage(chosen)}</span>}
      </button>
      {isOpen && (
        <LanguageSheet
          languages={languages}
          chosen={chosen}
          onClose={() => setOpen(false)}
          onChoose={(language) => {
            setOpen(false);
            onChoose(language);
          }}
        />
      )}
    </>
  );
}
