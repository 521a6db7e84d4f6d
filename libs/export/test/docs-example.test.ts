import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { exportTfjs, modelBytes } from '@blockqnn/export';
import { buildLayerGraph, initialiseWeights, smallStack } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';

const ROOT = join(import.meta.dirname, '../../..');

test('the Node example in docs/export.md loads an exported model', async (context) => {
  const example = /<!-- load\.mjs -->\s+```js\n(?<code>.*?)```/s.exec(
    await readFile(join(ROOT, 'docs/export.md'), 'utf8'),
  )?.groups?.['code'];
  assert.ok(example);
  // Inside the project, so that the example finds TensorFlow.js.
  await mkdir(join(ROOT, '.cache'), { recursive: true });
  const folder = await mkdtemp(join(ROOT, '.cache/export-'));
  context.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'load.mjs'), example);

  const block = parseBlock('conv3@0,conv3@1,add@2+0');
  const stack = smallStack({ input: { height: 32, width: 32, channels: 3 }, classes: 10 });
  const graph = buildLayerGraph(block, stack);
  const files = await exportTfjs({
    graph,
    weights: initialiseWeights(graph, 1),
    metadata: { block, stack, weights: { state: 'initialised', seed: 1 } },
  });
  for (const file of files) await writeFile(join(folder, file.name), await modelBytes(file));

  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'load.mjs'), folder]);
  const movingStatistics = graph.nodes
    .filter(({ operation }) => operation.kind === 'batchNormalisation')
    .reduce((sum, { shape }) => sum + 2 * shape.channels, 0);
  assert.match(
    stdout,
    new RegExp(`weights initialised, ${graph.figures.parameters + movingStatistics} values`),
  );
  assert.match(stdout, /^probabilities: 10$/m);
});
