/** Fails where package-lock.json does not cover all the package.json files, for every platform: `npm ci` would refuse it. */
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startNpm } from '../../services/standalone/bin/npm.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const npm = startNpm(['ci', '--dry-run', '--loglevel=error'], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
});
const [code] = await once(npm, 'exit');
if (code !== 0) process.exitCode = 1;
