import type { Figures, Stack } from '@blockqnn/network';

/** What a model card tells beyond the network itself, said by whoever exports it; plain values alone. */
export interface ModelFacts {
  /** SPDX expression; undefined where nobody stated a licence. */
  readonly licence: string | undefined;
  /** What wrote the model, for instance `0.1.0`. */
  readonly programVersion: string;
  /** Name of the reference block that it is, for instance `residual`; undefined for any other. */
  readonly referenceBlock: string | undefined;
  /**
   * The evaluation that trained the weights; for initialised weights the best one of the block. Undefined where
   * there is none, or a full training trained the weights.
   */
  readonly evaluation: EvaluationFacts | undefined;
  /** The full training that trained the weights. */
  readonly training: TrainingFacts | undefined;
}

/** How a network was trained and what that came to, by an evaluation or in full. */
interface TrainedFacts {
  /** Resource name. */
  readonly name: string;
  /** Reference of the image set, for instance `cifar10?limit=2000`. */
  readonly dataset: string;
  /** The stack that was trained. */
  readonly stack: Stack;
  readonly figures: Figures;
  /** In [0, 1]: share of the images held out that were classified correctly. */
  readonly validationAccuracy: number;
  /** Fields and values as in docs/recipes.md; undefined where it is not known. */
  readonly recipe: Readonly<Record<string, unknown>> | undefined;
  /** Of weights and data order; undefined where it is not known. */
  readonly seed: number | undefined;
  readonly epochs: number;
  /** Wall-clock seconds of the training. */
  readonly seconds: number;
  /** What trained it, for instance `wasm, 1 thread`; may be empty. */
  readonly device: string;
  /** RFC 3339; undefined where it is not known. */
  readonly completedAt: string | undefined;
}

/** The early-stop training that a search gives a block. */
export interface EvaluationFacts extends TrainedFacts {
  /** What proposed the block, for instance `q-learning`; empty where it was evaluated elsewhere. */
  readonly strategy: string;
  /** Corrected reward, in percent points. */
  readonly reward: number;
}

export interface TrainingFacts extends TrainedFacts {
  /** In [0, 1]: share of the test images that were classified correctly. */
  readonly testAccuracy: number;
  readonly testImages: number;
  /** The epoch whose weights these are. */
  readonly bestEpoch: number;
  /** Version of the engine's library; may be empty. */
  readonly engineVersion: string;
}
