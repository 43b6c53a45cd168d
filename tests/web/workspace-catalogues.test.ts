import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { productLanguages } from '#core/kernel/localized-text.ts';
import { ROOT } from '../support/rooms.ts';

/** Rooms whose keys stand in the screens, and rooms whose words are found by the code of what they are about. */
const screenRooms = [
  'workspace',
  'editor',
  'tools',
  'exchange',
  'field',
  'intake',
  'links',
  'pilot',
  'review',
];
const codeRooms = ['gate', 'changes', 'xlsform', 'paper', 'losses'];

const catalogueOf = (language: string, rooms: readonly string[]): Record<string, string> =>
  Object.assign(
    {},
    ...rooms.map((room) =>
      JSON.parse(readFileSync(join(ROOT, 'core/language', language, `${room}.json`), 'utf8')),
    ),
  );

const folder = join(ROOT, 'web/workspace');
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));

const spokenKeys = new RegExp(`['"]((?:${screenRooms.join('|')})\\.[a-z0-9.-]+)['"]`, 'g');
const usedKeys = new Set(
  sources.flatMap(({ text }) => Array.from(text.matchAll(spokenKeys), ([, key]) => key ?? '')),
);

type Elements = ReturnType<IntlMessageFormat['getAst']>;

/** Names of the slots of a message, through its plurals and selections. */
function slotsOf(elements: Elements): readonly string[] {
  return elements.flatMap((element) => {
    if ('children' in element) return slotsOf(element.children);
    if (!('options' in element)) return isSlot(element) ? [element.value] : [];
    return [element.value, ...Object.values(element.options).flatMap((o) => slotsOf(o.value))];
  });
}

/** Plain text is the element of kind 0; the # of a plural has no value. */
const isSlot = (
  element: Elements[number],
): element is Extract<Elements[number], { value: string }> =>
  element.type !== 0 && 'value' in element;

const slots = (message: string): readonly string[] => {
  const format = new IntlMessageFormat(message, 'vi', undefined, { ignoreTag: true });
  return [...new Set(slotsOf(format.getAst()))].sort();
};

describe.each(productLanguages)('the words of the workspace in %s', (language) => {
  const rooms = [...screenRooms, ...codeRooms];
  const catalogue = catalogueOf(language, rooms);
  const inVietnamese = catalogueOf('vi', rooms);

  it('has every key that a screen uses, and no other', () => {
    expect(Object.keys(catalogueOf(language, screenRooms)).sort()).toEqual([...usedKeys].sort());
  });

  it('has the keys that it has in Vietnamese', () => {
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(inVietnamese).sort());
  });

  it('leaves no message empty', () => {
    expect(Object.entries(catalogue).filter(([, message]) => !message.trim())).toEqual([]);
  });

  it('takes the same values as in Vietnamese', () => {
    const different = Object.entries(catalogue)
      .filter(
        ([key]) => String(slots(catalogue[key] ?? '')) !== String(slots(inVietnamese[key] ?? '')),
      )
      .map(([key]) => key);

    expect(different).toEqual([]);
  });
});

describe('the screens of the workspace', () => {
  it('say nothing that is not in the catalogues', () => {
    // Text between tags, or in what people hear and read of a part.
    const spoken =
      /(?:aria-label|title|placeholder|label|description|alt)="[^"{]*\p{L}|>[^<>{}=;()]*\p{L}{2,}[^<>{}=;()]*<\//u;
    const names = /WhatsApp|Telegram|<Kbd>g<\/Kbd>/g;
    const found = sources
      .filter(({ file }) => file.endsWith('.tsx'))
      .flatMap(({ file, text }) =>
        text
          .replace(names, '')
          .split('\n')
          .filter((line) => spoken.test(line))
          .map((line) => `${file}: ${line.trim()}`),
      );

    expect(found).toEqual([]);
  });

  it('would be caught saying so', () => {
    const planted = '<Button aria-label="Close">x</Button>';

    expect(/aria-label="[^"{]*\p{L}/u.test(planted)).toBe(true);
  });
});
