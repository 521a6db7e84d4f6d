import { BATCH_NORMALISATION } from '@blockqnn/network';
import { add, mul, square, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { channelAffine } from '../channel-affine.js';
import { channelMeans } from '../channel-means.js';
import { inputAt } from '../../../src/wasm/input-at.js';
import type { ForwardPass, Layer } from '../../../src/wasm/layer.js';
import type { Parameter, ParameterOf } from '../../../src/wasm/parameter.js';

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
    Float32Array.from({ length: channels }, (_, channel) => value(channel));
  const inverseDeviations = (variances: Float32Array): Float32Array =>
    variances.map((variance) => 1 / Math.sqrt(variance + BATCH_NORMALISATION.epsilon));

  const trainOn = (input: Tensor4D): ForwardPass => {
    const mean = channelMeans(input);
    const centred = channelAffine(
      input,
      perChannel(() => 1),
      mean.map((value) => -value),
    );
    const variance = tidy(() => channelMeans(square(centred)));
    follow(movingMean, mean);
    follow(movingVariance, variance);
    const inverse = inverseDeviations(variance);
    const scale = perChannel((c) => at(gamma.values, c) * at(inverse, c));
    return {
      output: channelAffine(centred, scale, beta.values),
      kept: [centred],
      backward(gradient) {
        const pixels = centred.size / channels;
        const meanGradient = channelMeans(gradient);
        const meanProduct = tidy(() => channelMeans(mul(gradient, centred)));
        const variable = perChannel((c) => -at(scale, c) * at(inverse, c) ** 2 * at(meanProduct, c));
        const constant = perChannel((c) => -at(scale, c) * at(meanGradient, c));
        gamma.gradient.set(perChannel((c) => pixels * at(inverse, c) * at(meanProduct, c)));
        beta.gradient.set(perChannel((c) => pixels * at(meanGradient, c)));
        // γ/σ · (g − mean(g) − (x − μ)/σ² · mean(g·(x − μ)))
        return [
          tidy(() =>
            add(
              channelAffine(gradient, scale, constant),
              channelAffine(centred, variable, new Float32Array(channels)),
            ),
          ),
        ];
      },
    };
  };

  return {
    infer(inputs) {
      const inverse = inverseDeviations(movingVariance.values);
      const scale = perChannel((c) => at(gamma.values, c) * at(inverse, c));
      const offset = perChannel((c) => at(beta.values, c) - at(movingMean.values, c) * at(scale, c));
      return channelAffine(inputAt(inputs, 0), scale, offset);
    },
    train: (inputs) => trainOn(inputAt(inputs, 0)),
  };
}

function follow(moving: Parameter, batch: Float32Array): void {
  const { momentum } = BATCH_NORMALISATION;
  for (const [c, value] of batch.entries()) {
    moving.values[c] = momentum * at(moving.values, c) + (1 - momentum) * value;
  }
}

function at(values: Float32Array, channel: number): number {
  return values[channel] ?? Number.NaN;
}
