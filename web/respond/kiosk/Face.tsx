/** A face between worst (0) and best (1), in one line and no colour of its own; words and number say the same. */
export function Face({ goodness }: { readonly goodness: number }) {
  const bend = (goodness - 0.5) * 2;
  const isLaughing = goodness === 1;
  const mouth = isLaughing
    ? 'M14.5 28c2 5 5.5 7 9.5 7s7.5-2 9.5-7z'
    : `M15.5 ${32 - bend * 4}q8.5 ${bend * 11} 17 0`;
  return (
    <svg className="face" viewBox="0 0 48 48" aria-hidden="true">
      <circle cx="24" cy="24" r="20" />
      <path d="M17 19.5v1.5M31 19.5v1.5" strokeWidth="3.6" />
      <path d={mouth} />
    </svg>
  );
}
