import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { staticFiles } from '#server/http/static-files.ts';

function aBuild(worker: string) {
  const folder = mkdtempSync(join(tmpdir(), 'static-'));
  mkdirSync(join(folder, 'respond/assets'), { recursive: true });
  writeFileSync(join(folder, 'respond/sw.js'), worker);
  writeFileSync(join(folder, 'respond/sw.js.br'), `packed ${worker}`);
  writeFileSync(join(folder, 'respond/assets/form-AbCd1234.js'), 'form');
  return staticFiles(folder);
}

describe('the service worker', () => {
  it('costs a phone that has it nothing but a question, and one with another build the whole', async () => {
    const files = aBuild('one');
    const first = await files.request('/sw.js');
    const tag = first.headers.get('etag') ?? '';
    expect(await first.text()).toBe('one');
    expect(first.headers.get('cache-control')).toBe('no-cache');

    const again = await files.request('/sw.js', { headers: { 'if-none-match': tag } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');

    const updated = await aBuild('two').request('/sw.js', { headers: { 'if-none-match': tag } });
    expect(updated.status).toBe(200);
  });

  it('is another one to whoever takes it packed', async () => {
    const files = aBuild('one');
    const plain = await files.request('/sw.js');
    const packed = await files.request('/sw.js', { headers: { 'accept-encoding': 'br' } });

    expect(await packed.text()).toBe('packed one');
    expect(packed.headers.get('etag')).not.toBe(plain.headers.get('etag'));
  });
});

describe('files under names that change with their content', () => {
  it('never need to be asked for again', async () => {
    const reply = await aBuild('one').request('/r/assets/form-AbCd1234.js');

    expect(reply.headers.get('cache-control')).toContain('immutable');
  });
});
