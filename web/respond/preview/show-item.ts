/** How often, and for how long, the frame looks for an item that is still being drawn. */
const looks = { every: 60, times: 40 } as const;

/**
 * Brings the item into sight once it is drawn, and says whether there is one to see: under the answers so far it may be
 * hidden.
 * @returns what ends the search
 */
export function showItem(name: string | undefined, tell: (isShown: boolean) => void): () => void {
  if (name === undefined) {
    tell(true);
    return () => undefined;
  }
  let left: number = looks.times;
  const timer = setInterval(() => {
    const found = document.querySelector<HTMLElement>(`[data-name="${CSS.escape(name)}"]`);
    left -= 1;
    if (!found && left > 0) return;
    clearInterval(timer);
    tell(found !== null || document.querySelector('.opening') !== null);
    if (found) scrollBy({ top: found.getBoundingClientRect().top - headRoom });
  }, looks.every);
  return () => clearInterval(timer);
}

/** Below the head of the form, which stays in its place. */
const headRoom = 96;
