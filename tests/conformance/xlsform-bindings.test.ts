/** Forms of other people as pyxform compiles them: each of its bindings has its row in our definition, with its conditions. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Definition, Item } from '#core/definitions/definition.ts';
import { elementsOf, isElement } from '#core/definitions/element-properties.ts';
import { importXlsform } from '#core/definitions/xlsform/import-xlsform.ts';
import { readWorkbook } from '#server/definitions/read-workbook.ts';
import { indexForm } from './xlsform/form-index.ts';

const directory = join(process.env.CONFORMANCE_DIR ?? '', 'xlsforms');
const isThere =
  process.env.CONFORMANCE_DIR !== undefined && existsSync(join(directory, 'pyxform-oracle'));
const files = isThere
  ? readdirSync(join(directory, 'pyxform-oracle')).filter((name) => name.endsWith('.xml'))
  : [];

interface Binding {
  readonly path: string;
  readonly attributes: string;
}

/** Of the instance itself and of lines that only show a heading there is no row. */
const isOurs = ({ path }: Binding): boolean =>
  !/^meta(?:\/|$)|generated_table_list_label|reserved_name_for_field_list/.test(path);

const bindingsOf = (xml: string): readonly Binding[] =>
  [...xml.matchAll(/<bind ([^>]*)>/g)]
    .map(([, attributes = '']) => ({
      attributes: ` ${attributes}`,
      path: (/nodeset="([^"]*)"/.exec(attributes)?.[1] ?? '').split('/').slice(2).join('/'),
    }))
    .filter(isOurs);

const metadataOf = ({ lnXls }: Definition): ReadonlySet<string> =>
  new Set(isElement(lnXls) ? elementsOf(lnXls, 'metadata').map(({ path }) => String(path)) : []);

const hasRelevance = ({ visibleIf, lnVisibleIf }: Item): boolean =>
  visibleIf !== undefined || lnVisibleIf !== undefined;
const isDemanded = ({ isRequired, requiredIf }: Item): boolean =>
  isRequired === true || requiredIf !== undefined;

describe.skipIf(!isThere)('bindings that pyxform makes', () => {
  it('have their rows, and those their conditions', { timeout: 120_000 }, async () => {
    const missing: string[] = [];
    const counts = { bindings: 0, conditions: 0, kept: 0 };
    const expectKept = (isAsked: boolean, isKept: boolean): void => {
      if (isAsked) counts.conditions++;
      if (isAsked && isKept) counts.kept++;
    };
    for (const file of files) {
      const bytes = readFileSync(join(directory, 'forms', file.replace(/\.xml$/, '')));
      const workbook = await readWorkbook(bytes);
      const { definition } = workbook.ok ? importXlsform(workbook.sheets) : {};
      if (!definition) throw new Error(`${file} was refused`);
      const { byPath } = indexForm(definition);
      const metadata = metadataOf(definition);
      for (const { path, attributes } of bindingsOf(
        readFileSync(join(directory, 'pyxform-oracle', file), 'utf8'),
      )) {
        counts.bindings++;
        const element = byPath.get(path)?.element;
        if (!element && !metadata.has(path)) missing.push(`${file} ${path}`);
        if (!element) continue;
        expectKept(/ relevant="/.test(attributes), hasRelevance(element));
        expectKept(/ constraint="/.test(attributes), element.validators !== undefined);
        expectKept(/ required="(?!false)/.test(attributes), isDemanded(element));
      }
    }
    expect(missing).toEqual([]);
    expect(counts.bindings).toBeGreaterThan(1000);
    expect(counts.kept / counts.conditions).toBeGreaterThan(0.98);
  });
});
