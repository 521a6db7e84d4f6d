/** A pooling along one axis, "same" padding: [repeats, size, inner] → [repeats, outSize, inner]. */
export interface AxisPooling {
  readonly repeats: number;
  readonly size: number;
  readonly outSize: number;
  readonly inner: number;
  readonly kernel: number;
  readonly stride: number;
}

/**
 * Gradient of max pooling along one axis: each output's gradient goes to the first input of its window
 * that equals the output. Compares bit patterns without a branch, since which input is largest cannot be
 * predicted.
 *
 * @param target - gradient of the inputs; overwritten
 */
export function creditMaxima(
  inputs: Float32Array,
  outputs: Float32Array,
  gradients: Float32Array,
  target: Float32Array,
  { repeats, size, outSize, inner, kernel, stride }: AxisPooling,
): void {
  const inputBits = new Int32Array(inputs.buffer, inputs.byteOffset, inputs.length);
  const outputBits = new Int32Array(outputs.buffer, outputs.byteOffset, outputs.length);
  const before = Math.floor(Math.max((outSize - 1) * stride + kernel - size, 0) / 2);
  target.fill(0);
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    for (let position = 0; position < outSize; position += 1) {
      const first = Math.max(position * stride - before, 0);
      const last = Math.min(position * stride - before + kernel, size) - 1;
      const output = (repeat * outSize + position) * inner;
      const window = (repeat * size + first) * inner;
      const windowEnd = (repeat * size + last) * inner;
      for (let i = 0; i < inner; i += 1) {
        const bits = outputBits[output + i] ?? 0;
        const gradient = gradients[output + i] ?? 0;
        let open = 1;
        for (let at = window + i; at <= windowEnd + i; at += inner) {
          const difference = (inputBits[at] ?? 0) ^ bits;
          const isEqual = ((difference | -difference) >>> 31) ^ 1;
          target[at] = (target[at] ?? 0) + gradient * (isEqual & open);
          open &= ~isEqual;
        }
      }
    }
  }
}
