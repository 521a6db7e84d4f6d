/** Fails where package-lock.json does not cover all the package.json files, for every platform: `npm ci` would refuse it. */
import { fileURLToPath } from 'node:url';
import { runNpm } from '../../services/standalone/bin/run-npm.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { status, stderr } = runNpm(['ci', '--dry-run', '--loglevel=error'], { cwd: root, encoding: 'utf8' });
if (status !== 0) {
  console.error(stderr);
  process.exitCode = 1;
}
