import type { WeightSpec } from '@blockqnn/network';
import type { Optimiser } from '@blockqnn/training';

/** Optimisers in float64 straight from their definitions. */
export class PlainOptimiser {
  readonly #optimiser: Optimiser;
  readonly #moments = new Map<string, Float64Array>();
  #steps = 0;
  #learningRate = 0;

  constructor(optimiser: Optimiser) {
    this.#optimiser = optimiser;
  }

  /** Begins a step. */
  start(learningRate: number): void {
    this.#steps += 1;
    this.#learningRate = learningRate;
  }

  /** Moves a weight in this step. */
  move(spec: WeightSpec, values: Float64Array, gradient: Float64Array): void {
    const decay = spec.role === 'kernel' ? this.#optimiser.weightDecay : 0;
    const slopes = gradient.map((slope, i) => slope + decay * (values[i] ?? 0));
    const change = this.#change(spec.name, slopes);
    values.forEach((value, i) => {
      values[i] = value - (change[i] ?? Number.NaN);
    });
  }

  #change(name: string, slopes: Float64Array): Float64Array {
    if (this.#optimiser.kind === 'sgd') {
      const { momentum } = this.#optimiser;
      const velocity = this.#follow(`${name}/velocity`, slopes, momentum, 1);
      return velocity.map((speed) => this.#learningRate * speed);
    }
    const { beta1, beta2, epsilon } = this.#optimiser;
    const squares = slopes.map((slope) => slope ** 2);
    const mean = this.#follow(`${name}/mean`, slopes, beta1, 1 - beta1);
    const square = this.#follow(`${name}/square`, squares, beta2, 1 - beta2);
    const stepSize = (this.#learningRate * Math.sqrt(1 - beta2 ** this.#steps)) / (1 - beta1 ** this.#steps);
    return mean.map((value, i) => (stepSize * value) / (Math.sqrt(square[i] ?? Number.NaN) + epsilon));
  }

  /** `kept · old + taken · new`, from 0. */
  #follow(name: string, values: Float64Array, kept: number, taken: number): Float64Array {
    const old = this.#moments.get(name);
    const moment = values.map((value, i) => kept * (old?.[i] ?? 0) + taken * value);
    this.#moments.set(name, moment);
    return moment;
  }
}
