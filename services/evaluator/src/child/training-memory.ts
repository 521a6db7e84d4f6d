import type { Figures } from '@blockqnn/network';
import type { EngineInfo } from '@blockqnn/training';

const MIB = 1024 * 1024;

/** How an engine's memory follows from a network, fitted to what training processes occupied (docs/evaluator.md). */
interface MemoryModel {
  /** For any network: code and scratch that the first one brings in. */
  readonly fixedBytes: number;
  /**
   * Copies of each parameter: value, gradient and the optimiser's two moments, and beside them the initial
   * weights, what is sent to the engine, and the gradients' parts before they are put together.
   */
  readonly copiesOfParameters: number;
}

const MODELS: Readonly<Record<EngineInfo['name'], MemoryModel>> = {
  wasm: { fixedBytes: 24 * MIB, copiesOfParameters: 8 },
  native: { fixedBytes: 48 * MIB, copiesOfParameters: 10 },
};

const FLOAT32_BYTES = 4;

/**
 * What training adds to a process's memory, about: parameters with all their copies, and each intermediate
 * result of a batch once. The backward pass needs them; gradients take the place of what it is done with.
 */
export function trainingBytes(engine: EngineInfo['name'], figures: Figures, batchSize: number): number {
  const { fixedBytes, copiesOfParameters } = MODELS[engine];
  return (
    fixedBytes + copiesOfParameters * FLOAT32_BYTES * figures.parameters + figures.activationBytes * batchSize
  );
}
