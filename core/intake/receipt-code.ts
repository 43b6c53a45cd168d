/** No vowels, so that no code is a word; no letters or digits that look alike. */
const alphabet = '2346789CDFGHJKMNPQRTVWXYZ';

/**
 * Six characters by which people speak of a response ("we sent 7K2M9X, do you have it?"). Two responses may share
 * one: it is never a key.
 * @param hash of the response's id, as hex.
 * @example receiptCode('00…') // '222222'
 */
export const receiptCode = (hash: string): string =>
  Array.from({ length: 6 }, (_, index) => {
    const part = Number.parseInt(hash.slice(index * 4, index * 4 + 4), 16);
    return alphabet[part % alphabet.length];
  }).join('');
