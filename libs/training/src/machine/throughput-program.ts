/**
 * Child process of `measure-throughput.ts`: trains the reference network for so many seconds once it is told to.
 * Arguments: engine, threads, seconds.
 */
import { argv } from 'node:process';
import { buildLayerGraph, initialiseWeights, smallStack } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import type { Batch } from '../batch.js';
import { createEngine } from '../create-engine.js';
import type { ThroughputMessage } from './throughput-messages.js';

const BATCH_SIZE = 64;
const CLASSES = 10;
/** What engines prepare in their first steps is no part of the rate. */
const WARM_UP_STEPS = 4;

const [, , engineName, threads, seconds] = argv;
const name = engineName === 'native' ? 'native' : 'wasm';
process.on('disconnect', () => process.exit());

// A residual block over images of CIFAR's size: between what `npm start` trains and the paper's networks.
const input = { height: 32, width: 32, channels: 3 };
const graph = buildLayerGraph(parseBlock('conv3@0,conv3@1,add@2+0'), smallStack({ input, classes: CLASSES }));
const engine = await createEngine({ engine: name, threads: Number(threads) });
const network = await engine.open(graph, initialiseWeights(graph, 1));
const batch: Batch = {
  images: {
    kind: 'decoded',
    pixels: Uint8Array.from({ length: BATCH_SIZE * 32 * 32 * 3 }, (_, index) => (index * 7919) % 251),
    labels: Uint16Array.from({ length: BATCH_SIZE }, (_, index) => index % CLASSES),
  },
};

const step = () => network.step(batch, 1e-3);
for (let i = 0; i < WARM_UP_STEPS; i += 1) await step();
process.once('message', () => void measure());
send({ kind: 'ready', version: engine.info.version });

async function measure(): Promise<void> {
  const start = performance.now();
  const end = start + Number(seconds) * 1000;
  let images = 0;
  while (performance.now() < end) {
    await step();
    images += BATCH_SIZE;
  }
  send({ kind: 'done', images, seconds: (performance.now() - start) / 1000 });
  process.disconnect();
}

function send(message: ThroughputMessage): void {
  process.send?.(message);
}
