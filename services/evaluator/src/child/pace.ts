import type { StepProgress } from '@blockqnn/training';

/** How fast a training goes. */
export interface PaceFigures {
  /** Of late. */
  readonly imagesPerSecond: number;
  /** Of the whole training, about; undefined until it can be told. */
  readonly remainingSeconds?: number;
}

/** Images trained up to a moment, since the first step that was observed. */
interface Mark {
  readonly ms: number;
  readonly trained: number;
}

/** What counts as of late. */
const WINDOW_MS = 5000;

/**
 * Measures images a second, and the time left, from the steps of a training. The time left is by all the
 * time since the first step, validation included; that step itself, in which engines prepare, is not.
 */
export class Pace {
  readonly #epochs: number;
  readonly #recent: Mark[] = [];
  #first: Mark | undefined;
  #before: Pick<StepProgress, 'epoch' | 'images'> | undefined;
  #trained = 0;

  /** @param epochs - of the recipe */
  constructor(epochs: number) {
    this.#epochs = epochs;
  }

  /** @param nowMs - on a clock that never goes back */
  observe(step: Omit<StepProgress, 'loss'>, nowMs: number): PaceFigures {
    const before = this.#before;
    if (before) this.#trained += step.images - (before.epoch === step.epoch ? before.images : 0);
    this.#before = step;
    const now = { ms: nowMs, trained: this.#trained };
    this.#first ??= now;
    this.#recent.push(now);
    while ((this.#recent[1]?.ms ?? nowMs) <= nowMs - WINDOW_MS) this.#recent.shift();
    const overall = rate(this.#first, now);
    const left = (this.#epochs - step.epochsBefore) * step.totalImages - step.images;
    return {
      imagesPerSecond: rate(this.#recent[0] ?? now, now),
      ...(overall > 0 && { remainingSeconds: left / overall }),
    };
  }
}

function rate(from: Mark, to: Mark): number {
  return to.ms > from.ms ? (1000 * (to.trained - from.trained)) / (to.ms - from.ms) : 0;
}
