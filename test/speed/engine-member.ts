/** Member of a `Team` that trains on the native engine. Arguments: a task file, threads. */
import { readFile } from 'node:fs/promises';
import { argv } from 'node:process';
import type { Images } from '@blockqnn/datasets';
import { decodeSafetensors } from '@blockqnn/network';
import {
  type Batch,
  createEngine,
  EARLY_STOP_RECIPE,
  epochBatches,
  type LoadedImages,
} from '@blockqnn/training';
import type { Task } from './task-file.js';
import { workOnDemand } from './work-on-demand.js';

const WARM_UP_STEPS = 3;
const BATCHES = 4;

const [, , file = '', threads = '1'] = argv;
const { graph, learningRate, batchSize, weights } = JSON.parse(await readFile(file, 'utf8')) as Task;
const [input] = graph.nodes;
if (!input) throw new RangeError('graph: has no nodes');
await using engine = await createEngine({ engine: 'native', threads: Number(threads) });
await using images = await engine.loadImages(stripes(BATCHES * batchSize, input.shape), input.shape);
await using network = await engine.open(graph, decodeSafetensors(await readFile(weights)));
const batches = endlessBatches(images);
for (let step = 0; step < WARM_UP_STEPS; step += 1) await trainOnce();
await workOnDemand({ version: engine.info.version, threads: engine.info.threads }, trainOnce);

async function trainOnce(): Promise<void> {
  const { value } = batches.next();
  if (value) await network.step(value, learningRate);
}

/** Every batch in another order, cropped and mirrored, as in a real training. */
function* endlessBatches(loaded: LoadedImages): Generator<Batch, undefined, undefined> {
  const indices = Int32Array.from({ length: loaded.count }, (_, index) => index);
  for (let epoch = 0; ; epoch += 1) {
    yield* epochBatches(loaded, indices, { ...EARLY_STOP_RECIPE, batchSize }, epoch);
  }
}

/** Pixels that mean nothing: speed does not depend on them. */
function stripes(
  count: number,
  { height, width, channels }: { readonly height: number; readonly width: number; readonly channels: number },
): Images {
  return {
    count,
    pixels: Uint8Array.from({ length: count * height * width * channels }, (_, i) => (i * 7919) % 251),
    labels: Uint16Array.from({ length: count }, (_, image) => image % graph.classes),
  };
}
