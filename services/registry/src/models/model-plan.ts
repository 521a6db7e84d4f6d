import type { EvaluationFacts, TrainingFacts, WeightsOrigin } from '@blockqnn/export';
import type { LayerGraph, Stack } from '@blockqnn/network';
import type { Block } from '@blockqnn/nsc';
import type { Logger } from '@blockqnn/telemetry';
import type { KeptWeights } from './kept-weights.js';

/** A model that can be written: everything is decided, nothing is read yet. */
export interface ModelPlan {
  readonly block: Block;
  readonly stack: Stack;
  readonly graph: LayerGraph;
  readonly origin: WeightsOrigin;
  /** Undefined for initialised weights. */
  readonly weightsSha256: string | undefined;
  readonly evaluation: EvaluationFacts | undefined;
  readonly training: TrainingFacts | undefined;
}

/** What planning needs besides the request. */
export interface PlanningSources {
  readonly weights: KeptWeights;
  /** Bytes that a model's weights may have. */
  readonly maxWeightsBytes: number;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}
