/** `npm run check`: everything that can be checked without running the product. Does every step, then sums up. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from '../../services/standalone/bin/bootstrap.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const bin = (path) => `${root}node_modules/${path}`;

const steps = [
  { name: 'format', command: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.'] },
  { name: 'types', command: [bin('typescript/bin/tsc'), '-b'] },
  { name: 'lint', command: [bin('eslint/bin/eslint.js'), '--max-warnings=0', '.'] },
  { name: 'contract', command: [bin('@bufbuild/buf/bin/buf'), 'lint', 'proto'] },
  { name: 'generated code', command: [`${root}libs/api/bin/generate.js`, '--check'] },
  { name: 'dependency rules', command: [`${root}test/bin/check-dependencies.js`] },
  { name: 'unused code', command: [bin('knip/bin/knip.js'), '--no-progress', '--no-config-hints'] },
  { name: 'lock file', command: [`${root}test/bin/check-lock-file.js`] },
  { name: 'contents', command: [`${root}test/bin/check-contents.js`] },
];

await ensureInstalled();
const outcomes = steps.map(({ name, command }) => {
  console.log(`\n── ${name}`);
  const started = performance.now();
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
  return { name, passed: status === 0, seconds: (performance.now() - started) / 1000 };
});

console.log('');
for (const { name, passed, seconds } of outcomes) {
  console.log(`${passed ? 'passed' : 'FAILED'}  ${name.padEnd(18)} ${seconds.toFixed(1).padStart(6)} s`);
}
if (outcomes.some(({ passed }) => !passed)) process.exitCode = 1;
