/**
 * Trains a model on toy images or on an image folder, with a checkpoint at every step, and writes a line
 * for each thing that it does. To be killed at any of them and started again.
 */
import { writeSync } from 'node:fs';
import { buildLayerGraph, encodeSafetensors } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import {
  type CheckpointStore,
  CheckpointFolder,
  createEngine,
  FULL_RECIPE,
  openTrainingData,
  type Recipe,
  residentData,
  trainModel,
} from '@blockqnn/training';
import { createHash } from 'node:crypto';
import { toyImageSet } from '../contracts/toy-images.js';

/** What is trained, as JSON in the only argument. */
export interface ChildTask {
  readonly engine: 'wasm' | 'native';
  readonly optimiser: Recipe['optimiser'];
  /** Of checkpoints. */
  readonly directory: string;
  /** An image folder; toy images where it is missing. */
  readonly images?: string;
}

const { engine: name, optimiser, directory, images } = JSON.parse(process.argv[2] ?? '') as ChildTask;
const recipe: Recipe = {
  ...FULL_RECIPE,
  maxRestarts: 0,
  ...{ optimiser, epochs: 4, batchSize: 16, decayMilestones: [2], validationFraction: 0.2 },
  ...{ learningRate: optimiser === 'adam' ? 0.01 : 0.05, warmupEpochs: 1, labelSmoothing: 0.1 },
  ...{ cropPadding: 1, cutOut: 2, mixUp: 0.4, minCropArea: images === undefined ? 1 : 0.5 },
};
const say = (line: string): void => {
  // At once, before the next step blocks the thread.
  writeSync(1, `${line}\n`);
};

await using engine = await createEngine({ engine: name, threads: 1 });
await using data = await (images === undefined
  ? residentData({ engine, imageSet: toyImageSet(100, 1), recipe })
  : openTrainingData(
      engine,
      { name: 'bars', size: 8 },
      [{ name: 'bars', kind: 'imagefolder', directory: images }],
      recipe,
    ));
const graph = buildLayerGraph(parseBlock('conv3@0,max3@0,add@1+2'), {
  input: data.shape,
  stem: { filters: 4, kernel: 3, stride: 1, pooling: false },
  stages: [{ repeats: 1, filters: 4 }],
  classes: 3,
});
const folder = new CheckpointFolder(directory, { onDamaged: say });
const checkpoints: CheckpointStore = {
  read: () => folder.read(),
  write: async (checkpoint) => {
    say('writing');
    await folder.write(checkpoint);
    say('written');
  },
  remove: () => folder.remove(),
};
const outcome = await trainModel({
  ...{ graph, data, seed: 1, engine, checkpoints, signal: new AbortController().signal },
  // On a clock that stands still every step is kept, since writing seems to take no time.
  ...{ checkpointMs: 0, now: () => 0 },
  onResume: ({ epochs, position }) => {
    say(`resumed ${String(epochs.length)}.${String(position?.steps ?? 0)}`);
  },
});
const weights = outcome.kind === 'trained' ? encodeSafetensors(outcome.weights) : new Uint8Array();
const digest = createHash('sha256').update(weights).digest('hex');
say(`outcome ${JSON.stringify({ ...outcome, weights: digest })}`);
