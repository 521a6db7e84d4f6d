import {
  buildLayerGraph,
  buildLayerGraphAsCoded,
  type LayerGraph,
  NetworkError,
  type Stack,
  type Weights,
  type WeightTensor,
} from '@blockqnn/network';
import { type Block, formatBlock, REFERENCE_BLOCKS } from '@blockqnn/nsc';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { evaluatePlainly } from '../../libs/export/test/plain-network.js';
import { randomBlocks } from '../../libs/export/test/random-blocks.js';
import { randomPixels, trainedLookingWeights } from '../../libs/export/test/random-weights.js';

/** A network with weights and images, and what it has to put out for them in whatever framework. */
export interface AgreementModel {
  readonly name: string;
  readonly block: Block;
  readonly stack: Stack;
  readonly graph: LayerGraph;
  readonly weights: Weights;
  readonly images: {
    /** [batch, height, width, channels] */
    readonly shape: readonly [number, number, number, number];
    /** Pixel values 0–255 in that order. */
    readonly pixels: Float32Array;
  };
  /** Of the plain evaluation, [batch · classes]; the largest has magnitude 1. */
  readonly logits: Float32Array;
}

/** Largest difference between the logits of two frameworks, and of each from the plain evaluation. */
export const AGREEMENT = 1e-4;

const BATCH = 2;
const RANDOM_MODELS = 50;
const LARGEST_LAYERS = 8;
/** FLOPs and bytes of activations together, so that the plain evaluation takes milliseconds. */
const LARGEST_COST = 2e6;

/** Odd sides, sides that stop being even half-way, strides whose padding differs between the sides. */
const STACKS: Readonly<Record<string, Stack>> = {
  'cifar-like 9×8': {
    input: { height: 9, width: 8, channels: 3 },
    stem: { filters: 4, kernel: 3, stride: 1, pooling: false },
    stages: [
      { repeats: 2, filters: 4 },
      { repeats: 1, filters: 8 },
      { repeats: 1, filters: 6 },
    ],
    classes: 10,
  },
  'imagenet-like 19×23': {
    input: { height: 19, width: 23, channels: 3 },
    stem: { filters: 3, kernel: 7, stride: 2, pooling: true },
    stages: [
      { repeats: 1, filters: 4 },
      { repeats: 2, filters: 6 },
    ],
    classes: 7,
  },
  'cifar-like 12×12': {
    input: { height: 12, width: 12, channels: 1 },
    stem: { filters: 5, kernel: 1, stride: 1, pooling: true },
    stages: [
      { repeats: 1, filters: 5 },
      { repeats: 1, filters: 4 },
    ],
    classes: 2,
  },
  'imagenet-like 30×16': {
    input: { height: 30, width: 16, channels: 4 },
    stem: { filters: 4, kernel: 5, stride: 2, pooling: false },
    stages: [
      { repeats: 1, filters: 3 },
      { repeats: 1, filters: 4 },
      { repeats: 1, filters: 5 },
    ],
    classes: 12,
  },
};

/** The reference blocks that stand for the others in an ImageNet-like stack. */
const IN_TWO_STACKS: ReadonlySet<string> = new Set(['residual', 'inception']);

/**
 * The models that every format has to agree on: the reference blocks in a CIFAR-like stack, some in an
 * ImageNet-like one too, and 50 random blocks. The same at every call.
 */
export function agreementModels(): AgreementModel[] {
  const stacks = Object.entries(STACKS);
  const reference = REFERENCE_BLOCKS.flatMap(({ name, block }) =>
    stacks
      .slice(0, IN_TWO_STACKS.has(name) ? 2 : 1)
      .map(([stackName, stack]) =>
        agreementModel(`${name}, ${stackName}`, block, stack, buildLayerGraph(block, stack)),
      ),
  );
  const random: AgreementModel[] = [];
  for (const block of fc.sample(randomBlocks(LARGEST_LAYERS), { seed: 1, numRuns: 4 * RANDOM_MODELS })) {
    if (random.length === RANDOM_MODELS) break;
    const [stackName, stack] = stacks[random.length % stacks.length] ?? [];
    if (stackName === undefined || stack === undefined) break;
    // As they are exported, and as they are coded, which has layers that the canonical form knows not.
    const build = random.length % 8 < 4 ? buildLayerGraph : buildLayerGraphAsCoded;
    const graph = smallGraph(() => build(block, stack));
    if (graph) random.push(agreementModel(`${formatBlock(block)}, ${stackName}`, block, stack, graph));
  }
  if (random.length < RANDOM_MODELS) throw new Error(`random blocks: ${random.length} small enough`);
  return [...reference, ...random];
}

function smallGraph(build: () => LayerGraph): LayerGraph | undefined {
  try {
    const graph = build();
    return graph.figures.flops + graph.figures.activationBytes <= LARGEST_COST ? graph : undefined;
  } catch (error) {
    if (error instanceof NetworkError) return undefined;
    throw error;
  }
}

function agreementModel(name: string, block: Block, stack: Stack, graph: LayerGraph): AgreementModel {
  const { height, width, channels } = stack.input;
  const shape = [BATCH, height, width, channels] as const;
  const pixels = randomPixels(BATCH * height * width * channels, 1);
  const evaluate = (weights: Weights): Float32Array => {
    const images = tf.tensor4d(pixels, [...shape]);
    const { logits } = evaluatePlainly(graph, weights, images);
    images.dispose();
    return logits;
  };
  const unscaled = trainedLookingWeights(graph, 1);
  const weights = withScaledLogits(unscaled, evaluate(unscaled));
  return { name, block, stack, graph, weights, images: { shape, pixels }, logits: evaluate(weights) };
}

/** A depth of untrained layers lets values grow; an absolute tolerance is for logits of order 1. */
function withScaledLogits(weights: Weights, logits: Float32Array): Weights {
  const largest = logits.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scaled = (tensor: WeightTensor): WeightTensor => ({
    shape: tensor.shape,
    data: tensor.data.map((value) => value / largest),
  });
  return new Map(
    [...weights].map(([name, tensor]) => [name, name.startsWith('logits/') ? scaled(tensor) : tensor]),
  );
}
