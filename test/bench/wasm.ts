import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildLayerGraph, smallStack } from '@blockqnn/network';
import { REFERENCE_BLOCKS } from '@blockqnn/nsc';
import { nativeLink } from '@blockqnn/training/linking';
import { type Measured, measureInTurns } from '../speed/contest.js';
import { engineContestants, wasmContestants } from '../speed/contestants.js';
import { REFERENCE_NETWORKS } from '../speed/reference-networks.js';
import { writeTask } from '../speed/task-file.js';
import type { Bench, BenchContext, Figure } from '../tools/bench.js';

const BATCH_SIZE = 64;
const LEARNING_RATE = 0.001;
const TARGET = 2;

/** What `npm start` trains: its stack on its images. */
const SMALL_STACK = smallStack({ input: { height: 16, width: 16, channels: 3 }, classes: 8 });
const MEASURED_BLOCKS = ['residual', 'inception'];
const NETWORKS = [
  ...REFERENCE_NETWORKS,
  ...REFERENCE_BLOCKS.filter(({ name }) => MEASURED_BLOCKS.includes(name)).map(({ name, block }) => ({
    key: name,
    name: 'as npm start trains it',
    graph: buildLayerGraph(block, SMALL_STACK),
  })),
];

export const bench: Bench = {
  name: 'wasm',
  description: `images trained on in a second by one process of one thread, batches of ${BATCH_SIZE}: the wasm engine, its first version (TensorFlow.js operations alone), and the native engine in turns; medians`,
  run: async (context) => {
    const link = nativeLink();
    if (!link.linked) context.log(`native is left out: ${link.reason}; run npm run native`);
    const folder = await mkdtemp(join(tmpdir(), 'bench-wasm-'));
    try {
      const figures: Figure[] = [];
      for (const { key, name, graph } of NETWORKS) {
        const options = { learningRate: LEARNING_RATE, batchSize: BATCH_SIZE };
        const task = await writeTask(folder, key, graph, options);
        figures.push(...(await networkFigures(`(${key}) ${name}`, task, link.linked, context)));
      }
      return figures;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function networkFigures(
  network: string,
  task: string,
  withNative: boolean,
  context: BenchContext,
): Promise<readonly Figure[]> {
  const native = withNative ? engineContestants(task, [{ processes: 1, threads: 1 }]) : [];
  const sides = [...wasmContestants(task), ...native].map((contestant) => [contestant]);
  const [ours, first, theirs] = (await measureInTurns(sides, context)).flat();
  if (!ours || !first) throw new Error(`${network}: not measured`);
  const speed = (what: string, { stepsPerSecond }: Measured): Figure => ({
    name: `${network}: ${what}`,
    value: stepsPerSecond * BATCH_SIZE,
    unit: 'images/s',
  });
  return [
    speed('wasm', ours),
    speed('wasm, first version', first),
    {
      name: `${network}: wasm to its first version`,
      value: ours.stepsPerSecond / first.stepsPerSecond,
      unit: '×',
      atLeast: TARGET,
    },
    ...(theirs
      ? [
          speed('native', theirs),
          {
            name: `${network}: native to wasm`,
            value: theirs.stepsPerSecond / ours.stepsPerSecond,
            unit: '×',
          },
        ]
      : []),
  ];
}
