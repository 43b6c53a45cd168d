/**
 * How wide a text is in Inter, without a font engine: advance widths of Inter Regular 4 in hundredths of the type
 * size. Vietnamese letters are measured by their base letter, since marks stand above and below it; scripts that
 * Inter lacks by a fair mean. Good to a few percent, which is what wrapping a label needs.
 */
const widths = new Map<string, number>(
  (
    [
      [24, 'ijl'],
      [27, 'I‘’ '],
      [29, "!,.:';`"],
      [33, 't|'],
      [37, '()/[\\]fr'],
      [42, '1{}'],
      [44, 'г“”'],
      [47, '-_"^тз'],
      [51, '*–?s'],
      [55, 'kxzкхяavyаву•ь'],
      [57, '7JLcсэ'],
      [59, 'eГелч«»ё5Fhnuбийнп'],
      [61, 'EoЕоцơЁ2bdgpqрд₫đ'],
      [63, '3689Зư#0ZУ'],
      [65, '$&PRSРЯъ4BTБВТЬ'],
      [67, '+<=>~×≥≤KК'],
      [69, 'XYХAVАф'],
      [72, 'ЧDЦ'],
      [74, 'CСЭĐHUНПыƯ'],
      [76, 'GNИЙЛOQОƠм'],
      [82, 'жwДЪшФ'],
      [86, 'щю…m'],
      [90, 'ЫMМ'],
      [98, 'ЖШ@Щ%W'],
      [101, '—Ю'],
    ] as const
  ).flatMap(([width, letters]) => [...letters].map((letter) => [letter, width] as const)),
);
const otherScripts = 52;
const fullWidth = 100;
const isMark = /\p{M}/u;
const isFullWidth =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}]/u;

/** @returns width in the unit of `size`. */
export function widthOf(text: string, size: number): number {
  let hundredths = 0;
  for (const letter of text.normalize('NFD')) {
    if (isMark.test(letter)) continue;
    hundredths += widths.get(letter) ?? (isFullWidth.test(letter) ? fullWidth : otherScripts);
  }
  return (hundredths * size) / 100;
}

/** Lines no wider than `width`; at most `most` of them, the last one cut with an ellipsis if words are left over. */
export function wrapText(text: string, width: number, size: number, most = 3): readonly string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ').flatMap((part) => breakWord(part, width, size))) {
    const line = lines.at(-1) ?? '';
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer, size) > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  kept[most - 1] = ellipsis(kept[most - 1] ?? '', width, size);
  return kept;
}

function ellipsis(line: string, width: number, size: number): string {
  let letters = [...line];
  while (letters.length > 1 && widthOf(`${letters.join('')}…`, size) > width) {
    letters = letters.slice(0, -1);
  }
  return `${letters.join('').trimEnd()}…`;
}

/** A word wider than the line is cut into pieces: codes and addresses must not run into the bars. */
function breakWord(word: string, width: number, size: number): readonly string[] {
  if (widthOf(word, size) <= width) return [word];
  const pieces: string[] = [''];
  for (const letter of word) {
    const longer = (pieces.at(-1) ?? '') + letter;
    if (widthOf(longer, size) > width) pieces.push(letter);
    else pieces[pieces.length - 1] = longer;
  }
  return pieces;
}
