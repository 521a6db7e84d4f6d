import { type DecodedBatch, type FolderBatch, type ImageFolder, openImageFolder } from '@blockqnn/datasets';
import {
  buildLayerGraph,
  initialiseWeights,
  type LayerGraph,
  smallStack,
  type Stack,
} from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { createEngine, type OpenNetwork } from '@blockqnn/training';
import type { Bench, BenchContext, Figure } from '../tools/bench.js';
import { photoFolder } from '../tools/photo-folder.js';

const SIDE = 64;
const BATCH = 64;
/** By turns with decoding and without. */
const ROUNDS = 2;
/** Of a round. */
const STEPS = 12;
/** Steps of a round that do not count: they build the graph, and use up what was decoded before the first one. */
const WARM_UP = 5;
const LEARNING_RATE = 0.001;
const PCC = 'conv1@0,conv3@1,conv3@2,add@3+1,conv3@4';

export const bench: Bench = {
  name: 'input',
  description: `training on an image folder at ${SIDE}×${SIDE}, batches of ${BATCH}: how long steps wait for images`,
  run: async (context) => {
    await using photos = await photoFolder();
    const { directory, origin } = photos;
    await using folder = await openImageFolder({ name: 'photos', size: SIDE }, { directory });
    context.log(`images: ${origin}, ${folder.train.count} to train on`);
    const figures = [
      ...(await decodedAlone(directory, 1, context)),
      ...(await decodedAlone(directory, 2, context)),
    ];
    await using engine = await createEngine();
    const { name, version, threads } = engine.info;
    context.log(`engine: ${name} (${version}), threads: ${threads}`);
    for (const { network, graph } of networks(folder.classes.length)) {
      context.log(`${network} …`);
      await using open = await engine.open(graph, initialiseWeights(graph, 1));
      figures.push(...(await besideTraining(network, open, folder, context)));
    }
    figures.push({ name: 'peak memory', value: process.resourceUsage().maxRSS / 1024, unit: 'MiB' });
    return figures;
  },
};

function networks(classes: number): readonly { readonly network: string; readonly graph: LayerGraph }[] {
  const input = { height: SIDE, width: SIDE, channels: 3 };
  const large: Stack = {
    input,
    stem: { filters: 32, kernel: 3, stride: 1, pooling: false },
    stages: [32, 64, 128].map((filters) => ({ repeats: 1, filters })),
    classes,
  };
  return [
    { network: '32 to 128 filters', graph: buildLayerGraph(parseBlock(PCC), large) },
    { network: 'small', graph: buildLayerGraph(parseBlock(PCC), smallStack({ input, classes })) },
  ];
}

/** Random crops of images from all classes, round and round. */
function* batches(images: number, count: number): Generator<FolderBatch, void, undefined> {
  // A stride that has no factor in common with most numbers walks through all images.
  for (let batch = 0; batch < count; batch++) {
    const indices = Array.from({ length: BATCH }, (_, i) => ((batch * BATCH + i) * 7919) % images);
    yield { indices, crop: { kind: 'random', minScale: 0.25, seed: batch } };
  }
}

async function decodedAlone(
  directory: string,
  decoders: number,
  { signal }: BenchContext,
): Promise<Figure[]> {
  const source = { directory };
  await using folder = await openImageFolder({ name: 'photos', size: SIDE }, source, { decoders });
  const decoded = folder.decode('train', batches(folder.train.count, STEPS + WARM_UP), { signal });
  for (let i = 0; i < WARM_UP; i++) await decoded.next();
  const begin = performance.now();
  let images = 0;
  for await (const { labels } of decoded) images += labels.length;
  const seconds = (performance.now() - begin) / 1000;
  return [{ name: `decoded alone, decoders: ${decoders}`, value: images / seconds, unit: 'images/s' }];
}

/** Steps on images that are decoded meanwhile, and on such that were decoded before, by turns. */
async function besideTraining(
  network: string,
  open: OpenNetwork,
  folder: ImageFolder,
  { signal }: BenchContext,
): Promise<Figure[]> {
  const decode = () => folder.decode('train', batches(folder.train.count, STEPS + WARM_UP), { signal });
  const kept: DecodedBatch[] = [];
  for await (const batch of decode()) kept.push(batch);
  const [beside, before]: [Times, Times] = [newTimes(), newTimes()];
  for (let round = 0; round < ROUNDS; round++) {
    await timeSteps(open, decode(), beside);
    await timeSteps(open, kept, before);
  }
  const share = (100 * sum(beside.waitsMs)) / (sum(beside.waitsMs) + sum(beside.stepsMs));
  return [
    { name: `${network}, step`, value: median(beside.stepsMs), unit: 'ms' },
    { name: `${network}, wait for a step's images`, value: median(beside.waitsMs), unit: 'ms' },
    { name: `${network}, share of waiting`, value: share, unit: '%', atMost: 5 },
    { name: `${network}, step on images decoded before`, value: median(before.stepsMs), unit: 'ms' },
  ];
}

interface Times {
  readonly waitsMs: number[];
  readonly stepsMs: number[];
}

function newTimes(): Times {
  return { waitsMs: [], stepsMs: [] };
}

/** Adds all steps but the first ones. */
async function timeSteps(
  open: OpenNetwork,
  decoded: AsyncIterable<DecodedBatch> | Iterable<DecodedBatch>,
  { waitsMs, stepsMs }: Times,
): Promise<void> {
  let asked = performance.now();
  let step = 0;
  for await (const { pixels, labels } of decoded) {
    const begin = performance.now();
    await open.step({ images: { kind: 'decoded', pixels, labels } }, LEARNING_RATE);
    const end = performance.now();
    if (step >= WARM_UP) {
      waitsMs.push(begin - asked);
      stepsMs.push(end - begin);
    }
    step += 1;
    asked = end;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
