import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { exportPytorch, modelBytes } from '@blockqnn/export';
import {
  buildLayerGraph,
  buildLayerGraphAsCoded,
  cifarStack,
  imagenetStack,
  type LayerGraph,
  NetworkError,
  smallStack,
  type Stack,
} from '@blockqnn/network';
import { type Block, MAX_LAYERS } from '@blockqnn/nsc';
import fc from 'fast-check';
import { randomBlocks } from '../../libs/export/test/random-blocks.js';
import { runProgram } from '../tools/program.js';
import { pythonVenv } from '../tools/python.js';

const SOURCES = 200;

const STACKS: readonly Stack[] = [
  smallStack({ input: { height: 32, width: 32, channels: 3 }, classes: 10 }),
  cifarStack({ input: { height: 31, width: 33, channels: 1 }, classes: 100 }),
  imagenetStack({ input: { height: 224, width: 175, channels: 3 }, classes: 1000 }),
];

test('any legal block gives a module that compiles and is laid out as by hand', async (t) => {
  const python = await pythonVenv(t, ['black==26.10.1', 'pyflakes>=3.2,<4']);
  if (python === undefined) return;
  const arbitrary = fc.record({
    block: randomBlocks(MAX_LAYERS),
    stack: fc.constantFrom(...STACKS),
    build: fc.constantFrom(buildLayerGraph, buildLayerGraphAsCoded),
  });
  const sources: string[] = [];
  for (const { block, stack, build } of fc.sample(arbitrary, { seed: 1, numRuns: 3 * SOURCES })) {
    if (sources.length === SOURCES) break;
    const graph = feasible(() => build(block, stack));
    if (graph) sources.push(await moduleSource(graph, block, stack));
  }
  assert.equal(sources.length, SOURCES);
  const folder = await mkdtemp(join(tmpdir(), 'pytorch-source-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'sources.json'), JSON.stringify(sources));
  const script = fileURLToPath(new URL('../python/module_sources.py', import.meta.url));
  await runProgram(python, [script, join(folder, 'sources.json')]);
});

function feasible(build: () => LayerGraph): LayerGraph | undefined {
  try {
    return build();
  } catch (error) {
    if (error instanceof NetworkError) return undefined;
    throw error;
  }
}

async function moduleSource(graph: LayerGraph, block: Block, stack: Stack): Promise<string> {
  const metadata = { block, stack, weights: { state: 'initialised', seed: 1 } } as const;
  const weights = { get: () => assert.fail('the module needs no weights') };
  const [file] = await exportPytorch({ graph, weights, metadata });
  assert.equal(file?.name, 'model.py');
  return new TextDecoder().decode(await modelBytes(file));
}
