import { SEED_CODES } from './seed-evaluations.js';
import type { Making, Request, RequestMaker } from './request-maker.js';

const PREFIX = '/blockqnn.evaluator.v1.EvaluatorService/';
/** Trainings that are ever asked for: each leaves a folder with its checkpoint. */
const TRAININGS = 6;

const MAKERS: Readonly<Record<string, RequestMaker>> = {
  EvaluateBlock: (making) => ({
    ...network(making),
    seed: making.random.below(2 ** 32),
    // Most end before there is anything to train; a few do begin, and their callers go away.
    ...(making.random.chance(0.95) && { limits: { max_flops: 1 } }),
  }),
  TrainModel: (making) => ({
    ...network(making),
    ...(making.random.chance(0.9) && { dataset: 'cifar10' }),
    seed: making.random.below(TRAININGS),
    restart: making.random.chance(0.2),
  }),
  GetCapabilities: () => ({}),
};

export const EVALUATOR_REQUESTS: Readonly<Record<string, RequestMaker>> = Object.fromEntries(
  Object.entries(MAKERS).map(([name, make]) => [PREFIX + name, make]),
);

function network({ random }: Making): Request {
  return {
    nsc: random.pick(SEED_CODES),
    dataset: 'procedural?limit=200',
    recipe: { epochs: 1, batch_size: 64, learning_rate: 0.001, validation_fraction: 0.1 },
  };
}
