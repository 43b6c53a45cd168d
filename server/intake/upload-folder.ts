/** Where an uploaded file lies while it is read: a folder of its own, which goes when the import has ended. */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'langnghe-upload-';
/** No import takes longer; a younger folder may be another server's, which is reading it. */
const staleMs = 60 * 60_000;

export const openUploadFolder = (within = tmpdir()): Promise<string> =>
  mkdtemp(join(within, prefix));

/** Removes what a server that was killed has left behind: it holds answers. @returns how many folders went */
export async function sweepUploads(now: Date, within = tmpdir()): Promise<number> {
  let swept = 0;
  for (const name of await readdir(within)) {
    if (!name.startsWith(prefix)) continue;
    const path = join(within, name);
    const found = await stat(path).catch(() => undefined);
    if (!found || now.getTime() - found.mtimeMs < staleMs) continue;
    await rm(path, { recursive: true, force: true });
    swept += 1;
  }
  return swept;
}
