import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('bin/check-dependencies.js', import.meta.url));

/** Checks a repository made of these files; gives what it says of violations, sorted. */
function check(t: TestContext, files: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'blockqnn-rules-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  for (const [path, text] of Object.entries({ 'tsconfig.json': '{}', 'test/a.ts': '', ...files })) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { stderr, status } = spawnSync(process.execPath, [program, folder], { encoding: 'utf8' });
  const lines = stderr.split('\n').filter((line) => line !== '');
  assert.equal(status, lines.length === 0 ? 0 : 1, stderr);
  return lines.sort();
}

const clean = {
  'libs/nsc/src/index.ts': "import { createHash } from 'node:crypto';\nexport const hash = createHash;\n",
  'libs/api/src/index.ts': "import './generated/a.js';\nimport 'node:fs';\n",
  'libs/api/src/generated/a.ts': 'export type A = 1;\n',
  'services/registry/src/index.ts': 'export const b = 1;\n',
};

test('a repository that keeps the rules passes', (t) => {
  assert.deepEqual(check(t, clean), []);
});

test('each rule names the import that breaks it', (t) => {
  const faults = check(t, {
    ...clean,
    'libs/nsc/src/index.ts': "import 'node:fs';\nimport './circle.js';\nimport './missing.js';\n",
    'libs/nsc/src/circle.ts': "import './index.js';\nimport '../test/a.js';\nimport './utils.js';\n",
    'libs/nsc/src/utils.ts': '',
    'libs/nsc/test/a.ts': '',
    'libs/search/src/index.ts': "import 'pino';\n",
    'libs/export/src/index.ts': "import '@tensorflow/tfjs-core';\nimport '../../api/src/generated/a.js';\n",
    'services/controller/src/index.ts': "import '../../registry/src/index.js';\n",
    'libs/plots/src/index.ts': 'export const figure = 1;\n',
    'libs/cli/src/index.ts': "import 'vega';\nimport { figure } from '../../plots/src/index.js';\n",
    'libs/rpc/src/index.ts': "import '../../../services/registry/src/index.js';\n",
  });
  const broken = new Set(faults.map((fault) => fault.split(':')[0]));
  assert.deepEqual([...broken].sort(), [
    'drawing-stays-in-plots',
    'files-are-named-by-a-concept',
    'generated-types-stay-in-api',
    'libraries-know-no-services',
    'no-circle',
    'packages-are-entered-by-the-front-door',
    'plots-are-loaded-when-drawn',
    'pure-libraries-use-no-io-package',
    'pure-libraries-use-no-node-module',
    'resolvable',
    'services-know-no-services',
    'sources-know-no-tests',
    'tfjs-stays-in-training',
  ]);
  assert.ok(
    faults.includes(
      'services-know-no-services: services/controller/src/index.ts → services/registry/src/index.ts',
    ),
  );
});

test('figures may be drawn on demand, and spoken of', (t) => {
  const faults = check(t, {
    ...clean,
    'libs/plots/src/index.ts': 'export type Figure = string;\nexport const draw = (): Figure => "";\n',
    'libs/cli/src/index.ts':
      "import type { Figure } from '../../plots/src/index.js';\nexport const figure: Promise<Figure> = import('../../plots/src/index.js').then(({ draw }) => draw());\n",
  });
  // By its name, which only an installed package has, it would break no rule.
  const broken = faults.map((fault) => fault.split(':')[0]);
  assert.deepEqual([...new Set(broken)], ['packages-are-entered-by-the-front-door']);
});

test('a package without a module seen is a fault', (t) => {
  assert.deepEqual(check(t, { ...clean, 'libs/empty/package.json': '{}' }), [
    'no module of libs/empty was seen',
  ]);
});
