import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { openDataset } from '@blockqnn/datasets';
import { EARLY_STOP_RECIPE, splitForValidation } from '@blockqnn/training';
import { nativeLink } from '@blockqnn/training/linking';
import { runEngine } from '../accuracy/engine-run.js';
import { RunLog } from '../accuracy/run-log.js';
import { distanceInDeviations, spreadOf } from '../accuracy/spread.js';
import { runTorch } from '../accuracy/torch-run.js';
import type { TrainingRun, TrainingRunOptions } from '../accuracy/training-run.js';
import { referenceNetwork } from '../speed/reference-networks.js';
import type { Bench, BenchContext, Figure } from '../tools/bench.js';
import { realImagesFolder } from '../tools/real-images.js';
import { findTorch, TORCH_REMEDY } from '../tools/torch.js';

const LOG_FOLDER = fileURLToPath(new URL('../../.cache/accuracy/', import.meta.url));

/** One side of the comparison. */
interface Side {
  readonly name: TrainingRun['side'];
  readonly train: (options: TrainingRunOptions) => Promise<TrainingRun>;
}

/**
 * Half an hour on two cores. Runs that are finished are kept in `.cache/accuracy/runs.jsonl` and not
 * repeated, so what was interrupted goes on; without that file all is measured anew. To try it out:
 * BLOCKQNN_ACCURACY_EPOCHS and BLOCKQNN_ACCURACY_SEEDS make it shorter, and BLOCKQNN_TEST_DATA names
 * another folder with images in `cifar10`.
 */
export const bench: Bench = {
  name: 'accuracy',
  description:
    'CIFAR-10, early-stop recipe, reference network (a): native engine and PyTorch, mean and spread over seeds',
  run: async (context) => {
    const link = nativeLink();
    if (!link.linked)
      throw new Error(`the native engine cannot train, since ${link.reason}; run npm run native`);
    const torch = await findTorch();
    if (torch === undefined) throw new Error(`PyTorch missing: ${TORCH_REMEDY}`);
    const directory = realImagesFolder('cifar10');
    if (directory === undefined)
      throw new Error('CIFAR-10 missing: set BLOCKQNN_TEST_DATA to a folder that has it in cifar10');
    const recipe = {
      ...EARLY_STOP_RECIPE,
      epochs: countFrom('BLOCKQNN_ACCURACY_EPOCHS', EARLY_STOP_RECIPE.epochs),
    };
    const seeds = Array.from({ length: countFrom('BLOCKQNN_ACCURACY_SEEDS', 3) }, (_, index) => index + 1);
    const { graph } = referenceNetwork('a');
    const imageSet = await openDataset({ name: 'cifar10' }, [
      { name: 'cifar10', kind: 'cifar10', directory },
    ]);
    const split = splitForValidation(imageSet.train.labels, recipe.validationFraction);
    const { train, test } = imageSet;
    context.log(
      `${split.training.length} images to train on, ${split.validation.length} held out, ${test.count} to test`,
    );

    const versions = [link.tensorflowVersion, torch.torchVersion];
    const key = keyOf([graph.nodes, recipe, train.count, test.count, versions]);
    await mkdir(LOG_FOLDER, { recursive: true });
    const log = new RunLog(`${LOG_FOLDER}runs.jsonl`, key);
    const sides: readonly Side[] = [
      { name: 'engine', train: (options) => runEngine(graph, imageSet, recipe, options) },
      { name: 'PyTorch', train: (options) => runTorch(torch, { graph, recipe, directory, split }, options) },
    ];
    const runs: TrainingRun[] = [];
    // Both sides at the same time, each on half of the cores.
    for (const seed of seeds) {
      runs.push(...(await Promise.all(sides.map((side) => runOrRecall(side, seed, log, context)))));
    }
    return (['validation', 'test'] as const).flatMap((measure) => figuresOf(measure, runs));
  },
};

async function runOrRecall(
  { name, train }: Side,
  seed: number,
  runLog: RunLog,
  { log, signal }: BenchContext,
): Promise<TrainingRun> {
  const known = await runLog.find(name, seed);
  if (known) {
    log(`${name}, seed ${seed}: finished before`);
    return known;
  }
  const run = await train({
    seed,
    threads: Math.max(1, Math.floor(availableParallelism() / 2)),
    signal,
    onEpoch: ({ number, accuracy, loss }) => {
      log(
        `${name}, seed ${seed}, epoch ${number}: loss ${loss.toFixed(3)}, validation ${percent(accuracy).toFixed(1)} %`,
      );
    },
  });
  await runLog.add(run);
  return run;
}

function figuresOf(measure: 'validation' | 'test', runs: readonly TrainingRun[]): readonly Figure[] {
  const of = (side: Side['name']): readonly TrainingRun[] => runs.filter((run) => run.side === side);
  const [ours, theirs] = [of('engine'), of('PyTorch')];
  const [one, other] = [ours, theirs].map((side) => spreadOf(side.map((run) => percent(run[measure]))));
  if (!one || !other) throw new RangeError('sides: two are compared');
  return [
    ...[...ours, ...theirs].map((run) => ({
      name: `${measure}, ${run.side}, seed ${run.seed}`,
      value: percent(run[measure]),
      unit: '%',
    })),
    { name: `${measure}, engine, mean`, value: one.mean, unit: '%' },
    { name: `${measure}, engine, standard deviation`, value: one.deviation, unit: 'points' },
    { name: `${measure}, PyTorch, mean`, value: other.mean, unit: '%' },
    { name: `${measure}, PyTorch, standard deviation`, value: other.deviation, unit: 'points' },
    {
      name: `${measure}, means apart`,
      value: distanceInDeviations(one, other),
      unit: 'standard deviations',
      atMost: 1,
    },
  ];
}

function percent(share: number): number {
  return 100 * share;
}

function keyOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** @throws RangeError where the variable is no whole number of at least 1 */
function countFrom(variable: string, otherwise: number): number {
  const text = process.env[variable];
  if (text === undefined) return otherwise;
  if (!/^[1-9][0-9]{0,3}$/.test(text)) throw new RangeError(`${variable}: must be 1 to 9999; got ${text}`);
  return Number(text);
}
