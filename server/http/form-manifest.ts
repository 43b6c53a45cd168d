/**
 * The manifest by which a phone puts a link on its home screen. It names the link by its number alone: browsers hand it
 * to those who make their apps, so there must be no token in it, and no word that says what the form is about.
 */
import { productLanguages } from '#core/kernel/localized-text.ts';

const names = { vi: 'Phiếu', en: 'Form', ru: 'Анкета', id: 'Formulir' } as const;

/** @param icons paths of the neutral icon below `/r/`, one of them a PNG of 192 pixels */
export function formManifest(
  linkId: string,
  wanted: string | undefined,
  icons: readonly string[],
): string {
  const language = productLanguages.find((known) => known === wanted) ?? 'vi';
  const start = `/s/${encodeURIComponent(linkId)}`;
  return JSON.stringify({
    id: start,
    name: names[language],
    short_name: names[language],
    lang: language,
    start_url: start,
    scope: '/s/',
    display: 'standalone',
    background_color: '#f6f5f1',
    theme_color: '#f6f5f1',
    icons: icons
      .filter((path) => /\.(png|svg)$/.test(path))
      .map((path) =>
        path.endsWith('.png')
          ? { src: `/r/${path}`, sizes: '192x192', type: 'image/png' }
          : { src: `/r/${path}`, sizes: 'any', type: 'image/svg+xml' },
      ),
  });
}
