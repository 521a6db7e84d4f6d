import { BATCH_NORMALISATION, type Operation, type WeightSpec } from '@blockqnn/network';

/** A feature map in float64: [batch, height, width, channels]. */
export interface FeatureMap {
  readonly shape: readonly [batch: number, height: number, width: number, channels: number];
  readonly values: Float64Array;
}

export type LayerWeights = Readonly<Partial<Record<WeightSpec['role'], Float64Array>>>;

export function featureMap(
  shape: FeatureMap['shape'],
  value: (index: number) => number = () => 0,
): FeatureMap {
  const size = shape.reduce((product, side) => product * side, 1);
  return { shape, values: Float64Array.from({ length: size }, (_, index) => value(index)) };
}

/**
 * What a node computes, straight from the definition: the yardstick for engines. Batch normalisation
 * writes its batch statistics into `statistics` when training.
 */
export function plainLayer(
  operation: Operation,
  inputs: readonly FeatureMap[],
  weights: LayerWeights,
  statistics?: { mean?: Float64Array; variance?: Float64Array },
): FeatureMap {
  const [input] = inputs;
  if (!input) throw new RangeError('inputs: at least 1');
  switch (operation.kind) {
    case 'input':
      return input;
    case 'rescale':
      return map(input, (value) => value * operation.scale + operation.offset);
    case 'relu':
      return map(input, (value) => Math.max(value, 0));
    case 'convolution':
      return convolution(input, operation, required(weights.kernel));
    case 'batchNormalisation':
      return normalised(input, weights, statistics);
    case 'maxPooling':
      return pooled(input, operation, (window) => Math.max(...window));
    case 'averagePooling':
      return pooled(input, operation, mean);
    case 'add':
      return map(input, (_, index) => inputs.reduce((sum, { values }) => sum + at(values, index), 0));
    case 'concat':
      return concatenated(inputs);
    case 'globalAveragePooling': {
      const [batch, height, width, channels] = input.shape;
      return featureMap([batch, 1, 1, channels], (index) => {
        const [image, channel] = [Math.floor(index / channels), index % channels];
        const pixels = Array.from({ length: height * width }, (_, pixel) => pixel);
        return mean(
          pixels.map((pixel) => at(input.values, (image * height * width + pixel) * channels + channel)),
        );
      });
    }
    case 'dense': {
      const bias = required(weights.bias);
      const flat: FeatureMap = {
        ...input,
        shape: [input.shape[0], 1, 1, input.values.length / input.shape[0]],
      };
      const product = convolution(
        flat,
        { kernel: 1, stride: 1, filters: operation.units },
        required(weights.kernel),
      );
      return map(product, (value, index) => value + at(bias, index % operation.units));
    }
    case 'softmax':
      throw new RangeError('softmax: part of the loss');
  }
}

type Window = Pick<Extract<Operation, { kind: 'convolution' }>, 'kernel' | 'stride'>;

function convolution(
  input: FeatureMap,
  { kernel, stride, filters }: Window & { readonly filters: number },
  filter: Float64Array,
): FeatureMap {
  const [batch, height, width, channels] = input.shape;
  const [rows, columns] = [axis(height, kernel, stride), axis(width, kernel, stride)];
  const output = featureMap([batch, rows.length, columns.length, filters]);
  let index = 0;
  for (let image = 0; image < batch; image += 1) {
    for (const row of rows) {
      for (const column of columns) {
        for (let out = 0; out < filters; out += 1) {
          let sum = 0;
          for (const y of row) {
            for (const x of column) {
              for (let channel = 0; channel < channels; channel += 1) {
                const pixel = ((image * height + y.position) * width + x.position) * channels + channel;
                const weight = ((y.tap * kernel + x.tap) * channels + channel) * filters + out;
                sum += at(input.values, pixel) * at(filter, weight);
              }
            }
          }
          output.values[index] = sum;
          index += 1;
        }
      }
    }
  }
  return output;
}

function pooled(
  input: FeatureMap,
  { kernel, stride }: Window,
  pick: (window: readonly number[]) => number,
): FeatureMap {
  const [batch, height, width, channels] = input.shape;
  const [rows, columns] = [axis(height, kernel, stride), axis(width, kernel, stride)];
  const output = featureMap([batch, rows.length, columns.length, channels]);
  let index = 0;
  for (let image = 0; image < batch; image += 1) {
    for (const row of rows) {
      for (const column of columns) {
        for (let channel = 0; channel < channels; channel += 1) {
          const window: number[] = [];
          for (const y of row) {
            for (const x of column) {
              const pixel = (image * height + y.position) * width + x.position;
              window.push(at(input.values, pixel * channels + channel));
            }
          }
          output.values[index] = pick(window);
          index += 1;
        }
      }
    }
  }
  return output;
}

/** For each output along one axis: the inputs in its window, "same" padding left out. */
function axis(size: number, kernel: number, stride: number): { position: number; tap: number }[][] {
  const outSize = Math.ceil(size / stride);
  const before = Math.floor(Math.max((outSize - 1) * stride + kernel - size, 0) / 2);
  return Array.from({ length: outSize }, (_, output) =>
    Array.from({ length: kernel }, (_unused, tap) => ({
      position: output * stride - before + tap,
      tap,
    })).filter(({ position }) => position >= 0 && position < size),
  );
}

function normalised(
  input: FeatureMap,
  weights: LayerWeights,
  statistics?: { mean?: Float64Array; variance?: Float64Array },
): FeatureMap {
  const channels = input.shape[3];
  const means = statistics ? channelMeans(input) : required(weights.movingMean);
  const squares = map(input, (value, index) => (value - at(means, index % channels)) ** 2);
  const variances = statistics ? channelMeans(squares) : required(weights.movingVariance);
  if (statistics) Object.assign(statistics, { mean: means, variance: variances });
  return map(input, (value, index) => {
    const channel = index % channels;
    const deviation = Math.sqrt(at(variances, channel) + BATCH_NORMALISATION.epsilon);
    return (
      (at(required(weights.gamma), channel) * (value - at(means, channel))) / deviation +
      at(required(weights.beta), channel)
    );
  });
}

function channelMeans({ shape, values }: FeatureMap): Float64Array {
  const channels = shape[3];
  const sums = new Float64Array(channels);
  values.forEach((value, index) => {
    sums[index % channels] = at(sums, index % channels) + value;
  });
  return sums.map((sum) => (sum * channels) / values.length);
}

function concatenated(inputs: readonly FeatureMap[]): FeatureMap {
  const [batch = 0, height = 0, width = 0] = inputs[0]?.shape ?? [];
  const channels = inputs.reduce((sum, { shape }) => sum + shape[3], 0);
  const pixels = Array.from({ length: batch * height * width }, (_, pixel) => pixel);
  const values = pixels.flatMap((pixel) =>
    inputs.flatMap((input) => [
      ...input.values.subarray(pixel * input.shape[3], (pixel + 1) * input.shape[3]),
    ]),
  );
  return { shape: [batch, height, width, channels], values: Float64Array.from(values) };
}

function map({ shape, values }: FeatureMap, change: (value: number, index: number) => number): FeatureMap {
  return { shape, values: values.map(change) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function at(values: Float64Array, index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError(`index ${index}: outside ${values.length} values`);
  return value;
}

function required(weight: Float64Array | undefined): Float64Array {
  if (!weight) throw new RangeError('weights: one is missing');
  return weight;
}
