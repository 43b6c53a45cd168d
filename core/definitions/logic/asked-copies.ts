const mostCopies = 500;

/** The number of copies that a form's count comes to: whole, not negative, and never more than a phone can draw. */
export function askedCopies(count: unknown): number {
  const number = Math.trunc(Number(count));
  return Number.isFinite(number) ? Math.min(Math.max(number, 0), mostCopies) : 0;
}
