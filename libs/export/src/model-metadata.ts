import type { Figures, Stack } from '@blockqnn/network';
import { type Block, blockId, canonicalBlock, formatBlock } from '@blockqnn/nsc';

/** What an exported model is, said by whoever exports it. */
export interface ModelMetadata {
  readonly block: Block;
  readonly stack: Stack;
  readonly weights: WeightsOrigin;
}

/** Where a model's weights come from. */
export type WeightsOrigin =
  | {
      /** Random, by `initialiseWeights` with this seed. */
      readonly state: 'initialised';
      readonly seed: number;
    }
  | {
      /** Trained by the evaluation of a block, or in full. */
      readonly state: 'trained';
      /** Resource name of the trial, `searches/{search}/trials/{trial}`; absent outside a search. */
      readonly trial?: string;
      /** Resource name of the full training, `trainings/{training}`; absent for an evaluation. */
      readonly training?: string;
      /** Reference of the image set, for instance `cifar10?limit=2000`. */
      readonly dataset: string;
      /** Validation accuracy in [0, 1]. */
      readonly accuracy: number;
      /** Of a full training: test accuracy in [0, 1]. */
      readonly testAccuracy?: number;
    };

/** What a model says of itself, as a JSON value; the same in every format. */
export function describeModel({ block, stack, weights }: ModelMetadata, figures: Figures) {
  return {
    block: { id: blockId(block), nsc: formatBlock(canonicalBlock(block)) },
    stack,
    input: 'pixel values 0 to 255; the model rescales them itself',
    output: 'probability of each class',
    figures,
    weights,
  };
}
