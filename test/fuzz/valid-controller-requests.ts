import { stackToProto } from '@blockqnn/api';
import { SEED_CODES, SEED_STACK } from './seed-evaluations.js';
import type { FuzzRandom } from './fuzz-random.js';
import type { Making, Request, RequestMaker } from './request-maker.js';

const PREFIX = '/blockqnn.controller.v1.ControllerService/';

const MAKERS: Readonly<Record<string, RequestMaker>> = {
  CreateSearch: (making) => ({ spec: spec(making), request_id: requestId(making) }),
  GetSearch: named,
  ListSearches: (making) => ({ ...page(making), show_deleted: making.random.chance(0.5) }),
  PauseSearch: named,
  ResumeSearch: named,
  DeleteSearch: named,
  UndeleteSearch: named,
  CloneSearch: (making) => ({
    source: search(making),
    request_id: requestId(making),
    ...(making.allowance.searches <= 0
      ? { spec: { dataset: 'of-another' } }
      : making.random.chance(0.5) && { spec: { display_name: 'clone', budget: budget(making) } }),
  }),
  ImportEvaluations: (making) => ({
    parent: search(making),
    request_id: requestId(making),
    evaluations: Array.from({ length: 1 + making.random.below(4) }, () => ({
      nsc: making.allowance.trials > 0 ? making.random.pick(SEED_CODES) : 'spoilt',
      ...outcome(making.random),
    })),
  }),
  ReplayEvents: (making) => ({ parent: making.random.chance(0.05) ? 'searches/-' : search(making) }),
  RequestBlocks: (making) => ({
    search: making.random.chance(0.2) ? 'searches/-' : search(making),
    count: making.allowance.trials > 0 ? 1 + making.random.below(3) : 0,
    worker: `worker-${String(making.random.below(20))}`,
    request_id: making.random.chance(0.3) ? requestId(making) : '',
    ...(making.random.chance(0.3) && { datasets: ['procedural', 'cifar10'] }),
    ...(making.random.chance(0.1) && { wait: { seconds: 0, nanos: making.random.below(100_000_000) } }),
  }),
  ReportProgress: (making) => ({
    ...lease(making),
    epochs: Array.from({ length: making.random.below(4) }, (_, index) => epoch(index + 1, making.random)),
  }),
  SubmitReward: (making) => ({ ...lease(making), ...outcome(making.random) }),
  AbandonTrial: (making) => ({ ...lease(making), reason: 'the node is drained' }),
  ListTrials: (making) => ({ parent: search(making), ...page(making) }),
  WatchSearch: named,
};

export const CONTROLLER_REQUESTS: Readonly<Record<string, RequestMaker>> = Object.fromEntries(
  Object.entries(MAKERS).map(([name, make]) => [PREFIX + name, make]),
);

function named(making: Making): Request {
  return { name: search(making) };
}

function search({ known, random }: Making): string {
  return known.searches.pick(random) ?? 'searches/none-yet';
}

/** A lease as it came; now and then one trial with another one's token. */
function lease({ known, random }: Making): Request {
  const held = known.leases.pick(random);
  const token = random.chance(0.1) ? known.leases.pick(random)?.token : held?.token;
  const trial = random.chance(0.1) ? known.trials.pick(random) : held?.trial;
  return { trial: trial ?? 'searches/none-yet/trials/1', lease_token: token ?? 'none' };
}

/** Page tokens of other lists are as welcome as one's own. */
export function page({ known, random }: Making): Request {
  const token = random.chance(0.5) ? known.pageTokens.pick(random) : undefined;
  return { page_size: random.pick([0, 1, 2, 3, 20]), page_token: token ?? '' };
}

/** Few ids, so that many come twice, with the same request or with another one. */
function requestId({ random }: Making): string {
  return random.chance(0.4) ? '' : `request-${String(random.below(60))}`;
}

function budget({ random, allowance }: Making): Request {
  return {
    max_evaluations: allowance.searches > 0 ? 1 + random.below(40) : 0,
    max_attempts: random.below(4),
    ...(random.chance(0.3) && { max_trials_in_flight: 1 + random.below(5) }),
    ...(random.chance(0.2) && { max_duration: { seconds: random.pick([1, 3600]) } }),
    ...(random.chance(0.2) && { target_accuracy: 0.99 }),
  };
}

function spec(making: Making): Request {
  const { random } = making;
  return {
    display_name: 'fuzz',
    strategy: random.pick(['STRATEGY_KIND_UNSPECIFIED', 'STRATEGY_KIND_RANDOM', 'STRATEGY_KIND_Q_LEARNING']),
    seed: random.below(2 ** 32),
    dataset: random.pick(['procedural', 'cifar10?limit=2000']),
    stack: stackToProto(SEED_STACK),
    budget: budget(making),
    max_layers: random.below(10),
    lease_duration: { seconds: random.pick([5, 60, 3600]) },
    ...(random.chance(0.2) && { limits: { max_flops: 10_000_000, max_parameters: 100_000 } }),
    ...(random.chance(0.2) && { median_stopping: { min_trials: 1, min_epochs: 1 } }),
    ...(random.chance(0.2) && { reward_weights: { mu: 1, rho: 8 } }),
  };
}

function epoch(number: number, random: FuzzRandom): Request {
  return {
    number,
    accuracy: random.next(),
    loss: 3 * random.next(),
    training_accuracy: random.next(),
    learning_rate: 0.001,
    duration: { seconds: 1, nanos: 500_000_000 },
  };
}

function outcome(random: FuzzRandom): Request {
  if (random.chance(0.15))
    return { failure: { reason: 'FAILURE_REASON_DIVERGED', message: 'the loss is NaN' } };
  return {
    measurement: {
      accuracy: random.below(101) / 100,
      epochs: [epoch(1, random), epoch(2, random)],
      duration: { seconds: 3 },
      device: 'fuzz',
    },
  };
}
