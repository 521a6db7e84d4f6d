import type { Weights } from '@blockqnn/network';
import { isDecayed, type Optimiser } from '../optimiser.js';
import { MOMENTS } from '../state-fit.js';
import { adam } from './adam.js';
import type { Parameter } from './parameter.js';
import { sgd } from './sgd.js';
import type { UpdateRule } from './update-rule.js';

/** A parameter with what the optimiser keeps for it, by the moments' names. */
interface Course {
  readonly parameter: Parameter;
  readonly moments: ReadonlyMap<string, Float32Array>;
  readonly decay: number;
}

/** Moves parameters along their gradients and keeps the moments of that. */
export class WasmOptimiser {
  readonly #update: UpdateRule;
  readonly #courses: readonly Course[];
  #steps = 0;

  /** @param parameters - the trained ones */
  constructor(optimiser: Optimiser, parameters: readonly Parameter[]) {
    this.#update = optimiser.kind === 'adam' ? adam(optimiser) : sgd(optimiser);
    this.#courses = parameters.map((parameter) => ({
      parameter,
      moments: new Map(
        MOMENTS[optimiser.kind].map((moment) => [
          `${parameter.spec.name}/${moment}`,
          new Float32Array(parameter.values.length),
        ]),
      ),
      decay: isDecayed(parameter.spec) ? optimiser.weightDecay : 0,
    }));
  }

  /** Steps since the start. */
  get steps(): number {
    return this.#steps;
  }

  /** @returns whether all gradients were finite */
  step(learningRate: number): boolean {
    this.#steps += 1;
    let isFinite = true;
    for (const { parameter, moments, decay } of this.#courses) {
      const update = { parameter, moments: [...moments.values()], learningRate, decay, steps: this.#steps };
      isFinite = this.#update(update) && isFinite;
    }
    return isFinite;
  }

  /** Copies. */
  readMoments(): Weights {
    return new Map(
      this.#courses.flatMap(({ parameter, moments }) =>
        [...moments].map(([name, data]) => [name, { shape: parameter.spec.shape, data: data.slice() }]),
      ),
    );
  }

  /** @param state - whose moments fit */
  write({ moments, steps }: { readonly moments: Weights; readonly steps: number }): void {
    this.#steps = steps;
    for (const [name, target] of this.#courses.flatMap((course) => [...course.moments])) {
      target.set(moments.get(name)?.data ?? target.fill(0));
    }
  }

  /** Forgets all moments. */
  reset(): void {
    this.write({ moments: new Map(), steps: 0 });
  }
}
