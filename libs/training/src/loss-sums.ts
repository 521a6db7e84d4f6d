/** Sums over a batch. */
export interface BatchLoss {
  /** Cross-entropy in nats; not finite where the network diverged. */
  readonly loss: number;
  /** Images whose largest logit is that of their label; of mixed images, their own. */
  readonly correct: number;
}

/** Means over the images of an epoch. */
export interface EpochResult {
  /** Cross-entropy in nats; NaN or infinite where the network diverged (the epoch ends at that step). */
  readonly loss: number;
  /** Share classified correctly, in [0, 1]. */
  readonly accuracy: number;
}

/** Adds up batches to the means of an epoch. */
export class LossSums {
  #loss: number;
  #correct: number;
  #images: number;

  /** @param from - sums to go on from */
  constructor(from: LossTotals = { loss: 0, correct: 0, images: 0 }) {
    ({ loss: this.#loss, correct: this.#correct, images: this.#images } = from);
  }

  get isFinite(): boolean {
    return Number.isFinite(this.#loss);
  }

  get totals(): LossTotals {
    return { loss: this.#loss, correct: this.#correct, images: this.#images };
  }

  add({ loss, correct }: BatchLoss, images: number): void {
    this.#loss += loss;
    this.#correct += correct;
    this.#images += images;
  }

  mean(): EpochResult {
    return { loss: this.#loss / this.#images, accuracy: this.#correct / this.#images };
  }
}

/** Sums over some batches. */
export interface LossTotals extends BatchLoss {
  readonly images: number;
}
