/** The server was updated while this page was open and its old parts are gone: load the page again, not in a loop. */
const storageKey = 'langnghe.reloaded';
const leastMilliseconds = 60_000;

export function reloadAfterUpdate(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(storageKey) ?? 0);
    if (Date.now() - last < leastMilliseconds) return;
    event.preventDefault();
    sessionStorage.setItem(storageKey, String(Date.now()));
    window.location.reload();
  });
}
