/**
 * `npm test`: lint, types and builds at the same time, then every test; `--quick` leaves out the builds and what needs a
 * server. Tests stream; the last line is `N passed, N failed`, where each gate before the tests counts as one.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const isQuick = process.argv.includes('--quick');
const bin = (path) => join(root, 'node_modules', path);

const gates = [
  ['lint', [bin('@biomejs/biome/bin/biome'), 'check', '--diagnostic-level=error']],
  ['types', [bin('typescript/bin/tsc'), '-b']],
  ...(isQuick ? [] : [['builds', [join(root, 'server/launch.mjs'), 'build-missing']]]),
];

let passed = 0;
let failed = 0;
const count = (isGood) => {
  if (isGood) passed += 1;
  else failed += 1;
};

// Each alone leaves one of two cores idle most of the time.
const opened = gates.map(([name, nodeArgs]) => ({ name, ended: runNode(nodeArgs, 'pipe') }));
for (const { name, ended } of opened) {
  const { code, said } = await ended;
  console.log(`— ${name}`);
  process.stdout.write(said);
  if (code !== 0) console.log(`${name}: failed`);
  count(code === 0);
}

console.log('— tests');
const folder = mkdtempSync(join(tmpdir(), 'langnghe-tests-'));
const report = join(folder, 'report.json');
const { code } = await runNode([
  bin('vitest/vitest.mjs'),
  'run',
  ...(isQuick ? ['tests/core', 'tests/architecture'] : []),
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
]);
const counts = readReport(report);
rmSync(folder, { recursive: true, force: true });
passed += counts.passed;
failed += counts.failed;
// Vitest can fail without a failed test: a file that does not load, an error outside any test, no report at all.
if (code !== 0 && counts.failed === 0) count(false);

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** @returns its exit code, and with `pipe` what it said on both streams. */
function runNode(nodeArgs, output = 'inherit') {
  return new Promise((resolve) => {
    const stdio = ['inherit', output, output];
    const child = spawn(process.execPath, nodeArgs, { cwd: root, stdio });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        said += text;
      });
    }
    const stop = (signal) => child.kill(signal);
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    child.on('close', (exitCode) => {
      process.off('SIGTERM', stop);
      process.off('SIGINT', stop);
      resolve({ code: exitCode ?? 1, said });
    });
  });
}

function readReport(file) {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return { passed: 0, failed: 0 };
  }
}
