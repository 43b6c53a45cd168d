/// <reference lib="webworker" />
/**
 * Lets the page open without a network. It keeps the files of one build and nothing else: definitions and answers lie
 * in IndexedDB. It never takes over while a page is open, so that no interview changes under a person's hands.
 */
export {};

declare const self: ServiceWorkerGlobalScope;

/** Both are filled in by the build. */
const build = '__BUILD__';
const files: unknown = '__PRECACHE__';
const cacheName = `respond-${build}`;
const shell = '/r/respond.html';

self.addEventListener('install', (event) => event.waitUntil(keepFiles()));
self.addEventListener('activate', (event) => event.waitUntil(forgetOldBuilds()));
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (event.request.mode === 'navigate') {
    if (url.pathname.startsWith('/s/')) event.respondWith(fromCache(shell, event.request));
    return;
  }
  if (url.pathname.startsWith('/r/')) event.respondWith(fromCache(url.pathname, event.request));
});

/** All files or none: a build with a hole in it must not be installed. */
async function keepFiles(): Promise<void> {
  const cache = await caches.open(cacheName);
  for (const path of Array.isArray(files) ? files : []) {
    // Names under /r/assets/ change with their content: what the page has just fetched need not be fetched again.
    const isFixed = String(path).startsWith('/r/assets/');
    const response = await fetch(String(path), { cache: isFixed ? 'default' : 'reload' });
    if (!response.ok) throw new Error(`${response.status} for ${path}`);
    await cache.put(String(path), response);
  }
}

async function forgetOldBuilds(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names
      .filter((name) => name.startsWith('respond-') && name !== cacheName)
      .map((name) => caches.delete(name)),
  );
  await self.clients.claim();
}

/** From the cache, else from the network, and then kept for the next time without one. */
async function fromCache(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(path);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && path.startsWith('/r/assets/')) await cache.put(path, response.clone());
  return response;
}
