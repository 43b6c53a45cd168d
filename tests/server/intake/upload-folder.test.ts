import { existsSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openUploadFolder, sweepUploads } from '#server/intake/upload-folder.ts';

describe('uploads that a killed server has left', () => {
  it('go at the next start; what another server may be reading stays', async () => {
    const within = mkdtempSync(join(tmpdir(), 'uploads-'));
    const [old, young] = [await openUploadFolder(within), await openUploadFolder(within)];
    const other = mkdtempSync(join(within, 'other-'));
    writeFileSync(join(old, 'file'), 'answers');
    const now = new Date();
    const earlier = new Date(now.getTime() - 2 * 60 * 60_000);
    for (const folder of [old, other]) utimesSync(folder, earlier, earlier);

    expect(await sweepUploads(now, within)).toBe(1);
    expect([old, young, other].map(existsSync)).toEqual([false, true, true]);
  });
});
