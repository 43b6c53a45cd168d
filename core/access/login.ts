/** A sign-in name as it is kept and compared: one form for what looks the same. */
export const canonicalLogin = (typed: string): string =>
  typed.normalize('NFKC').trim().toLowerCase();
