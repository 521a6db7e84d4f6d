import { BATCH_NORMALISATION, type GraphNode, type LayerGraph, type Weights } from '@blockqnn/network';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';

/** What a network computes for a batch. */
export interface PlainOutputs {
  /** [batch · classes] */
  readonly logits: Float32Array;
  /** [batch · classes] */
  readonly probabilities: Float32Array;
}

/**
 * Evaluates a graph node by node in tfjs operations, moving statistics in batch normalisation: slow, plain,
 * and independent of what it serves to check.
 *
 * @param pixels - [batch, height, width, channels], values 0–255
 */
export function evaluatePlainly(graph: LayerGraph, weights: Weights, pixels: tf.Tensor4D): PlainOutputs {
  return tf.tidy(() => {
    const values = new Map<string, tf.Tensor>();
    for (const node of graph.nodes) {
      const inputs = node.inputs.map((input) => valueOf(values, input));
      values.set(node.id, node.operation.kind === 'input' ? pixels : compute(node, weights, inputs));
      checkShape(node, valueOf(values, node.id));
    }
    return {
      logits: valueOf(values, 'logits').dataSync<'float32'>().slice(),
      probabilities: valueOf(values, 'softmax').dataSync<'float32'>().slice(),
    };
  });
}

function compute(node: GraphNode, weights: Weights, inputs: tf.Tensor[]): tf.Tensor {
  const { operation } = node;
  const [first] = inputs;
  if (!first) throw new Error(`${node.id} reads nothing`);
  const weight = (role: string): tf.Tensor => {
    const tensor = weights.get(`${node.id}/${role}`);
    if (!tensor) throw new Error(`${node.id}/${role} is missing`);
    return tf.tensor(tensor.data, [...tensor.shape]);
  };
  switch (operation.kind) {
    case 'input':
      throw new Error('the input is given');
    case 'rescale':
      return tf.add(tf.mul(first, operation.scale), operation.offset);
    case 'relu':
      return tf.relu(first);
    case 'convolution':
      return tf.conv2d(first as tf.Tensor4D, weight('kernel') as tf.Tensor4D, operation.stride, 'same');
    case 'batchNormalisation': {
      const deviation = tf.sqrt(tf.add(weight('movingVariance'), BATCH_NORMALISATION.epsilon));
      const normalised = tf.div(tf.sub(first, weight('movingMean')), deviation);
      return tf.add(tf.mul(normalised, weight('gamma')), weight('beta'));
    }
    case 'maxPooling':
      return tf.maxPool(first as tf.Tensor4D, operation.kernel, operation.stride, 'same');
    case 'averagePooling':
      return averagePool(first as tf.Tensor4D, operation.kernel, operation.stride);
    case 'add':
      return tf.addN(inputs);
    case 'concat':
      return tf.concat(inputs, -1);
    case 'globalAveragePooling':
      return tf.mean(first, [1, 2]);
    case 'dense':
      return tf.add(tf.matMul(first, weight('kernel')), weight('bias'));
    case 'softmax':
      return tf.softmax(first);
  }
}

/** Sum over the window divided by the number of its positions inside the image, by convolutions with ones. */
function averagePool(images: tf.Tensor4D, kernel: number, stride: number): tf.Tensor {
  const channels = images.shape[3];
  const ones = tf.ones<tf.Rank.R4>([kernel, kernel, channels, 1]);
  const sum = (values: tf.Tensor4D): tf.Tensor4D => tf.depthwiseConv2d(values, ones, stride, 'same');
  return tf.div(sum(images), sum(tf.onesLike(images)));
}

function checkShape({ id, shape }: GraphNode, value: tf.Tensor): void {
  const expected = value.rank === 2 ? [shape.channels] : [shape.height, shape.width, shape.channels];
  if (value.shape.slice(1).join() !== expected.join()) {
    throw new Error(`${id}: shape [${value.shape.join()}], the graph says [${expected.join()}]`);
  }
}

function valueOf(values: ReadonlyMap<string, tf.Tensor>, id: string): tf.Tensor {
  const value = values.get(id);
  if (!value) throw new Error(`${id} is read before it is computed`);
  return value;
}
