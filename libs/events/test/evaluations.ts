import type { EvaluationInput } from '@blockqnn/api';

/** An evaluation with every kind of value that the mapping treats specially. */
export const MEASURED: EvaluationInput = {
  trial: 'searches/s1/trials/7',
  block: {
    name: 'blocks/0123456789abcdef',
    nsc: 'conv3@0',
    layers: [
      { index: 1, type: 'LAYER_TYPE_CONVOLUTION', kernel: 3, pred1: 0, pred2: 0 },
      { index: 2, type: 'LAYER_TYPE_TERMINAL', kernel: 0, pred1: 0, pred2: 0 },
    ],
    density: 0.5,
  },
  dataset: 'cifar10?limit=2000',
  stack: {
    input: { height: 32, width: 32, channels: 3 },
    stem: { filters: 8, kernel: 3, stride: 1, pooling: false },
    stages: [{ repeats: 1, filters: 8 }],
    classes: 10,
  },
  figures: { flops: 9_007_199_254_740_991, parameters: 12_345, activationBytes: 0 },
  measurement: {
    accuracy: 0.8125,
    epochs: [
      {
        number: 1,
        accuracy: 0.25,
        loss: NaN,
        trainingAccuracy: 1e-7,
        learningRate: 0.001,
        duration: { seconds: 1, nanos: 500_000_000 },
      },
    ],
    duration: { seconds: 61, nanos: 1 },
    device: 'wasm, 1 thread',
    restarts: 0,
    weightsSha256: '',
  },
  reward: -12.5,
  attempt: 2,
  worker: 'Wörker "1"',
  completeTime: { seconds: 1_700_000_000, nanos: 120_000_000 },
  strategy: 'random',
  seed: 4_294_967_295,
};

export const FAILED: EvaluationInput = {
  trial: 'searches/s1/trials/8',
  failure: { reason: 'FAILURE_REASON_OUT_OF_MEMORY', message: '' },
  attempt: 1,
};
