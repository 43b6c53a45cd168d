/** Where the live preview stands. */
export function PreviewSlot() {
  return null;
}
