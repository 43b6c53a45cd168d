/** A phrase with its first letter large, for labels that stand alone. */
export const withCapital = (phrase: string, language: string): string =>
  phrase.charAt(0).toLocaleUpperCase(language) + phrase.slice(1);
