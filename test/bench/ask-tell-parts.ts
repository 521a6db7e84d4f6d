import {
  blockToProto,
  CONTROLLER_SERVICE,
  durationToProto,
  evaluationToProto,
  figuresToProto,
  outcomeToProto,
  recipeToProto,
  stackToProto,
  timestampToProto,
  type Outcome,
} from '@blockqnn/api';
import { encodeEvaluationCompleted } from '@blockqnn/events';
import { cifarStack, NetworkError, networkFigures } from '@blockqnn/network';
import { blockId, canonicalBlock, createBlock, formatBlock, parseBlock, type Block } from '@blockqnn/nsc';
import { createStrategy, type Strategy } from '@blockqnn/search';
import { EARLY_STOP_RECIPE } from '@blockqnn/training/recipes';
import type { Bench, Figure } from '../tools/bench.js';
import { SimulatedSearch } from './ask-tell/simulated-search.js';

/** Blocks that each part is measured on: like those in flight, no more than are remembered by their texts. */
const BLOCKS = 2000;
const ROUNDS = 5;
const BUDGET = 100_000;
/** Evaluated blocks of a search whose strategy is measured. */
const HISTORIES = [2000, 100_000];

const stack = cifarStack({ input: { height: 32, width: 32, channels: 3 }, classes: 10 });
const outcome: Outcome = {
  kind: 'measured',
  accuracy: 0.731,
  epochs: Array.from({ length: EARLY_STOP_RECIPE.epochs }, (_, index) => ({
    number: index + 1,
    accuracy: 0.5 + index / 50,
    loss: 1 / (index + 1.3),
    trainingAccuracy: 0.6 + index / 60,
    learningRate: 0.001,
    seconds: 12.345,
  })),
  seconds: 147.25,
  device: 'cpu',
  restarts: 0,
  weightsSha256: '',
};

export const bench: Bench = {
  name: 'ask-tell-parts',
  description: 'processor time of what an ask and a tell are made of, without gRPC and database',
  run: ({ log }) => {
    const blocks = randomBlocks();
    const figures: Figure[] = [];
    for (const [name, part] of Object.entries(partsOn(blocks))) {
      figures.push({ name, value: microseconds(part), unit: 'µs' });
      log(name);
    }
    const sum = figures.reduce((total, { value }) => total + value, 0);
    return Promise.resolve([
      ...figures,
      { name: 'one cycle of all parts', value: sum, unit: 'µs', atMost: 150 },
      ...historyFigures(log),
    ]);
  },
};

/** What a strategy and the canonical form cost for an evaluation, early in a search and late. */
function historyFigures(log: (message: string) => void): Figure[] {
  const search = new SimulatedSearch();
  return HISTORIES.map((evaluations) => {
    log(`a search of ${evaluations} evaluations`);
    while (search.evaluations < evaluations) search.evaluate();
    const value = processorMicroseconds(() => {
      for (let i = 0; i < BLOCKS; i += 1) search.evaluate();
    });
    return { name: `strategy for an evaluation, after ${evaluations}`, value, unit: 'µs' };
  });
}

/** Each does its work for all blocks. */
function partsOn(blocks: readonly Block[]): Readonly<Record<string, () => void>> {
  const { RequestBlocks, SubmitReward } = CONTROLLER_SERVICE.definition;
  if (!RequestBlocks || !SubmitReward) throw new Error('the contract lacks a method');
  const canonical = blocks.map(canonicalBlock);
  const texts = canonical.map(formatBlock);
  const assignment = (block: Block) => ({
    assignments: [
      {
        trial: 'searches/s1a2b3c4d5e/trials/12345',
        block: blockToProto(block),
        dataset: 'cifar10',
        stack: stackToProto(stack),
        recipe: recipeToProto(EARLY_STOP_RECIPE),
        seed: 123456789,
        leaseToken: '6b4f21c8-7d1c-4b57-a6c1-6d2bb3b7d7a4',
        leaseExpireTime: timestampToProto(1_800_000_000_123),
        leaseDuration: durationToProto(60_000),
        attempt: 1,
      },
    ],
  });
  const cost = { flops: 123_456_789, parameters: 1_234_567, activationBytes: 12_345_678 };
  const trial = (block: Block) => ({
    trial: {
      name: 'searches/s1a2b3c4d5e/trials/12345',
      block: blockToProto(block),
      attempt: 1,
      worker: 'worker-1',
      figures: figuresToProto(cost),
      createTime: timestampToProto(1_800_000_000_123),
      state: 'TRIAL_STATE_SUCCEEDED' as const,
      ...outcomeToProto(outcome),
      reward: 61.5,
      completeTime: timestampToProto(1_800_000_147_123),
    },
    best: false,
  });
  const tell = SubmitReward.requestSerialize({
    trial: 'searches/s1a2b3c4d5e/trials/12345',
    leaseToken: '6b4f21c8-7d1c-4b57-a6c1-6d2bb3b7d7a4',
    ...outcomeToProto(outcome),
  });
  const ask = RequestBlocks.requestSerialize({
    search: 'searches/s1a2b3c4d5e',
    count: 1,
    worker: 'worker-1',
  });
  const searching = newSearch();
  const assignments = canonical.map(assignment);
  const trials = canonical.map(trial);
  return {
    'ask: decode': () => {
      for (let i = 0; i < blocks.length; i += 1) RequestBlocks.requestDeserialize(ask);
    },
    'ask: propose': () => {
      for (let i = 0; i < blocks.length; i += 1) searching.proposed(i);
    },
    'ask: canonical form and id': () => {
      for (const { layers } of blocks) blockId(createBlock(layers));
    },
    'ask: figures': () => {
      for (const block of canonical) networkFigures(block, stack);
    },
    'ask: texts of code and canonical form': () => {
      for (const block of [...blocks, ...canonical]) formatBlock(block);
    },
    'ask: message': () => {
      for (const text of texts) assignment(parseBlock(text));
    },
    'ask: encode': () => {
      for (const message of assignments) RequestBlocks.responseSerialize(message);
    },
    'tell: decode': () => {
      for (let i = 0; i < blocks.length; i += 1) SubmitReward.requestDeserialize(tell);
    },
    'tell: observe': () => {
      for (let i = 0; i < blocks.length; i += 1) searching.observe();
    },
    'tell: event': () => {
      for (const block of canonical) {
        encodeEvaluationCompleted(
          evaluationToProto({
            searchId: 's1a2b3c4d5e',
            trialNumber: 12345,
            block,
            dataset: 'cifar10',
            stack,
            figures: cost,
            outcome,
            reward: 61.5,
            attempt: 1,
            worker: 'worker-1',
            completedAtMs: 1_800_000_147_123,
            provenance: { strategy: 'q-learning', recipe: EARLY_STOP_RECIPE, seed: 7 },
          }),
        );
      }
    },
    'tell: result as JSON': () => {
      for (let i = 0; i < blocks.length; i += 1) JSON.stringify(outcome);
    },
    'tell: message': () => {
      for (const text of texts) trial(parseBlock(text));
    },
    'tell: encode': () => {
      for (const message of trials) SubmitReward.responseSerialize(message);
    },
  };
}

/** A Q-learning search that goes on from round to round; every second block is random, so that the table grows. */
function newSearch() {
  const strategy = createStrategy({ kind: 'q-learning', seed: 1, budget: BUDGET, maxLayers: 23, state: [] });
  const open: Block[] = [];
  return {
    proposed: (round: number) => {
      open.push(strategy.propose({ explore: round % 2 === 0 }).block);
    },
    observe: () => {
      const block = open.pop() ?? drawn(strategy);
      strategy.observe({ block, reward: 40 + block.layers.length });
      strategy.takeChanges();
    },
  };
}

function drawn(strategy: Strategy): Block {
  return strategy.propose({ explore: true }).block;
}

function randomBlocks(): readonly Block[] {
  const strategy = createStrategy({ kind: 'random', seed: 1, budget: BLOCKS, maxLayers: 23, state: [] });
  const blocks: Block[] = [];
  while (blocks.length < BLOCKS) {
    const { block } = strategy.propose();
    if (isFeasible(block)) blocks.push(block);
  }
  return blocks;
}

function isFeasible(block: Block): boolean {
  try {
    networkFigures(block, stack);
    return true;
  } catch (error) {
    if (error instanceof NetworkError) return false;
    throw error;
  }
}

/** The least of several rounds, after one that only warms up. */
function microseconds(work: () => void): number {
  work();
  return Math.min(...Array.from({ length: ROUNDS }, () => processorMicroseconds(work)));
}

/** Processor time for one block. */
function processorMicroseconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / BLOCKS;
}
