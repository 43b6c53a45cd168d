/** Changes as English sentences, for the command line and for logs; screens have them in the reader's language. */
import { changeParams, type VersionChange } from '#core/definitions/diff-versions.ts';
import words from '#core/language/en/changes.json' with { type: 'json' };
import { createMessages } from '#core/language/messages.ts';

const messages = createMessages<string>('en', words);

export function sentenceOf(change: VersionChange): string {
  const params = { ...changeParams(change, 'en') };
  if (typeof params.language === 'string') params.language = languageName(params.language);
  return messages.text(`changes.${change.code}`, params);
}

const names: Readonly<Record<string, string>> = {
  vi: 'Vietnamese',
  en: 'English',
  ru: 'Russian',
  id: 'Indonesian',
};
const languageName = (language: string): string => names[language] ?? language;
