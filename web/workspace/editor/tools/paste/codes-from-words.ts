/** Codes and names out of the words of a label: short, plain letters, unique, the same for the same words every time. */
import { namePattern, reservedNames } from '#core/definitions/names.ts';

/** Columns of other programs stay readable at this length. */
export const longestCode = 32;

/** Russian letters as they are written in Latin ones on passports (ICAO 9303); other scripts give no code of their own. */
const cyrillic: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: 'ie',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
};

/** Lower case without diacritics: "Đồng ý" and "dong y" are the same here. й and ё lose their signs like all others. */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[а-я]/g, (letter) => cyrillic[letter] ?? '')
    .trim();

/** `quan_ly_tien` for "Quản lý tiền"; empty where no plain letter or digit is left. Cut where a word ends. */
export function slugOf(text: string): string {
  const words = folded(text).match(/[a-z0-9]+/g) ?? [];
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? word : `${slug}_${word}`;
    if (longer.length > longestCode) break;
    slug = longer;
  }
  return slug || (words[0] ?? '').slice(0, longestCode);
}

/** A code that nothing in `taken` (lower case) has; it is taken then. `stem` is for words without a plain letter. */
export function freeCode(text: string, taken: Set<string>, stem: string): string {
  return claim(slugOf(text) || stem, taken);
}

/** As a code, and fit to be an item's name: it begins with a letter and means nothing else in expressions. */
export function freeItemName(text: string, taken: Set<string>): string {
  const slug = slugOf(text);
  const name = namePattern.test(slug) && !reservedNames.has(slug) ? slug : slug ? `q_${slug}` : 'q';
  return claim(name.slice(0, longestCode).replace(/_$/, ''), taken);
}

function claim(wanted: string, taken: Set<string>): string {
  let code = wanted;
  for (let number = 2; taken.has(code); number++) {
    const ending = `_${number}`;
    code = wanted.slice(0, longestCode - ending.length).replace(/_$/, '') + ending;
  }
  taken.add(code);
  return code;
}
