import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { nativeLink } from '@blockqnn/training/linking';
import { coreSplits } from '../speed/core-splits.js';
import { bestOf, type Contestant, measureInTurns, type Measured } from '../speed/contest.js';
import {
  engineContestants,
  matmulContestants,
  MATMUL_FLOPS,
  torchContestants,
} from '../speed/contestants.js';
import { REFERENCE_NETWORKS, type ReferenceNetwork } from '../speed/reference-networks.js';
import { writeTask } from '../speed/task-file.js';
import type { Bench, Figure } from '../tools/bench.js';
import { findTorch, TORCH_REMEDY, type TorchPython } from '../tools/torch.js';

const BATCH_SIZE = 64;
const LEARNING_RATE = 0.001;
/** The way back costs twice the way forth: gradients of the inputs and of the filters. */
const FLOPS_OF_TRAINING = 3;
const TARGET = 1.2;

export const bench: Bench = {
  name: 'training',
  description: `images trained on in a second by the whole machine, native engine and PyTorch in turns, batches of ${BATCH_SIZE}; medians, best split into processes × threads`,
  run: async (context) => {
    const link = nativeLink();
    if (!link.linked)
      throw new Error(`the native engine cannot be measured, since ${link.reason}; run npm run native`);
    const torch = await findTorch();
    if (torch === undefined) context.log(`PyTorch is left out: ${TORCH_REMEDY}`);
    const splits = coreSplits(availableParallelism());
    const [matmul] = bestOf(await measureInTurns([matmulContestants(link.addon, splits)], context));
    if (!matmul) throw new Error('matmul: not measured');
    const peak = (matmul.stepsPerSecond * MATMUL_FLOPS) / 1e9;
    const figures: Figure[] = [
      { name: `peak: float32 matrix product, ${matmul.name}`, value: peak, unit: 'GFLOP/s' },
    ];
    const folder = await mkdtemp(join(tmpdir(), 'bench-training-'));
    try {
      for (const network of REFERENCE_NETWORKS) {
        const { graph, key } = network;
        const options = { learningRate: LEARNING_RATE, batchSize: BATCH_SIZE };
        const task = await writeTask(folder, key, graph, options);
        const sides = [engineContestants(task, splits), ...torchSide(task, torch, splits)];
        figures.push(...networkFigures(network, await measureInTurns(sides, context), peak));
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    return figures;
  },
};

function torchSide(
  task: string,
  torch: TorchPython | undefined,
  splits: ReturnType<typeof coreSplits>,
): (readonly Contestant[])[] {
  return torch === undefined ? [] : [torchContestants(task, torch, splits)];
}

function networkFigures(
  { key, name, graph }: ReferenceNetwork,
  sides: readonly (readonly Measured[])[],
  peak: number,
): readonly Figure[] {
  const label = `(${key}) ${name}`;
  const [ours, theirs] = bestOf(sides);
  if (!ours) throw new Error(`${label}: not measured`);
  const imagesPerSecond = ours.stepsPerSecond * BATCH_SIZE;
  const achieved = (imagesPerSecond * FLOPS_OF_TRAINING * graph.figures.flops) / 1e9;
  const figures: Figure[] = sides.flat().map((measured) => ({
    name: `${label}: ${measured.name}`,
    value: measured.stepsPerSecond * BATCH_SIZE,
    unit: 'images/s',
  }));
  if (theirs) {
    figures.push({
      name: `${label}: best to best`,
      value: ours.stepsPerSecond / theirs.stepsPerSecond,
      unit: '×',
      atLeast: TARGET,
    });
  }
  figures.push(
    { name: `${label}: achieved`, value: achieved, unit: 'GFLOP/s' },
    { name: `${label}: share of the peak`, value: (100 * achieved) / peak, unit: '%' },
  );
  return figures;
}
