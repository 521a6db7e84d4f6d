import { type DataflowGraph, firstOutput, type Tensor } from './dataflow-graph.js';
import { cast, compute, integers } from './operations.js';
import { DATA_TYPES } from './saved-model.js';

const FLOAT = { T: { type: DATA_TYPES.float } } as const;

/**
 * The softmax's cross-entropy in nats for each image, [batch].
 *
 * @param logits - [batch, classes]
 * @param labels - [batch], int32
 */
export function crossEntropy(graph: DataflowGraph, logits: Tensor, labels: Tensor): Tensor {
  return firstOutput(
    graph.add({
      op: 'SparseSoftmaxCrossEntropyWithLogits',
      inputs: [logits, labels],
      attributes: { ...FLOAT, Tlabels: { type: DATA_TYPES.int32 } },
      outputs: lossAndGradient(logits),
    }),
  );
}

/** Like {@link crossEntropy}, against targets [batch, classes] whose rows add up to 1. */
export function softCrossEntropy(graph: DataflowGraph, logits: Tensor, targets: Tensor): Tensor {
  return firstOutput(
    graph.add({
      op: 'SoftmaxCrossEntropyWithLogits',
      inputs: [logits, targets],
      attributes: FLOAT,
      outputs: lossAndGradient(logits),
    }),
  );
}

/** Both operations give the gradient for the logits too. */
function lossAndGradient({ shape }: Tensor): readonly Pick<Tensor, 'type' | 'shape'>[] {
  return [
    { type: 'float', shape: shape.slice(0, 1) },
    { type: 'float', shape },
  ];
}

/** The sum of a vector, []. */
export function total(graph: DataflowGraph, vector: Tensor): Tensor {
  return compute(graph, 'Sum', [vector, integers(graph, [0])], [], { Tidx: { type: DATA_TYPES.int32 } });
}

/** For each image 1 where the largest logit is that of its label, else 0; [batch]. */
export function hits(graph: DataflowGraph, logits: Tensor, labels: Tensor): Tensor {
  const largest = graph.add({
    op: 'ArgMax',
    inputs: [logits, graph.constant(Int32Array.of(1), [])],
    attributes: { ...FLOAT, Tidx: { type: DATA_TYPES.int32 }, output_type: { type: DATA_TYPES.int32 } },
    outputs: [{ type: 'int32', shape: labels.shape }],
  });
  const equal = graph.add({
    op: 'Equal',
    inputs: [firstOutput(largest), labels],
    attributes: { T: { type: DATA_TYPES.int32 } },
    outputs: [{ type: 'bool', shape: labels.shape }],
  });
  return cast(graph, firstOutput(equal), 'float');
}
