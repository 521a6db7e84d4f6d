/**
 * Member of a `Team` that trains on an engine. Arguments: a task file, threads, and the engine: `native`,
 * `wasm`, or `first-wasm` for the first version of the latter.
 */
import { readFile } from 'node:fs/promises';
import { argv } from 'node:process';
import { decodeSafetensors, type LayerGraph, type Weights } from '@blockqnn/network';
import { createEngine, type OpenNetwork } from '@blockqnn/training';
import { FirstNetwork } from '../../libs/training/bench/first-version/first-network.js';
import { endlessBatches, stripes } from './endless-batches.js';
import type { Task } from './task-file.js';
import { workOnDemand } from './work-on-demand.js';

const WARM_UP_STEPS = 3;
const BATCHES = 4;

const [, , file = '', threads = '1', name = 'native'] = argv;
const { graph, learningRate, batchSize, weights } = JSON.parse(await readFile(file, 'utf8')) as Task;
const [input] = graph.nodes;
if (!input) throw new RangeError('graph: has no nodes');
await using engine = await createEngine({
  engine: name === 'native' ? 'native' : 'wasm',
  threads: Number(threads),
});
await using images = await engine.loadImages(
  stripes(BATCHES * batchSize, input.shape, graph.classes),
  input.shape,
);
await using network = await open(graph, decodeSafetensors(await readFile(weights)));
const batches = endlessBatches(images, batchSize);
for (let step = 0; step < WARM_UP_STEPS; step += 1) await trainOnce();
await workOnDemand({ version: engine.info.version, threads: engine.info.threads }, trainOnce);

async function open(
  ...opened: [LayerGraph, Weights]
): Promise<Pick<OpenNetwork, 'step' | typeof Symbol.asyncDispose>> {
  return name === 'first-wasm' ? new FirstNetwork(...opened) : engine.open(...opened);
}

async function trainOnce(): Promise<void> {
  const { value } = batches.next();
  if (value) await network.step(value, learningRate);
}
