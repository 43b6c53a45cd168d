/** A place in our code, as Chromium and Firefox write it. What stands between is a message, which may quote data. */
const place = /^\s*at .+:\d+:\d+\)?$|^[^\s@]*@\S+:\d+:\d+$/;

/** For whoever helps: the kind of the error, where in our code, on which page. No message, no query, no name. */
export function bugDetails(error: unknown, path: string, now: Date): string {
  const kind = error instanceof Error ? error.name : typeof error;
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const places = stack.split('\n').filter((line) => place.test(line));
  const details = { kind, path, at: now.toISOString(), places: places.map((line) => line.trim()) };
  return JSON.stringify(details, null, 1);
}
