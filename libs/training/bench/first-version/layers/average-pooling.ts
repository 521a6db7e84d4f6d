import type { Operation } from '@blockqnn/network';
import {
  AvgPoolGrad,
  avgPool,
  clone,
  engine,
  keep,
  mul,
  tensor4d,
  tidy,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { inputAt } from '../../../src/wasm/input-at.js';
import type { Layer } from '../../../src/wasm/layer.js';

type AveragePooling = Extract<Operation, { kind: 'averagePooling' }>;

/** "Same" padding whose positions are not counted. */
export function averagePooling({ kernel, stride }: AveragePooling): Layer {
  const pool = (x: Tensor4D): Tensor4D => avgPool(x, kernel, stride, 'same');
  const isSymmetric = stride === 1 && kernel % 2 === 1;
  let counts: WindowCounts | undefined;

  const inputGradient = (gradient: Tensor4D, input: Tensor4D): Tensor4D => {
    if (!isSymmetric) {
      const attributes = { filterSize: kernel, strides: stride, pad: 'same' };
      return engine().runKernel<Tensor4D>(AvgPoolGrad, { dy: gradient, input }, attributes);
    }
    // Where pixels lie in each other's windows, a mean is spread by pooling, up to the counts; the
    // backend's own kernel for it has no vector instructions.
    counts ??= windowCounts(gradient.shape, kernel);
    return mul(pool(mul(gradient, counts.share)), counts.covered);
  };

  return {
    infer: (inputs) => pool(inputAt(inputs, 0)),
    train(inputs) {
      const input = inputAt(inputs, 0);
      const kept = isSymmetric ? [] : [clone(input)];
      return {
        output: pool(input),
        kept,
        backward: (gradient) => [tidy(() => inputGradient(gradient, kept[0] ?? gradient))],
      };
    },
    dispose() {
      counts?.covered.dispose();
      counts?.share.dispose();
    },
  };
}

/** [1, height, width, channels]: how many pixels the window around each covers, and 1 by that. */
interface WindowCounts {
  readonly covered: Tensor4D;
  readonly share: Tensor4D;
}

function windowCounts([, height, width, channels]: Tensor4D['shape'], kernel: number): WindowCounts {
  const half = (kernel - 1) / 2;
  const reach = (position: number, size: number): number =>
    Math.min(position + half, size - 1) - Math.max(position - half, 0) + 1;
  const covered = new Float32Array(height * width * channels);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const start = (row * width + column) * channels;
      covered.fill(reach(row, height) * reach(column, width), start, start + channels);
    }
  }
  const shape: Tensor4D['shape'] = [1, height, width, channels];
  return {
    covered: keep(tensor4d(covered, shape)),
    share: keep(
      tensor4d(
        covered.map((count) => 1 / count),
        shape,
      ),
    ),
  };
}
