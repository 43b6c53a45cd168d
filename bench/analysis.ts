/**
 * Tabulating a large survey: 100,000 made-up responses of 60 variables in a real SQLite file, every variable in all and
 * by a site of 20 levels. Our columns against the database's own JSON functions on the same rows, in one run: the
 * ratio is what counts, milliseconds depend on the machine.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type SqliteDatabase from 'better-sqlite3';
import { gateTables } from '#core/analysis/disclosure/gate.ts';
import type { Frame } from '#core/analysis/frame.ts';
import { createFrameBuilder } from '#core/analysis/frame-builder.ts';
import { resultTables } from '#core/analysis/tables.ts';
import type { Answers } from '#core/definitions/logic/compiled-logic.ts';
import type { Category, Variable, VariableType } from '#core/definitions/variable.ts';
import { Sqlite } from '#server/store/sqlite-driver.ts';

const responses = 100_000;
const sites = 20;

interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly aim?: number;
  readonly met?: boolean;
}

export function run(): { readonly rows: readonly Row[]; readonly note: string } {
  const folder = mkdtempSync(join(tmpdir(), 'langnghe-bench-'));
  const db = new Sqlite(join(folder, 'bench.sqlite'));
  try {
    fill(db);
    const built = timed(() => frameFrom(db));
    const frame = built.value;
    // The first runs warm the compiler up; a store that is asked all day is warm.
    for (let i = 0; i < 5; i++) resultTables(frame, { by: 'site' });
    const all = best(10, () => resultTables(frame));
    const bySite = best(10, () => resultTables(frame, { by: 'site' }));
    const exact = resultTables(frame, { by: 'site' });
    const gate = best(3, () => gateTables(exact));
    const json = timeJson(db, frame);
    const ratio = json.ms / bySite;
    return {
      note: `JSON functions: ${json.queries} queries (${json.what}), each run once; cells compared: ${json.cells}, different: ${json.different}.`,
      rows: [
        { what: 'columns from JSON rows', value: built.ms, unit: 'ms of processor' },
        { what: 'all variables in all', value: all, unit: 'ms of processor' },
        { what: 'all variables in all and by 20 sites', value: bySite, unit: 'ms of processor' },
        { what: 'the same through the disclosure gate', value: gate, unit: 'ms of processor' },
        { what: 'the same by SQLite JSON functions', value: json.ms, unit: 'ms of processor' },
        {
          what: 'JSON functions ÷ columns',
          value: ratio,
          unit: 'times',
          aim: 1_000,
          met: ratio >= 1_000,
        },
        {
          what: 'cells that differ',
          value: json.different,
          unit: 'cells',
          aim: 0,
          met: json.different === 0,
        },
      ],
    };
  } finally {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Processor time of this process: other work on the machine does not count. */
function timed<Value>(work: () => Value): { readonly ms: number; readonly value: Value } {
  const start = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(start);
  return { ms: (user + system) / 1_000, value };
}

const best = (times: number, work: () => unknown): number =>
  Math.min(...Array.from({ length: times }, () => timed(work).ms));

const list = (count: number, stem: string): readonly Category[] =>
  Array.from({ length: count }, (_, i) => ({
    value: `${stem}_${i}`,
    label: { en: `${stem} ${i}` },
  }));

const variable = (
  name: string,
  type: VariableType,
  categories?: readonly Category[],
): Variable => ({
  name,
  item: name,
  path: [name],
  label: { en: name },
  type,
  measure: null,
  multi: type === 'multi',
  ...(categories && { categories }),
  missingCodes: [],
  problemCodes: [],
  class: null,
  role: null,
  page: 'page',
  groups: [],
});

const many = (count: number, make: (i: number) => Variable): readonly Variable[] =>
  Array.from({ length: count }, (_, i) => make(i));

/** 60 items like those of a needs assessment, and the site. */
const codebook: readonly Variable[] = [
  variable('site', 'choice', list(sites, 'site')),
  ...many(34, (i) => variable(`agree_${i}`, 'choice', list(5, 'degree'))),
  ...many(6, (i) => variable(`kind_${i}`, 'choice', list(8, 'kind'))),
  ...many(6, (i) => variable(`needs_${i}`, 'multi', list(12, 'need'))),
  ...many(10, (i) => variable(`scale_${i}`, 'number')),
  ...many(4, (i) => variable(`number_${i}`, 'number')),
];

/** xorshift32 with a fixed seed: the same rows on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

function answersFrom(random: () => number): Answers {
  const answers: Record<string, unknown> = {};
  for (const { name, type, categories = [] } of codebook) {
    const pick = (share: number) => categories[Math.floor(share * categories.length)]?.value;
    if (name === 'site') answers.site = pick(random() * random());
    else if (random() < 0.05) continue;
    else if (type === 'choice') answers[name] = pick(random());
    else if (type === 'multi') {
      const ticked = categories.filter(() => random() < 0.25).map(({ value }) => value);
      if (ticked.length > 0) answers[name] = ticked;
    } else answers[name] = Math.floor(random() * (name.startsWith('scale') ? 11 : 100));
  }
  return answers;
}

function fill(db: SqliteDatabase.Database): void {
  db.pragma('journal_mode = WAL');
  db.exec('create table response (seq integer primary key, answers text not null)');
  const insert = db.prepare('insert into response (answers) values (?)');
  const random = randomFrom(20_260_416);
  db.transaction(() => {
    for (let i = 0; i < responses; i++) insert.run(JSON.stringify(answersFrom(random)));
  })();
}

function frameFrom(db: SqliteDatabase.Database): Frame {
  const builder = createFrameBuilder(codebook, { capacity: responses });
  const rows = db.prepare<[], string>('select answers from response order by seq').pluck();
  // as: what `fill` has written.
  for (const text of rows.iterate()) builder.append(JSON.parse(text) as Answers, null);
  return builder.frame();
}

/** One query a variable: counts by site and answer, from which the counts in all are sums. */
function timeJson(db: SqliteDatabase.Database, frame: Frame) {
  const tables = new Map(
    resultTables(frame, { by: 'site' }).map((table) => [table.variable.name, table]),
  );
  const result = { ms: 0, queries: 0, cells: 0, different: 0, what: 'every variable by site' };
  for (const { name, type } of codebook) {
    if (name === 'site') continue;
    const statement = db.prepare<[], CountedCell>(queryOf(name, type));
    const { ms, value } = timed(() => statement.all());
    result.ms += ms;
    result.queries += 1;
    if (type === 'number') continue;
    const counted = new Map(value.map(({ site, code, n }) => [`${site} ${code}`, n]));
    for (const column of tables.get(name)?.columns.slice(1) ?? []) {
      for (const category of column.categories) {
        result.cells += 1;
        const own = counted.get(`${column.level?.value} ${category.value}`) ?? 0;
        if (own !== category.count) result.different += 1;
      }
    }
  }
  return result;
}

interface CountedCell {
  readonly site: string;
  readonly code: string | number;
  readonly n: number;
}

const queryOf = (name: string, type: VariableType): string =>
  type === 'multi'
    ? `select json_extract(answers, '$.site') as site, item.value as code, count(*) as n
       from response, json_each(answers, '$.${name}') as item group by 1, 2`
    : `select json_extract(answers, '$.site') as site, json_extract(answers, '$.${name}') as code, count(*) as n
       from response group by 1, 2`;
