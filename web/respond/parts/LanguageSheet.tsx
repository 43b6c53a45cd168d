import { IconCheck } from '@tabler/icons-react';
import { nameOfLanguage, useWords } from '../language/words.ts';
import { Dialog } from './Dialog.tsx';

interface LanguageSheetProps {
  readonly languages: readonly string[];
  readonly chosen: string;
  readonly onChoose: (language: string) => void;
  readonly onClose: () => void;
}

export function LanguageSheet({ languages, chosen, onChoose, onClose }: LanguageSheetProps) {
  const { t } = useWords();
  return (
    <Dialog title={t('respond.language')} onClose={onClose}>
      <ul className="choices">
        {languages.map((language) => (
          <li key={language}>
            <button
              type="button"
              className="choice"
              lang={language}
              aria-pressed={language === chosen}
              onClick={() => onChoose(language)}
            >
              <span>{nameOfLanguage(language)}</span>
              {language === chosen && <IconCheck className="icon" aria-hidden="true" />}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="button" onClick={onClose}>
        {t('respond.close')}
      </button>
    </Dialog>
  );
}
