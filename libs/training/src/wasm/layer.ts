import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';

/**
 * A node of a network in TensorFlow.js operations. Feature maps are [batch, height, width, channels];
 * vectors have height and width 1. A layer never disposes its inputs; what it returns is the caller's.
 */
export interface Layer {
  /** Output for trained weights and moving statistics. */
  infer(inputs: readonly Tensor4D[]): Tensor4D;
  /** Output for the weights of this step, and the way back. */
  train(inputs: readonly Tensor4D[]): ForwardPass;
  /** Frees constants that the layer keeps between steps. */
  dispose?(): void;
}

export interface ForwardPass {
  readonly output: Tensor4D;
  /** What `backward` needs; to be disposed when it is done, or when it will never be called. */
  readonly kept: readonly Tensor[];
  /**
   * Writes the gradients of the layer's parameters and returns those of its inputs, in their order; none
   * where the layer was made for inputs that need none.
   *
   * @param gradient - of the loss with respect to the output
   */
  readonly backward: (gradient: Tensor4D) => readonly Tensor4D[];
}
