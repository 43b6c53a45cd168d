/**
 * Which passwords are refused. Length protects; the rules here only keep out what is tried first by those who guess:
 * well-known passwords and their usual decorations (`Passw0rd123!`), keyboard rows, repetitions, the sign-in name.
 */
import { commonStems } from '#core/access/common-passwords.ts';

export type PasswordWeakness = 'too-short' | 'too-common';

const leastCharacters = 8;
const rows = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'qazwsxedcrfvtgbyhnujm',
];

/** Why a password is refused, or `undefined`. Characters count as people see them: one letter with accents is one. */
export function passwordWeakness(password: string, login: string): PasswordWeakness | undefined {
  const typed = password.normalize('NFC');
  if ([...typed].length < leastCharacters) return 'too-short';
  const lower = typed.toLowerCase();
  return isGuessable(lower, login) ? 'too-common' : undefined;
}

function isGuessable(lower: string, login: string): boolean {
  const whole = login.toLowerCase();
  const bare = undecorated(lower, [whole, whole.split('@')[0] ?? '']);
  return bare.length < 3 || isRepetition(lower) || isRow(lower) || isRow(bare);
}

/** What is left of a password without well-known words, keyboard walks, years and signs. */
function undecorated(lower: string, names: readonly string[]): string {
  const plain = withoutLeet(lower.replace(/[\d\p{P}\p{S}]+$/u, ''));
  const known = [...commonStems, ...names]
    .filter((stem) => stem.length >= 3)
    .sort((a, b) => b.length - a.length);
  return [lower, plain]
    .map((text) => known.reduce((rest, stem) => rest.replaceAll(stem, '\n'), text))
    .map((rest) => (rest.includes('\n') ? rest.replace(/[\d\s\p{P}\p{S}]+/gu, '') : rest))
    .reduce((a, b) => (a.length <= b.length ? a : b));
}

const leet: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const withoutLeet = (text: string): string =>
  [...text].map((character) => leet[character] ?? character).join('');

/** One short piece over and over: `aaaaaaaa`, `abcabcabc`, `12121212`. */
const isRepetition = (text: string): boolean => /^(.{1,4})\1+.{0,3}$/u.test(text);

/** A walk along a row of keys or the alphabet, in either direction, perhaps twice: `12345678`, `qwertyui`, `asdfasdf`. */
function isRow(text: string): boolean {
  let rest = text;
  for (let piece = 0; piece < 3 && rest !== ''; piece += 1) {
    const walk = longestWalk(rest);
    if (walk < 3) return rest.length < 2;
    rest = rest.slice(walk);
  }
  return rest.length < 2;
}

function longestWalk(text: string): number {
  const walks = rows.flatMap((row) => [row, [...row].reverse().join('')]);
  for (let length = text.length; length >= 3; length -= 1) {
    if (walks.some((walk) => walk.includes(text.slice(0, length)))) return length;
  }
  return 0;
}
