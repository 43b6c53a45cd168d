/// <reference lib="webworker" />
/**
 * Lets the page open without a network. It keeps the files of builds and nothing else: definitions and answers lie in
 * IndexedDB. It never takes over while an interview is open, so that none changes under a person's hands; and keeps the
 * files of the builds before it, for pages that are still open from then.
 */
import { openInterviews } from './outbox/open-interviews.ts';
import { sendInBackground, syncTag } from './outbox/send-in-background.ts';
import { takeOver } from './updates.ts';

declare const self: ServiceWorkerGlobalScope;

/** Both are filled in by the build. */
const build = '__BUILD__';
const files: unknown = '__PRECACHE__';
const cacheName = `respond-${build}`;
const shell = '/r/respond.html';
/** Where quick exit leads, also without a network. */
const neutralPage = '/r/calendar.html';

self.addEventListener('install', (event) => event.waitUntil(keepFiles()));
self.addEventListener('activate', (event) => event.waitUntil(forgetOldBuilds()));
self.addEventListener('message', (event) => {
  if (event.data === takeOver) event.waitUntil(takeOverIfNothingIsOpen());
});
self.addEventListener('sync', (event) => {
  // as: Chromium's own event, in no standard library
  const { tag, waitUntil } = event as ExtendableEvent & { readonly tag?: string };
  if (tag === syncTag) waitUntil.call(event, sendInBackground());
});
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (event.request.mode === 'navigate') {
    if (url.pathname.startsWith('/s/')) event.respondWith(fromCache(shell, event.request));
    if (url.pathname === neutralPage) event.respondWith(fromCache(neutralPage, event.request));
    return;
  }
  if (url.pathname.startsWith('/r/')) event.respondWith(fromCache(url.pathname, event.request));
});

/** Names under these change with their content: what has been fetched once need not be fetched again. */
const isFixed = (path: string): boolean => path.startsWith('/r/assets/');

/** All files or none: a build with a hole in it must not be installed. */
async function keepFiles(): Promise<void> {
  const cache = await caches.open(cacheName);
  for (const path of Array.isArray(files) ? files.map(String) : []) {
    const kept = isFixed(path) ? await caches.match(path) : undefined;
    const response = kept ?? (await fetch(path, { cache: isFixed(path) ? 'default' : 'reload' }));
    if (!response.ok) throw new Error(`${response.status} for ${path}`);
    await cache.put(path, response);
  }
}

/** Whoever asks may not know of an interview in another tab, or of one that was opened just now. */
async function takeOverIfNothingIsOpen(): Promise<void> {
  const open = await openInterviews(navigator.locks).ids();
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (open.size === 0 && (navigator.locks || pages.length <= 1)) await self.skipWaiting();
}

/** Ours and the two before it. */
const buildsKept = 3;

async function forgetOldBuilds(): Promise<void> {
  // In the order in which they were made.
  const names = (await caches.keys()).filter(
    (name) => name.startsWith('respond-') && name !== cacheName,
  );
  const old = names.slice(0, Math.max(0, names.length - buildsKept + 1));
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** From the cache, else from a former build's, else from the network, and then kept for the next time without one. */
async function fromCache(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = (await cache.match(path)) ?? (isFixed(path) ? await caches.match(path) : undefined);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && isFixed(path)) await cache.put(path, response.clone());
  return response;
}
