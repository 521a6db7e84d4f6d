import type { GraphNode } from '@blockqnn/network';
import { share } from './backend.js';
import { inputAt } from './input-at.js';
import type { Layer } from './layer.js';
import { add } from './layers/add.js';
import { averagePooling } from './layers/average-pooling.js';
import { batchNormalisation } from './layers/batch-normalisation.js';
import { concat } from './layers/concat.js';
import { convolution } from './layers/convolution.js';
import { dense } from './layers/dense.js';
import { globalAveragePooling } from './layers/global-average-pooling.js';
import { maxPooling } from './layers/max-pooling.js';
import { relu } from './layers/relu.js';
import { rescale } from './layers/rescale.js';
import type { ParameterOf } from './parameter.js';

/**
 * @param needsInputGradient - whether anything before the node is trained
 * @param rectifies - whether the node takes up a ReLU before it; convolutions of stride 1 can
 */
export function createLayer(
  { operation }: GraphNode,
  parameterOf: ParameterOf,
  needsInputGradient: boolean,
  rectifies = false,
): Layer {
  switch (operation.kind) {
    case 'input':
    case 'softmax':
      // Neither is computed here: the batch is given, and the loss takes the logits.
      return passThrough();
    case 'rescale':
      return rescale(operation);
    case 'relu':
      return relu();
    case 'convolution':
      return convolution(operation, parameterOf('kernel'), { needsInputGradient, rectifies });
    case 'batchNormalisation':
      return batchNormalisation(parameterOf);
    case 'maxPooling':
      return maxPooling(operation);
    case 'averagePooling':
      return averagePooling(operation);
    case 'add':
      return add();
    case 'concat':
      return concat();
    case 'globalAveragePooling':
      return globalAveragePooling();
    case 'dense':
      return dense(parameterOf('kernel'), parameterOf('bias'));
  }
}

function passThrough(): Layer {
  return {
    infer: (inputs) => share(inputAt(inputs, 0)),
    train: (inputs) => ({
      output: share(inputAt(inputs, 0)),
      kept: [],
      backward: (gradient) => [share(gradient)],
    }),
  };
}
