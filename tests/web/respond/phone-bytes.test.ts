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
import { formerBuilds } from '../../../vite.respond.ts';
import { buildParts } from '../../support/program.ts';

const folder = join(import.meta.dirname, '../../../dist/web/respond');

describe('the first load of the phone', () => {
  beforeAll(() => buildParts('respond'), 180_000);

  it.each(productLanguages)('stays under the budget in %s', (language) => {
    const files = firstLoad(folder, language);

    expect(files.length).toBeGreaterThan(5);
    expect(totalBytes(files)).toBeLessThanOrEqual(phoneBudget.limitBytes);
  });

  it('counts what the server sends of what the page asks for: twins of texts, whole fonts, nothing else', () => {
    const own = mkdtempSync(join(tmpdir(), 'phone-bytes-'));
    mkdirSync(join(own, 'assets'));
    const write = (name: string, bytes: number) =>
      writeFileSync(join(own, name), 'x'.repeat(bytes));
    const chunk = (name: string, more: object = {}) => {
      write(`assets/${name}.js`, 1000);
      write(`assets/${name}.js.br`, 100);
      return { file: `assets/${name}.js`, ...more };
    };
    const font = (name: string, bytes: number) => {
      write(`assets/inter-${name}-wght-normal-1.woff2`, bytes);
      return `assets/inter-${name}-wght-normal-1.woff2`;
    };
    write('respond.html', 50);
    const chunks = {
      'respond.html': chunk('respond', {
        imports: ['_shared.js'],
        assets: [font('latin', 7000), font('cyrillic', 900_000)],
      }),
      '_shared.js': chunk('shared'),
      'early.ts': chunk('early'),
      'form/FormScreen.tsx': chunk('form', { imports: ['_shared.js'] }),
      '../core/language/vi/respond.json': chunk('words-vi'),
      '../core/language/ru/respond.json': chunk('words-ru'),
      'kiosk/KioskScreens.tsx': chunk('kiosk'),
    };
    writeFileSync(join(own, 'chunks.json'), JSON.stringify(chunks));

    expect(totalBytes(firstLoad(own, 'vi'))).toBe(50 + 7000 + 5 * 100);
    expect(totalBytes(firstLoad(own, 'ru'))).toBeGreaterThan(phoneBudget.limitBytes);
  });

  it('still serves what pages of the two builds before ask for, and no more', async () => {
    const own = mkdtempSync(join(tmpdir(), 'former-builds-'));
    const assets = join(own, 'assets');
    mkdirSync(assets);
    const steps = formerBuilds();
    const call = (step: unknown, ...args: readonly unknown[]) =>
      // as: Vite calls hooks so; ours are plain functions
      (step as (...all: readonly unknown[]) => void)(...args);
    for (const build of [1, 2, 3, 4, 4]) {
      for (const name of [`part-${build}.js`, `part-${build}.js.br`, 'same.js'])
        writeFileSync(join(assets, name), '');
      call(steps.configResolved, { build: { outDir: own } });
      call(steps.writeBundle, {}, { [`assets/part-${build}.js`]: {}, 'assets/same.js': {} });
      call(steps.closeBundle);
    }

    expect(readdirSync(assets).sort()).toEqual(
      ['same.js', ...[2, 3, 4].flatMap((n) => [`part-${n}.js`, `part-${n}.js.br`])].sort(),
    );
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
