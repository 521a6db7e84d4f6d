export { hyperParametersForBudget, maxLayersForBudget, PAPER_BUDGET } from './budget-scale.js';
export { createStrategy } from './create-strategy.js';
export { epsilonAt, scheduleLength } from './epsilon-schedule.js';
export { PAPER_HYPER_PARAMETERS } from './hyper-parameters.js';
export type { EpsilonPhase, HyperParameters } from './hyper-parameters.js';
export { correctedReward, DEFAULT_REWARD_WEIGHTS } from './reward.js';
export type { Measurement, RewardWeights } from './reward.js';
export { StrategyStateError } from './strategy-state-error.js';
export { STRATEGY_KINDS } from './strategy.js';
export type {
  Observation,
  Proposal,
  StateEntry,
  Strategy,
  StrategyKind,
  StrategyOptions,
} from './strategy.js';
