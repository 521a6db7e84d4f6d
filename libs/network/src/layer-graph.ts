/** Shape of a feature map; the batch dimension is left out. Vectors have height and width 1. */
export interface FeatureShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** What a node computes. Padding is "same" and convolutions have no bias throughout. */
export type Operation =
  /** The images as pixel values 0–255. */
  | { readonly kind: 'input' }
  /** value · scale + offset: brings pixels to about [-2, 2]. */
  | { readonly kind: 'rescale'; readonly scale: number; readonly offset: number }
  | { readonly kind: 'relu' }
  | {
      readonly kind: 'convolution';
      readonly kernel: number;
      readonly stride: number;
      readonly filters: number;
    }
  /** Per channel; ε and momentum in `BATCH_NORMALISATION`. */
  | { readonly kind: 'batchNormalisation' }
  | { readonly kind: 'maxPooling'; readonly kernel: number; readonly stride: number }
  /** Padded positions are not counted. */
  | { readonly kind: 'averagePooling'; readonly kernel: number; readonly stride: number }
  | { readonly kind: 'add' }
  | { readonly kind: 'concat' }
  | { readonly kind: 'globalAveragePooling' }
  /** With bias. */
  | { readonly kind: 'dense'; readonly units: number }
  | { readonly kind: 'softmax' };

/** A weight tensor of a node. */
export interface WeightSpec {
  /** `{node}/{role}`, for instance `stage1_block1_layer2_conv/kernel`. */
  readonly name: string;
  /** kernel: [height, width, in, out], or [in, out] in a dense node; the others: [channels]. */
  readonly shape: readonly number[];
  readonly role: 'kernel' | 'bias' | 'gamma' | 'beta' | 'movingMean' | 'movingVariance';
  /** False for the moving statistics. */
  readonly trainable: boolean;
}

export interface GraphNode {
  /** Unique; letters, digits and underscores, so it can name a layer in every framework. */
  readonly id: string;
  readonly operation: Operation;
  /** Ids of the nodes that this one reads, in order. */
  readonly inputs: readonly string[];
  /** Of the output. */
  readonly shape: FeatureShape;
  readonly weights: readonly WeightSpec[];
}

/** What a network costs; definitions in `blockqnn.domain.v1.Figures`. */
export interface Figures {
  readonly flops: number;
  readonly parameters: number;
  readonly activationBytes: number;
}

/**
 * A whole network. Nodes stand in topological order; the first is the input, the last the softmax, and
 * the one before it the dense node whose output are the logits.
 */
export interface LayerGraph {
  readonly nodes: readonly GraphNode[];
  readonly classes: number;
  readonly figures: Figures;
}

/** Batch normalisation: `moving = momentum · moving + (1 − momentum) · batch`. */
export const BATCH_NORMALISATION = { epsilon: 1e-3, momentum: 0.9 } as const;
