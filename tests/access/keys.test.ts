/** The keys of an installation: what they seal, where they lie, and that another key never starts the program. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openKeys } from '#server/access/key-file.ts';
import { keysOf } from '#server/access/keys.ts';
import { openDatabase } from '#server/store/database.ts';
import { dialects, freshLocation, freshStore } from '../support/databases.ts';

describe('keys', () => {
  const keys = keysOf(new Uint8Array(32).fill(7));
  const others = keysOf(new Uint8Array(32).fill(8));

  it('open what they sealed, for the same purpose and place only', () => {
    const sealed = keys.seal('note', 'row 1', 'Nguyễn Thị Hoa');

    expect(keys.open('note', 'row 1', sealed)).toBe('Nguyễn Thị Hoa');
    expect(keys.open('note', 'row 2', sealed)).toBeUndefined();
    expect(keys.open('other', 'row 1', sealed)).toBeUndefined();
    expect(others.open('note', 'row 1', sealed)).toBeUndefined();
    const flipped = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
    expect(keys.open('note', 'row 1', flipped)).toBeUndefined();
    expect(keys.open('note', 'row 1', '')).toBeUndefined();
    expect(keys.seal('note', 'row 1', 'Nguyễn Thị Hoa')).not.toBe(sealed);
  });

  it('make the same HMAC of the same text, and another for each purpose and key', () => {
    const hmac = keys.hmac('code', 'NGA1990');

    expect(keys.hmac('code', 'NGA1990')).toBe(hmac);
    expect(hmac).toMatch(/^[\w-]{43}$/);
    expect(
      new Set([hmac, keys.hmac('other', 'NGA1990'), others.hmac('code', 'NGA1990')]).size,
    ).toBe(3);
  });

  it('have an id that tells keys apart', () => {
    expect(keys.keyId).toMatch(/^[0-9a-f]{12}$/);
    expect(keys.keyId).not.toBe(others.keyId);
    expect(() => keysOf(new Uint8Array(31))).toThrow(RangeError);
  });
});

describe('the key file', () => {
  it('is made once, for its owner only, and found again', async () => {
    const { dataDir = '' } = await freshLocation('sqlite');
    const store = await openDatabase({ dataDir });
    const path = join(dataDir, 'keys', 'master.key');

    const [first, second] = await Promise.all([
      openKeys(store.db, { dataDir }),
      openKeys(store.db, { dataDir }),
    ]);
    const again = await openKeys(store.db, { dataDir });
    await store.close();

    expect([second.keyId, again.keyId]).toEqual([first.keyId, first.keyId]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'keys')).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(dataDir, 'langnghe.sqlite')).includes(readFileSync(path))).toBe(false);
  });

  it.each(dialects)('must be the one that %s was written with', async (dialect) => {
    const store = await freshStore(dialect);
    const { dataDir = '' } = await freshLocation('sqlite');
    const path = join(dataDir, 'keys', 'master.key');
    const { keyId } = await openKeys(store.db, { dataDir });
    const kept = readFileSync(path);

    rmSync(path);
    await expect(openKeys(store.db, { dataDir })).rejects.toThrow(keyId);
    expect(existsSync(path)).toBe(false);
    writeFileSync(path, randomBytes(32));
    await expect(openKeys(store.db, { dataDir })).rejects.toThrow(keyId);
    writeFileSync(path, kept);
    expect((await openKeys(store.db, { dataDir })).keyId).toBe(keyId);
  });

  it('may be another file: bytes, base64 or hex, but nothing else', async () => {
    const store = await freshStore('sqlite');
    const { dataDir = '' } = await freshLocation('sqlite');
    const keyFile = join(dataDir, 'own.key');
    const master = randomBytes(32);
    const { keyId } = keysOf(master);

    await expect(openKeys(store.db, { dataDir, keyFile })).rejects.toThrow(keyFile);
    for (const content of [master, `${master.toString('base64')}\n`, master.toString('hex')]) {
      writeFileSync(keyFile, content);
      expect((await openKeys(store.db, { dataDir, keyFile })).keyId).toBe(keyId);
    }
    writeFileSync(keyFile, 'a pass phrase');
    await expect(openKeys(store.db, { dataDir, keyFile })).rejects.toThrow('32 random bytes');
    expect(existsSync(join(dataDir, 'keys'))).toBe(false);
  });
});
