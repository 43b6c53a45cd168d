import { languageName } from '#web/workspace/language/catalogues.ts';

interface LanguageOptionsProps {
  readonly languages: readonly string[];
}

/** Languages to choose from, each named and read aloud in itself. */
export function LanguageOptions({ languages }: LanguageOptionsProps) {
  return languages.map((tag) => (
    <option key={tag} value={tag} lang={tag}>
      {languageName(tag)}
    </option>
  ));
}
