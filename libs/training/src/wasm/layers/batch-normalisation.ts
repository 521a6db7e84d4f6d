import { BATCH_NORMALISATION } from '@blockqnn/network';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { share } from '../backend.js';
import { channelAffine, channelCombination } from '../channel-affine.js';
import { channelGradients } from '../channel-gradients.js';
import { channelMoments } from '../channel-moments.js';
import { inputAt } from '../input-at.js';
import type { ForwardPass, Layer } from '../layer.js';
import type { Parameter, ParameterOf } from '../parameter.js';

/**
 * Normalises each channel over batch, height and width (Ioffe and Szegedy 2015). The variance is that of
 * the batch itself (divided by its size), in the output as in the moving variance.
 */
export function batchNormalisation(parameterOf: ParameterOf): Layer {
  const gamma = parameterOf('gamma');
  const beta = parameterOf('beta');
  const movingMean = parameterOf('movingMean');
  const movingVariance = parameterOf('movingVariance');
  const channels = gamma.values.length;
  const perChannel = (value: (channel: number) => number): Float32Array =>
    new Float32Array(channels).map((_, channel) => value(channel));

  /** `γ · (x − mean) / deviation + β` as a factor of x and an offset. */
  const normalisation = (mean: Values, variance: Values): Normalisation => {
    const inverse = perChannel((c) => 1 / Math.sqrt(at(variance, c) + BATCH_NORMALISATION.epsilon));
    const scale = perChannel((c) => at(gamma.values, c) * at(inverse, c));
    return { inverse, scale, offset: perChannel((c) => at(beta.values, c) - at(mean, c) * at(scale, c)) };
  };

  const trainOn = (input: Tensor4D): ForwardPass => {
    const { mean, variance } = channelMoments(input);
    follow(movingMean, mean);
    follow(movingVariance, variance);
    const { inverse, scale, offset } = normalisation(mean, variance);
    const x = share(input);
    return {
      output: channelAffine(x, scale, offset),
      kept: [x],
      backward(gradient) {
        const { sums, products } = channelGradients(gradient, x, Float32Array.from(mean));
        const pixels = x.size / channels;
        beta.gradient.set(sums);
        gamma.gradient.set(perChannel((c) => at(inverse, c) * at(products, c)));
        // γ/σ · (g − mean(g) − (x − μ)/σ² · mean(g·(x − μ)))
        const slope = perChannel((c) => (-at(scale, c) * at(inverse, c) ** 2 * at(products, c)) / pixels);
        const constant = perChannel(
          (c) => (-at(scale, c) * at(sums, c)) / pixels - at(slope, c) * at(mean, c),
        );
        return [channelCombination(gradient, scale, x, slope, constant)];
      },
    };
  };

  return {
    infer(inputs) {
      const { scale, offset } = normalisation(movingMean.values, movingVariance.values);
      return channelAffine(inputAt(inputs, 0), scale, offset);
    },
    train: (inputs) => trainOn(inputAt(inputs, 0)),
  };
}

type Values = Float32Array | Float64Array;

/** [channels] each. */
interface Normalisation {
  /** 1 / deviation */
  readonly inverse: Float32Array;
  readonly scale: Float32Array;
  readonly offset: Float32Array;
}

function follow(moving: Parameter, batch: Values): void {
  const { momentum } = BATCH_NORMALISATION;
  for (const [c, value] of batch.entries()) {
    moving.values[c] = momentum * at(moving.values, c) + (1 - momentum) * value;
  }
}

function at(values: Values, channel: number): number {
  return values[channel] ?? Number.NaN;
}
