import type { GraphNode } from '@blockqnn/network';
import { clone } from '@tensorflow/tfjs-core';
import { inputAt } from '../../src/wasm/input-at.js';
import type { Layer } from '../../src/wasm/layer.js';
import { add } from './layers/add.js';
import { averagePooling } from '../../src/wasm/layers/average-pooling.js';
import { batchNormalisation } from './layers/batch-normalisation.js';
import { concat } from './layers/concat.js';
import { convolution } from './layers/convolution.js';
import { dense } from '../../src/wasm/layers/dense.js';
import { globalAveragePooling } from '../../src/wasm/layers/global-average-pooling.js';
import { maxPooling } from './layers/max-pooling.js';
import { relu } from './layers/relu.js';
import { rescale } from '../../src/wasm/layers/rescale.js';
import type { ParameterOf } from '../../src/wasm/parameter.js';

/** @param needsInputGradient - whether anything before the node is trained */
export function createLayer(
  { operation }: GraphNode,
  parameterOf: ParameterOf,
  needsInputGradient: boolean,
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
      return convolution(operation, parameterOf('kernel'), needsInputGradient);
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
    infer: (inputs) => clone(inputAt(inputs, 0)),
    train: (inputs) => ({
      output: clone(inputAt(inputs, 0)),
      kept: [],
      backward: (gradient) => [clone(gradient)],
    }),
  };
}
