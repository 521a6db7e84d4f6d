/**
 * `npm test [-- FILTER… --NODE-FLAG…]`: runs the tests whose path contains one of the filters, or all of
 * them, from source. Flags, for instance `--test-name-pattern=…`, go to Node's test runner.
 */
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from '../../services/standalone/bin/bootstrap.js';
import { listFiles } from './list-files.js';

/** Longest that a test file may take; the slowest trains networks. */
const timeoutMs = 600_000;

await ensureInstalled();
const args = process.argv.slice(2);
const flags = args.filter((arg) => arg.startsWith('--'));
const filters = args.filter((arg) => !arg.startsWith('--'));
const files = listFiles(['libs', 'services', 'test'], '.test.ts').filter(
  (file) => filters.length === 0 || filters.some((filter) => file.includes(filter)),
);
if (files.length === 0) {
  console.error(`No test file (*.test.ts in libs, services, test) has a path with ${filters.join(' or ')}.`);
  process.exit(2);
}
const { status, signal } = spawnSync(
  process.execPath,
  [
    '--conditions=source',
    '--import=tsx',
    '--test',
    `--test-timeout=${timeoutMs}`,
    `--test-concurrency=${availableParallelism()}`,
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=./test/bin/skip-reporter.js',
    '--test-reporter-destination=stdout',
    ...flags,
    ...files,
  ],
  { cwd: fileURLToPath(new URL('../../', import.meta.url)), stdio: 'inherit' },
);
if (signal !== null) console.error(`The test run was ended by ${signal}.`);
process.exitCode = status ?? 1;
