import type { ImageSet } from '@blockqnn/datasets';
import type { LayerGraph, Weights } from '@blockqnn/network';

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
  loadImages(images: ImageSet['train'], shape: ImageSet['shape']): Promise<LoadedImages>;
  /**
   * Builds a network with the given weights and a fresh optimiser. Weights must cover every weight spec
   * of the graph.
   */
  open(graph: LayerGraph, weights: Weights): Promise<OpenNetwork>;
}

/** Images on the engine's device. */
export interface LoadedImages extends AsyncDisposable {
  readonly count: number;
}

/** One training batch: which images, and how each is augmented. Padded positions are black. */
export interface Batch {
  /** [size], indices into the loaded images. */
  readonly indices: Int32Array;
  /** [size, 2], shift of the crop window down and right in pixels, each −padding … padding. */
  readonly shifts: Int8Array;
  /** [size], 1 where the image is mirrored left to right. */
  readonly flips: Uint8Array;
}

export interface TrainEpochOptions {
  /** Adam's step size for the whole epoch. */
  readonly learningRate: number;
  /** Checked between steps; an aborted epoch rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** Called after each step. */
  readonly onStep?: (step: { readonly images: number }) => void;
}

/** Means over the images of an epoch. */
export interface EpochResult {
  /** Cross-entropy in nats; NaN or infinite where the network diverged (the epoch ends at that step). */
  readonly loss: number;
  /** Share classified correctly, in [0, 1]. */
  readonly accuracy: number;
}

/** A network on an engine, with its weights, moving statistics and optimiser state. */
export interface OpenNetwork extends AsyncDisposable {
  /** One step of Adam for each batch, batch statistics in batch normalisation. */
  trainEpoch(
    images: LoadedImages,
    batches: Iterable<Batch>,
    options: TrainEpochOptions,
  ): Promise<EpochResult>;
  /** No augmentation, moving statistics in batch normalisation. */
  evaluate(images: LoadedImages, indices: Int32Array, signal: AbortSignal): Promise<EpochResult>;
  /** A copy of all weights and moving statistics. */
  readWeights(): Promise<Weights>;
  /** Replaces all weights and starts the optimiser afresh; the restart rule uses it. */
  reset(weights: Weights): Promise<void>;
}

/** Adam (paper, training details). */
export const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
