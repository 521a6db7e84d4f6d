import type { Images, ImageSet } from '@blockqnn/datasets';
import type { LayerGraph, Weights } from '@blockqnn/network';
import type { Batch } from './batch.js';
import type { LoadedImages } from './loaded-images.js';
import type { BatchLoss } from './loss-sums.js';
import type { NetworkState } from './network-state.js';
import type { Learning } from './optimiser.js';

/** What computes, for people and for GetCapabilities. */
export interface EngineInfo {
  readonly name: 'wasm' | 'native';
  readonly device: string;
  readonly threads: number;
  readonly version: string;
}

/**
 * A compute engine. One per process; networks come and go on it by the thousand while the images stay.
 * Every implementation passes the contract suite in `test/contracts/engine.ts`.
 */
export interface Engine extends AsyncDisposable {
  readonly info: EngineInfo;
  /** Puts images where the engine computes, once per process. */
  loadImages(images: Images, shape: ImageSet['shape']): Promise<LoadedImages>;
  /**
   * Builds a network with the given weights and a fresh optimiser. Weights must cover every weight spec
   * of the graph. Without `learning` it learns by Adam from hard labels ({@link PLAIN_LEARNING}).
   */
  open(graph: LayerGraph, weights: Weights, learning?: Learning): Promise<OpenNetwork>;
}

/** A network on an engine, with its weights, moving statistics and optimiser state. */
export interface OpenNetwork extends AsyncDisposable {
  /**
   * One step of the optimiser, with batch statistics in batch normalisation. The loss is that before the
   * step, against the targets that are trained for (smoothed and mixed where asked); it is not finite
   * where the loss or any gradient is not. Blocks the thread while it computes.
   */
  step(batch: Batch, learningRate: number): Promise<BatchLoss>;
  /** Loss against the plain labels, with moving statistics in batch normalisation. */
  classify(batch: Batch): Promise<BatchLoss>;
  /** A copy of all weights and moving statistics. */
  readWeights(): Promise<Weights>;
  /** Replaces all weights and starts the optimiser afresh; the restart rule uses it. */
  reset(weights: Weights): Promise<void>;
  /** A copy of all that later steps depend on. */
  readState(): Promise<NetworkState>;
  /** Takes up a state of the same graph and the same optimiser; the next steps are those that followed it. */
  writeState(state: NetworkState): Promise<void>;
}
