import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { productLanguages } from '#core/kernel/localized-text.ts';
import { firstLoad, phoneBudget, totalBytes } from '../../../bench/phone-bytes.ts';
import { buildParts } from '../../support/program.ts';

const folder = join(import.meta.dirname, '../../../dist/web/respond');

describe('the first load of the phone', () => {
  beforeAll(() => buildParts('respond'), 180_000);

  it.each(productLanguages)('stays under the budget in %s', (language) => {
    const files = firstLoad(folder, language);

    expect(files.length).toBeGreaterThan(5);
    expect(totalBytes(files)).toBeLessThanOrEqual(phoneBudget.limitBytes);
  });

  it('counts what the server sends: the brotli twin of a text, the whole of a font', () => {
    const own = mkdtempSync(join(tmpdir(), 'phone-bytes-'));
    mkdirSync(join(own, 'assets'));
    const write = (name: string, bytes: number) =>
      writeFileSync(join(own, name), 'x'.repeat(bytes));
    write('respond.html', 50);
    write('assets/respond-1.js', 1000);
    write('assets/respond-1.js.br', 300);
    write('assets/inter-latin-wght-normal-1.woff2', 7000);
    write('assets/words-ru-1.js', 400_000);

    expect(totalBytes(firstLoad(own, 'vi'))).toBe(7350);
    expect(totalBytes(firstLoad(own, 'ru'))).toBeGreaterThan(phoneBudget.limitBytes);
  });

  it('names neither the product nor anything that could shame or endanger who holds the phone', () => {
    const telling = /lắng nghe|langnghe|hiv\b|\bsex work|prison|nhà tù/i;
    const texts = [
      'respond.html',
      'sw.js',
      ...readdirSync(join(folder, 'assets')).map((name) => join('assets', name)),
    ].filter((name) => /\.(html|js|css|svg)$/.test(name));

    expect(texts.length).toBeGreaterThan(10);
    for (const name of texts)
      expect(telling.exec(readFileSync(join(folder, name), 'utf8'))?.[0], name).toBeUndefined();
  });

  it('keeps no source maps', () => {
    expect(
      firstLoad(folder, 'vi').some(({ name }) => existsSync(join(folder, `${name}.map`))),
    ).toBe(false);
  });
});
