/**
 * What a phone downloads before it can show the first item, in bytes as the server sends them (brotli where the file
 * is text). Counted from the built files, so that every machine finds the same number.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ProductLanguage, productLanguages } from '#core/kernel/localized-text.ts';

export interface LoadedFile {
  readonly name: string;
  readonly bytes: number;
}

/** More fails the build. A kB is 1,000 bytes. */
export const phoneBudget = { limitBytes: 330_000 } as const;

/** Fonts that each language needs; the rest is fetched when somebody wants it. */
const fontsOf: Readonly<Record<ProductLanguage, readonly string[]>> = {
  vi: ['latin', 'vietnamese'],
  en: ['latin'],
  ru: ['latin', 'cyrillic'],
  id: ['latin'],
};

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
}
type Chunks = Readonly<Record<string, Chunk>>;

/**
 * The files of a first load, largest first: the page and the form with all that they import, in one language.
 * @param folder `dist/web/respond`.
 */
export function firstLoad(folder: string, language: ProductLanguage): readonly LoadedFile[] {
  // as: the build writes it
  const chunks = JSON.parse(readFileSync(join(folder, 'chunks.json'), 'utf8')) as Chunks;
  const fonts = fontsOf[language];
  const roots = [
    'respond.html',
    'early.ts',
    'form/FormScreen.tsx',
    `core/language/${language}/respond.json`,
  ];
  const loaded = new Set(['respond.html']);
  // The picture for the home screen is fetched by whoever puts the link there.
  const isLoaded = (asset: string): boolean =>
    asset.includes('/inter-')
      ? fonts.some((font) => asset.includes(`/inter-${font}-wght-`))
      : !asset.includes('/app-icon-neutral-192-');
  const load = (key: string): void => {
    const chunk = chunks[key];
    if (!chunk || loaded.has(chunk.file)) return;
    loaded.add(chunk.file);
    for (const file of [...(chunk.css ?? []), ...(chunk.assets ?? []).filter(isLoaded)])
      loaded.add(file);
    for (const name of chunk.imports ?? []) load(name);
  };
  for (const root of roots) load(keyOf(chunks, root));
  return [...loaded]
    .map((name) => ({ name, bytes: bytesSent(join(folder, name)) }))
    .sort((a, b) => b.bytes - a.bytes);
}

function keyOf(chunks: Chunks, end: string): string {
  const key = Object.keys(chunks).find((name) => name === end || name.endsWith(`/${end}`));
  if (key === undefined) throw new Error(`the build has no ${end}`);
  return key;
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
      aim: phoneBudget.limitBytes,
      met: value <= phoneBudget.limitBytes,
    };
  });
  return { rows, files: firstLoad(folder, 'vi'), limitBytes: phoneBudget.limitBytes };
}
