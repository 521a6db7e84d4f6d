import { createHash } from 'node:crypto';
import { blockName, searchName, trialName } from '@blockqnn/api';
import {
  canonicalProfile,
  createBlock,
  createLayer,
  formatBlock,
  formatSketch,
  type Block,
  type Layer,
  type LayerType,
} from '@blockqnn/nsc';
import type { EvaluationRows } from '../../../services/registry/src/store/keep-evaluations.js';

/** Evaluations of one search. */
export const SEARCH_SIZE = 5000;
export const DATASETS = ['cifar10', 'cifar10?limit=2000', 'cifar100', 'imagefolder:imagenette'] as const;
const START = Date.UTC(2026, 0, 1);

export const searchOf = (number: number): string => `bench-${String(number)}`;

/** Types and kernels of canonical codes, the costs of which differ much. */
const KINDS: readonly { readonly type: LayerType; readonly kernel?: number; readonly cost: number }[] = [
  { type: 'convolution', kernel: 1, cost: 1 },
  { type: 'convolution', kernel: 3, cost: 9 },
  { type: 'convolution', kernel: 5, cost: 25 },
  { type: 'maxPooling', kernel: 3, cost: 0.01 },
  { type: 'averagePooling', kernel: 3, cost: 0.01 },
  { type: 'add', cost: 0.001 },
  { type: 'concat', cost: 0 },
];
const EPOCHS = 12;
/** Of all evaluations those of a block that was evaluated before, and failures. */
const REPEATED = 0.4;
const FAILED = 0.02;

interface Known {
  readonly block: string;
  readonly nsc: string;
  readonly sketch: string;
  readonly layers: number;
  readonly density: number;
  readonly cost: number;
  /** What its accuracy is spread around, in [0, 1]. */
  readonly merit: number;
}

/**
 * Evaluations as searches leave them: random blocks, of which some come again in other searches, with figures that
 * hang together as real ones do, and messages of the size that twelve epochs have. Drawn from a seed.
 */
export class BenchEvaluations {
  readonly #known: Known[] = [];
  readonly #codes = new Set<string>();
  #state: number;
  #count = 0;

  constructor(seed = 1) {
    this.#state = seed;
  }

  next(): EvaluationRows {
    const number = this.#count++;
    const known = this.#block();
    const search = searchOf(Math.floor(number / SEARCH_SIZE));
    const trial = (number % SEARCH_SIZE) + 1;
    const dataset = DATASETS[Math.floor(number / SEARCH_SIZE) % DATASETS.length] ?? 'cifar10';
    const failed = this.#draw() < FAILED;
    const accuracy = failed ? null : Math.round(5000 * clamp(known.merit + 0.02 * this.#spread())) / 5000;
    const flops = Math.round(1e6 * known.cost);
    const figures = {
      search,
      trial,
      block: known.block,
      dataset,
      worker: `gpu-${String(number % 32)}`,
      strategy: number % 3 === 0 ? 'random' : 'q-learning',
      accuracy,
      reward: 100 * (accuracy ?? 0) - Math.log(flops / 1e6) - 8 * Math.log(known.density),
      flops,
      parameters: Math.round(9000 * known.cost + 650),
      activation_bytes: 8192 * known.layers,
      density: known.density,
      layers: known.layers,
      attempt: 1,
      duration: failed ? null : Math.round(20_000 + 100 * known.cost) / 1000,
      complete_time: START + number * 1000,
      weights_sha256: null,
    };
    const { block, nsc, sketch } = known;
    return { figures, json: messageJson(figures, nsc), block: { block, nsc, sketch } };
  }

  #block(): Known {
    if (this.#draw() < REPEATED && this.#known.length > 0) {
      return this.#known[Math.floor(this.#draw() * this.#known.length)] as Known;
    }
    const { block, cost, nsc } = this.#newBlock();
    const edges = block.layers.reduce((sum, { predecessors }) => sum + predecessors.length, 0);
    const known: Known = {
      block: createHash('sha256').update(nsc).digest('hex').slice(0, 16),
      nsc,
      sketch: formatSketch(canonicalProfile(block).sketch),
      layers: block.layers.length,
      density: edges / (block.layers.length + 1),
      cost,
      merit: clamp(0.45 + 0.06 * Math.log(1 + cost) + 0.06 * this.#spread()),
    };
    this.#known.push(known);
    return known;
  }

  /** One that no search has evaluated yet. */
  #newBlock(): { block: Block; cost: number; nsc: string } {
    for (;;) {
      const { block, cost } = this.#randomBlock();
      const nsc = formatBlock(block);
      if (this.#codes.has(nsc)) continue;
      this.#codes.add(nsc);
      return { block, cost, nsc };
    }
  }

  #randomBlock(): { block: Block; cost: number } {
    const layers: Layer[] = [];
    const length = 1 + Math.floor(23 * this.#draw());
    let cost = 0.1;
    for (let index = 1; index <= length; index++) {
      const kind = KINDS[Math.floor(this.#draw() * KINDS.length)] ?? { type: 'add' as const, cost: 0 };
      const predecessor = () => Math.floor(this.#draw() * index);
      const operands =
        kind.type === 'add' || kind.type === 'concat' ? [predecessor(), predecessor()] : [predecessor()];
      layers.push(createLayer(index, { type: kind.type, kernel: kind.kernel, predecessors: operands }));
      cost += kind.cost;
    }
    return { block: createBlock(layers), cost };
  }

  /** Evenly in [0, 1). */
  #draw(): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#state / 2 ** 32;
  }

  /** Around 0, mostly within ±1. */
  #spread(): number {
    return 2 * (this.#draw() + this.#draw() + this.#draw() - 1.5);
  }
}

const clamp = (share: number): number => Math.min(Math.max(share, 0), 1);

function messageJson(figures: EvaluationRows['figures'], nsc: string): string {
  const { accuracy } = figures;
  const epochs = Array.from({ length: EPOCHS }, (_, at) => ({
    number: at + 1,
    accuracy: (accuracy ?? 0) * (1 - 0.5 ** (at + 1)),
    loss: 2.3 * 0.9 ** at,
    trainingAccuracy: (accuracy ?? 0) * (1 - 0.6 ** (at + 1)),
    learningRate: 0.001 * 0.2 ** Math.floor(at / 5),
    duration: '1.75s',
  }));
  return JSON.stringify({
    trial: trialName(figures.search, figures.trial),
    block: { name: blockName(figures.block), nsc, density: figures.density },
    dataset: figures.dataset,
    stack: {
      input: { height: 32, width: 32, channels: 3 },
      stem: { filters: 32, kernel: 3, stride: 1 },
      stages: [32, 64, 128].map((filters) => ({ repeats: 4, filters })),
      classes: 10,
    },
    figures: {
      flops: String(figures.flops),
      parameters: String(figures.parameters),
      activationBytes: String(figures.activation_bytes),
    },
    ...(accuracy === null
      ? { failure: { reason: 'FAILURE_REASON_DIVERGED', message: 'the loss is NaN' } }
      : {
          measurement: {
            accuracy,
            epochs,
            duration: `${String(figures.duration)}s`,
            device: 'wasm, 1 thread',
          },
        }),
    reward: figures.reward,
    attempt: figures.attempt,
    worker: figures.worker,
    completeTime: new Date(figures.complete_time).toISOString(),
    strategy: figures.strategy,
  });
}

export const searchFilter = (number: number): string => `search = ${searchName(searchOf(number))}`;
