import { nameOfLanguage } from '../language/words.ts';

interface LanguageChipsProps {
  readonly languages: readonly string[];
  readonly chosen: string;
  readonly onChoose: (language: string) => void;
}

/** All languages in sight: nobody has to find a menu in a language that they do not read. */
export function LanguageChips({ languages, chosen, onChoose }: LanguageChipsProps) {
  if (languages.length < 2) return null;
  return (
    <ul className="language-chips">
      {languages.map((language) => (
        <li key={language}>
          <button
            type="button"
            lang={language}
            aria-pressed={language === chosen}
            onClick={() => onChoose(language)}
          >
            {nameOfLanguage(language)}
          </button>
        </li>
      ))}
    </ul>
  );
}
