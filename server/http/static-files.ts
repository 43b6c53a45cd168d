/**
 * The built screens: the phone under `/s/` and `/r/`, the workspace under `/app/`. The list of files is read once;
 * only what is in it is ever opened, so no path can lead anywhere else.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { type Context, Hono } from 'hono';
import { formManifest } from '#server/http/form-manifest.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { framedPolicy } from '#server/http/security-headers.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** Vite puts a hash of the content into these names: what has been fetched once never changes. */
const isHashed = (path: string): boolean => /-[\w-]{8,}\.\w+$/.test(path);

/** Browsers ask for the service worker at every visit of a phone, most often in vain. */
const isAskedForOften = (path: string): boolean => path === 'sw.js';

interface Folder {
  send(c: Context, path: string): Response;
  /** Paths of the files whose names begin like this, without the hash in them. */
  named(start: string): readonly string[];
}

/** @param webDir `dist/web`, which holds `respond/` and `workspace/`. */
export function staticFiles(webDir: string): Hono {
  const respond = folder(join(webDir, 'respond'));
  const workspace = folder(join(webDir, 'workspace'));
  return new Hono()
    .get('/', (c) => c.redirect('/app/', 302))
    .get('/app', (c) => c.redirect('/app/', 302))
    .get('/app/assets/:file', (c) => workspace.send(c, `assets/${c.req.param('file')}`))
    .get('/app/*', (c) => workspace.send(c, 'index.html'))
    .get('/s/:id', (c) => respond.send(c, 'respond.html'))
    .get('/s/:id/form.webmanifest', (c) =>
      c.body(
        formManifest(c.req.param('id'), c.req.query('lang'), respond.named('app-icon-neutral')),
        200,
        {
          'content-type': types['.webmanifest'] ?? '',
        },
      ),
    )
    .get('/preview', (c) => {
      c.header('content-security-policy', framedPolicy);
      return respond.send(c, 'respond.html');
    })
    .get('/sw.js', (c) => {
      // It stands under /r/ in the build, and looks after all addresses of the phone.
      c.header('service-worker-allowed', '/');
      return respond.send(c, 'sw.js');
    })
    .get('/r/*', (c) => respond.send(c, c.req.path.slice('/r/'.length)));
}

function folder(directory: string): Folder {
  const files = new Set(listFiles(directory));
  const contents = new Map<string, Uint8Array<ArrayBuffer>>();
  const tags = new Map<string, string>();
  const tagOf = (path: string): string => {
    const known = tags.get(path);
    if (known) return known;
    const tag = `"${createHash('sha256').update(read(path)).digest('base64url').slice(0, 16)}"`;
    tags.set(path, tag);
    return tag;
  };
  const read = (path: string): Uint8Array<ArrayBuffer> => {
    const known = contents.get(path);
    if (known) return known;
    const bytes = new Uint8Array(readFileSync(join(directory, path)));
    contents.set(path, bytes);
    return bytes;
  };
  return {
    named: (start) => [...files].filter((path) => path.split('/').at(-1)?.startsWith(start)),
    send(c, path) {
      if (!files.has(path)) return problemResponse(c, { code: 'not-found' });
      const encoding = bestEncoding(c, path, files);
      c.header('content-type', types[extname(path)] ?? 'application/octet-stream');
      c.header('vary', 'accept-encoding');
      if (encoding) c.header('content-encoding', encoding.name);
      if (isHashed(path)) c.header('cache-control', 'public, max-age=31536000, immutable');
      else if (isAskedForOften(path)) {
        const tag = tagOf(encoding?.path ?? path);
        c.header('etag', tag);
        c.header('cache-control', 'no-cache');
        if (c.req.header('if-none-match') === tag) return c.body(null, 304);
      }
      return c.body(read(encoding?.path ?? path));
    },
  };
}

/** The build has written compressed twins beside the larger files. */
function bestEncoding(c: Context, path: string, files: ReadonlySet<string>) {
  const accepted = c.req.header('accept-encoding') ?? '';
  const twins = [
    { name: 'br', path: `${path}.br` },
    { name: 'gzip', path: `${path}.gz` },
  ];
  return twins.find(({ name, path: twin }) => accepted.includes(name) && files.has(twin));
}

function listFiles(directory: string): readonly string[] {
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'));
  } catch {
    return [];
  }
}
