/**
 * What `npm start`, `npm run cli`, `build`, `bench` and `conformance` call. Plain JavaScript, because it runs before
 * anything is built: it builds what is missing or older than its sources, then runs the program in this process, so
 * that signals and exit codes are the program's own.
 */
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..');
const at = (path) => join(root, path);

/** Each part: what it is made of, and the file that shows that it was made. */
const parts = {
  server: { sources: ['core', 'server'], made: 'dist/server/main.js' },
  respond: { sources: ['core', 'web'], made: 'dist/web/respond/respond.html' },
  workspace: { sources: ['core', 'web'], made: 'dist/web/workspace/index.html' },
};
const ofAll = ['vite.config.ts', 'vite.respond.ts', 'vite.survey.ts', 'package-lock.json'];

const [task, ...args] = process.argv.slice(2);
const tasks = {
  main: async () => {
    await build(Object.keys(parts));
    stopWithNpm();
    await runProgram('dist/server/main.js', args);
  },
  cli: async () => {
    await build(['server']);
    await runProgram('dist/server/cli.js', args);
  },
  build: () => build(args.length > 0 ? args : Object.keys(parts), true),
  'build-missing': () => build(args.length > 0 ? args : Object.keys(parts)),
  bench: () => bench(args),
  conformance: () => conformance(args),
  faults: () => faults(args),
};

if (!Object.hasOwn(tasks, task ?? '')) {
  say(`Say one of ${Object.keys(tasks).join(', ')}.`);
  process.exitCode = 2;
} else {
  await tasks[task]();
}

function notOffered(name) {
  say(`\`${name}\` is not offered yet.`);
  process.exitCode = 2;
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * A signal to `npm start` ends npm and its shell, and the shell does not pass it on: whoever stops npm would leave the
 * server behind on its port. Under npm it therefore stops, in good order, when its parent is gone.
 */
function stopWithNpm() {
  if (process.env.npm_lifecycle_event !== 'start') return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
}

async function runProgram(file, programArgs) {
  process.argv = [process.argv[0], at(file), ...programArgs];
  await import(pathToFileURL(at(file)).href);
}

async function build(names, always = false) {
  const wanted = names.filter((name) => always || isStale(name));
  if (wanted.length === 0) return;
  if (!existsSync(at('node_modules/vite'))) {
    say('The program has to be built first: run `npm ci`.');
    process.exit(2);
  }
  say(`Building ${wanted.join(', ')}; this may take a minute.`);
  for (const name of wanted) await buildPart(name, always);
}

/** One at a time for each part, also when several commands find it missing at once. */
async function buildPart(name, always) {
  const lock = at(`dist/.building-${name}`);
  mkdirSync(at('dist'), { recursive: true });
  while (!takeLock(lock)) await new Promise((resolve) => setTimeout(resolve, 200));
  try {
    if (!always && !isStale(name)) return;
    const began = new Date();
    const code = await runNode([
      at('node_modules/vite/bin/vite.js'),
      'build',
      '--mode',
      name,
      '--logLevel',
      'error',
    ]);
    if (code !== 0) {
      say(`Building ${name} failed.`);
      rmSync(lock, { force: true });
      process.exit(1);
    }
    // Sources that changed while it was being built are newer than this.
    utimesSync(at(parts[name].made), began, began);
  } finally {
    rmSync(lock, { force: true });
  }
}

function takeLock(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (!isAlive(Number(readIfThere(lock)))) rmSync(lock, { force: true });
    return false;
  }
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid) {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * What it prints goes to standard error: standard output is the program's. What is built is for use, whatever the
 * environment says (a test runner says `test`, and React would be built with its aids for developers).
 */
function runNode(nodeArgs) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, nodeArgs, {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 2, 2],
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

function isStale(name) {
  const { sources, made } = parts[name];
  if (!existsSync(at(made))) return true;
  const madeAt = statSync(at(made)).mtimeMs;
  return [...sources, ...ofAll].some((source) => newest(at(source)) > madeAt);
}

function newest(path) {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return readdirSync(path).reduce(
    (last, name) => Math.max(last, newest(join(path, name))),
    mtimeMs,
  );
}

/** Golden files of other programs against ours: `tests/conformance/<what>/main.ts` exports `run(args, print)`. */
async function conformance([what, ...rest]) {
  if (what !== 'xlsform') return notOffered(`conformance ${what ?? ''}`.trim());
  const folder = `dist/conformance/${what}`;
  await bundle(`tests/conformance/${what}/main.ts`, folder, 'main.js');
  const { run } = await import(pathToFileURL(at(`${folder}/main.js`)).href);
  process.exitCode = await run(rest, (line) => process.stdout.write(`${line}\n`));
}

/** Experiments with what kills processes and fills disks: `tests/faults/main.ts` exports `run(args, print)`. */
async function faults(wanted) {
  await build(Object.keys(parts));
  await bundle('tests/faults/main.ts', 'dist/faults', 'main.js');
  await bundle('tests/faults/careless.ts', 'dist/faults-careless', 'careless.js');
  const { run } = await import(pathToFileURL(at('dist/faults/main.js')).href);
  process.exitCode = await run(wanted, (line) => process.stdout.write(`${line}\n`));
}

async function bundle(source, folder, file) {
  const vite = await import('vite');
  await vite.build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: at(source),
      outDir: at(folder),
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: file } },
    },
  });
}

/**
 * Each `bench/*.ts` that exports `run` is a part: it returns `{rows: [{what, value, unit, aim?, met?}], …}`, which is
 * printed as a table and kept in `bench/results/<part>.json`. Timing is measured, never asserted.
 */
async function bench(wanted) {
  const names = readdirSync(at('bench'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .filter((name) => wanted.length === 0 || wanted.includes(name));
  if (names.length === 0) {
    say('There is no such part.');
    process.exitCode = 2;
    return;
  }
  mkdirSync(at('bench/results'), { recursive: true });
  for (const name of names) {
    await bundle(`bench/${name}.ts`, `dist/bench/${name}`, 'part.js');
    const { run } = await import(pathToFileURL(at(`dist/bench/${name}/part.js`)).href);
    if (typeof run !== 'function') continue;
    process.stdout.write(`\n${name}\n`);
    const result = await run();
    console.table(result.rows);
    writeFileSync(at(`bench/results/${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  }
}
