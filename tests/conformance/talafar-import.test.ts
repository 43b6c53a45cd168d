/**
 * A real field survey imported into a survey made of its form: what storage then says equals what `analyse` says of the
 * file, but for what an import may not keep. Runs where CONFORMANCE_DIR has the files.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type AnalysedVariable, analyseAll } from '#core/analysis/analyse-all.ts';
import { frameFromFile } from '#core/analysis/frame-from-file.ts';
import { importXlsform } from '#core/definitions/xlsform/import-xlsform.ts';
import { createColumnStores } from '#server/analysis/column-store.ts';
import { readWorkbook } from '#server/definitions/read-workbook.ts';
import { readDelimited } from '#server/intake/read-delimited.ts';
import { startImporting } from '../support/importing.ts';

const folder = join(process.env.CONFORMANCE_DIR ?? '', 'real/talafar');
const isThere = process.env.CONFORMANCE_DIR !== undefined && existsSync(join(folder, 'form.xlsx'));

describe.skipIf(!isThere)('a real field survey', () => {
  for (const name of ['responses-clean.csv', 'responses-raw.csv']) {
    it(`counts the same imported from ${name}`, { timeout: 120_000 }, async () => {
      const workbook = await readWorkbook(readFileSync(join(folder, 'form.xlsx')));
      const definition = workbook.ok ? importXlsform(workbook.sheets).definition : undefined;
      if (!definition) throw new Error('the form cannot be used');
      const bytes = readFileSync(join(folder, name));
      const importing = await startImporting(definition);

      const report = await importing.importFiles({ [name]: bytes });
      const again = await importing.importFiles({ [name]: bytes });

      const stores = createColumnStores(importing.store.db);
      const held = await stores.frameOf(importing.survey.id);
      if (!held) throw new Error('nothing is stored');
      const stored = analyseAll(held.frame, 'en');
      const table = readDelimited(bytes);
      if (!table.ok) throw new Error(table.sentence);
      const environment = { now: importing.deps.clock.now(), offsetMinutes: 420 };
      const framed = frameFromFile(table.table, definition, { environment });
      if (!framed.ok) throw new Error('the logic cannot be used');
      const file = analyseAll(framed.value.frame, 'en');
      expect(again).toMatchObject({ stored: 0, alreadyStored: report.rows });
      expect(stored.n).toBe(file.n);
      const lost = new Set(report.losses.map(({ column }) => column ?? ''));
      const same = (one: AnalysedVariable) => {
        const { asked: _, missing: __, inData: ___, ...rest } = one;
        return rest;
      };
      const kept = file.variables.filter((one) => !lost.has(one.name));
      expect(kept.length).toBeGreaterThan(100);
      for (const one of kept.filter(({ inData }) => inData)) {
        const found = stored.variables.find((other) => other.name === one.name);
        expect(found && same(found), one.name).toEqual(same(one));
      }
    });
  }
});
