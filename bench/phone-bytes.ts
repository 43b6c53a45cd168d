/**
 * What a phone downloads before it can show the first item, in bytes as the server sends them (brotli where the file
 * is text). Counted from the built files, so that every machine finds the same number.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ProductLanguage, productLanguages } from '#core/kernel/localized-text.ts';

export interface LoadedFile {
  readonly name: string;
  readonly bytes: number;
}

/** The first load must stay under the limit; the aim is where we want to be. A kB is 1,000 bytes. */
export const phoneBudget = { limitBytes: 370_000, aimBytes: 330_000 } as const;

/** Fonts and SurveyJS's own words that each language needs; the rest is fetched when somebody wants it. */
const needed: Readonly<Record<ProductLanguage, readonly string[]>> = {
  vi: ['inter-latin-wght', 'inter-vietnamese-wght', 'words-vi', 'vietnamese'],
  en: ['inter-latin-wght', 'words-en'],
  ru: ['inter-latin-wght', 'inter-cyrillic-wght', 'words-ru', 'russian'],
  id: ['inter-latin-wght', 'words-id', 'indonesian'],
};

/** Parts that only some languages or some definitions need. */
const optional =
  /^(inter-[a-z-]+-wght|words-[a-z]+|vietnamese|russian|indonesian|register-functions|imported-forms|face-icons|trial-trace|start-preview)-/;

/**
 * The files of a first load, largest first.
 * @param folder `dist/web/respond`.
 */
export function firstLoad(folder: string, language: ProductLanguage): readonly LoadedFile[] {
  const assets = readdirSync(join(folder, 'assets')).filter((name) => !/\.(br|gz)$/.test(name));
  const isLoaded = (name: string): boolean =>
    !optional.test(name) || needed[language].some((start) => name.startsWith(`${start}-`));
  return ['respond.html', ...assets.filter(isLoaded).map((name) => join('assets', name))]
    .map((name) => ({ name, bytes: bytesSent(join(folder, name)) }))
    .sort((a, b) => b.bytes - a.bytes);
}

export const totalBytes = (files: readonly LoadedFile[]): number =>
  files.reduce((sum, file) => sum + file.bytes, 0);

const bytesSent = (path: string): number =>
  statSync(existsSync(`${path}.br`) ? `${path}.br` : path).size;

/** For `npm run bench -- phone-bytes`. */
export function run() {
  const folder = join(process.cwd(), 'dist/web/respond');
  const rows = productLanguages.map((language) => {
    const value = totalBytes(firstLoad(folder, language));
    return {
      what: `first load, ${language}`,
      value,
      unit: 'bytes of brotli',
      aim: phoneBudget.aimBytes,
      met: value <= phoneBudget.aimBytes,
    };
  });
  return { rows, files: firstLoad(folder, 'vi'), limitBytes: phoneBudget.limitBytes };
}
