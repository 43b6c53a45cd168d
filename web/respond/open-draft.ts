/** Remembers, for this tab only, which interview is open, so that a reload comes back to it. Holds an id, no answers. */
const key = 'open-draft';

export function rememberOpenDraft(id: string | undefined): void {
  try {
    if (id) sessionStorage.setItem(key, id);
    else sessionStorage.removeItem(key);
  } catch {
    // A browser that forbids storage: the draft is then offered on the start screen.
  }
}

export function rememberedOpenDraft(): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}
