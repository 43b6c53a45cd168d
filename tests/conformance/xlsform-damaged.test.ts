/** Other people's forms with cells changed at random: always a definition that compiles, or problems with their places. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import { importXlsform } from '#core/definitions/xlsform/import-xlsform.ts';
import type { Sheet } from '#core/definitions/xlsform/sheet.ts';
import { readWorkbook } from '#server/definitions/read-workbook.ts';
import { seededRandom } from '../support/differential/seeded-random.ts';

const folder = join(process.env.CONFORMANCE_DIR ?? '', 'xlsforms/forms');
const isThere = process.env.CONFORMANCE_DIR !== undefined && existsSync(folder);
const files = isThere ? readdirSync(folder).filter((name) => /\.xlsx?$/.test(name)) : [];
const runs = 3;
const changes = 6;

describe.skipIf(!isThere)('a damaged form', () => {
  it('is imported or refused by sheet and row, always the same way', {
    timeout: 240_000,
  }, async () => {
    const random = seededRandom(7).next;
    let imported = 0;
    for (const file of files) {
      const workbook = await readWorkbook(readFileSync(join(folder, file)));
      if (!workbook.ok) continue;
      for (let run = 0; run < runs; run++) {
        const sheets = damage(workbook.sheets, random);
        const { definition, problems } = importXlsform(sheets);
        for (const problem of problems) {
          expect(problem, file).toMatchObject({
            sheet: expect.any(String),
            row: expect.any(Number),
            column: expect.any(String),
          });
        }
        expect(definition === undefined, file).toBe(
          problems.some(({ severity }) => severity === 'error'),
        );
        expect(JSON.stringify(importXlsform(sheets)), file).toBe(
          JSON.stringify({ ...(definition ? { definition } : {}), problems }),
        );
        if (!definition) continue;
        imported++;
        expect(compileLogic(definition), file).toMatchObject({ ok: true });
      }
    }
    expect(imported).toBeGreaterThan(files.length / 4);
  });
});

type Random = () => number;

/** Cells of one column change places, lose their end, vanish, or get a stray piece of an expression. */
function damage(sheets: readonly Sheet[], random: Random): readonly Sheet[] {
  const changed = structuredClone(sheets) as {
    name: string;
    rows: { row: number; cells: string[] }[];
  }[]; // as: a copy of our own
  for (let change = 0; change < changes; change++) {
    const sheet = pick(changed, random);
    const one = sheet && pick(sheet.rows, random);
    const other = sheet && pick(sheet.rows, random);
    if (!one || !other) continue;
    const column = Math.floor(random() * Math.max(one.cells.length, 1));
    const text = one.cells[column] ?? '';
    const stray =
      pick(['${', ')', "'", ' or ', '1 div ', '[1]', '..', '%(label)s', ' over x'], random) ?? '';
    const texts = [
      other.cells[column] ?? '',
      text.slice(0, text.length / 2),
      '',
      text + stray,
      stray + text,
    ];
    one.cells[column] = pick(texts, random) ?? '';
  }
  return changed;
}

const pick = <Each>(list: readonly Each[], random: Random): Each | undefined =>
  list[Math.floor(random() * list.length)];
