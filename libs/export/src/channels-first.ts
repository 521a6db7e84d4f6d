import type { WeightTensor } from '@blockqnn/network';

/** Outputs that are copied at once: as many float32 as a processor reads together (64 bytes). */
const OUTPUTS_AT_ONCE = 16;

/**
 * A convolution's kernel for frameworks that put channels first: a copy of [height, width, in, out] as
 * [out, in, height, width].
 */
export function channelsFirstKernel({ shape, data }: WeightTensor): WeightTensor {
  const [height = 0, width = 0, inputs = 0, outputs = 0] = shape;
  const positions = height * width;
  const turned = new Float32Array(data.length);
  for (let begin = 0; begin < outputs; begin += OUTPUTS_AT_ONCE) {
    const end = Math.min(begin + OUTPUTS_AT_ONCE, outputs);
    for (let input = 0; input < inputs; input += 1) {
      for (let position = 0; position < positions; position += 1) {
        const from = (position * inputs + input) * outputs;
        const to = input * positions + position;
        for (let output = begin; output < end; output += 1) {
          turned[output * inputs * positions + to] = data[from + output] ?? 0;
        }
      }
    }
  }
  return { shape: [outputs, inputs, height, width], data: turned };
}

/** A dense node's kernel, a copy of [in, out] as [out, in]. */
export function transposed({ shape: [inputs = 0, outputs = 0], data }: WeightTensor): WeightTensor {
  const { data: turned } = channelsFirstKernel({ shape: [1, 1, inputs, outputs], data });
  return { shape: [outputs, inputs], data: turned };
}
