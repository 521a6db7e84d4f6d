import type { EpochResult } from './engine.js';

/** Sums over a batch. */
export interface BatchLoss {
  /** Cross-entropy in nats. */
  readonly loss: number;
  /** Images whose largest logit is that of their label. */
  readonly correct: number;
}

/** Adds up batches to the means of an epoch. */
export class LossSums {
  #loss = 0;
  #correct = 0;
  #images = 0;

  get isFinite(): boolean {
    return Number.isFinite(this.#loss);
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
