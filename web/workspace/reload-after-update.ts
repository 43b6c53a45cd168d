/** The server was updated while this page was open and its old parts are gone: load the page again, not in a loop. */
const storageKey = 'langnghe.reloaded';
const leastMilliseconds = 60_000;
let reloading = false;

export function reloadAfterUpdate(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(storageKey) ?? 0);
    if (Date.now() - last < leastMilliseconds) return;
    event.preventDefault();
    sessionStorage.setItem(storageKey, String(Date.now()));
    reloading = true;
    window.location.reload();
  });
}

/** The page is on its way out: what cannot be drawn any more is no news to anybody. */
export const isReloading = (): boolean => reloading;
