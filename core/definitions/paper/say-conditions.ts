/** Conditions as the sentences that stand over questions: for whom they are, and where everybody else goes on. */
import type { PaperBlock } from '#core/definitions/paper/paper-form.ts';
import type { PaperWords } from '#core/definitions/paper/paper-words.ts';

export function sayConditions(
  pages: readonly (readonly PaperBlock[])[],
  words: PaperWords,
): readonly PaperBlock[] {
  const nextAfter = (page: number): string => {
    const number = pages.slice(page + 1).flatMap(numbersOf)[0];
    return nextWords(number, words);
  };
  return pages.flatMap((blocks, page) =>
    blocks.map((block, at) => {
      const { condition } = block;
      if (condition === undefined) return block;
      return { ...block, condition: sentenceFor(blocks, at, condition, nextAfter(page), words) };
    }),
  );
}

const numbersOf = (blocks: readonly PaperBlock[]): readonly string[] =>
  blocks.flatMap((block) => ('number' in block ? [block.number] : []));

const nextWords = (number: string | undefined, words: PaperWords): string =>
  number === undefined ? words.text('paper.next-end') : words.text('paper.next', { number });

function sentenceFor(
  blocks: readonly PaperBlock[],
  at: number,
  condition: string,
  afterPage: string,
  words: PaperWords,
): string {
  const block = blocks[at];
  if (block?.kind === 'section') {
    return block.level === 1
      ? words.text('paper.section-if', { condition, next: afterPage })
      : words.text('paper.only-if', { condition });
  }
  let end = at + 1;
  while (isJoined(blocks[end])) end++;
  const run = numbersOf(blocks.slice(at, end));
  const following = numbersOf(blocks.slice(end))[0];
  const next = following === undefined ? afterPage : nextWords(following, words);
  const [from] = run;
  const to = run.at(-1);
  if (from === undefined || to === undefined) return words.text('paper.only-if', { condition });
  return from === to
    ? words.text('paper.only-if-next', { condition, next })
    : words.text('paper.only-if-many', { from, to, condition, next });
}

const isJoined = (block: PaperBlock | undefined): boolean =>
  block !== undefined && 'joins' in block && block.joins === true;
