import type { WeightTensor } from '@blockqnn/network';

/**
 * A convolution's kernel for frameworks that put channels first: a copy of [height, width, in, out] as
 * [out, in, height, width].
 */
export function channelsFirstKernel({ shape, data }: WeightTensor): WeightTensor {
  const [height = 0, width = 0, inputs = 0, outputs = 0] = shape;
  const positions = height * width;
  const turned = new Float32Array(data.length);
  let from = 0;
  for (let position = 0; position < positions; position += 1) {
    for (let input = 0; input < inputs; input += 1) {
      let to = input * positions + position;
      for (let output = 0; output < outputs; output += 1) {
        turned[to] = data[from] ?? 0;
        from += 1;
        to += inputs * positions;
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
