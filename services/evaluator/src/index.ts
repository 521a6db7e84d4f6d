export { evaluatorConfigFromEnv, type EvaluatorConfig } from './config.js';
export { EVALUATOR_PERMISSIONS } from './permissions.js';
export {
  startEvaluator,
  type EvaluatorDependencies,
  type RunningEvaluator,
  type WorkerStatus,
} from './service.js';
export type { EngineInfo } from './child/messages.js';
export type { Activity } from './workers/activity.js';
export type { EpochProgress, TrainingResult } from './workers/training-result.js';
