import { durationFromProto, epochFromProto, recipeFromProto, type EvaluatorMethods } from '@blockqnn/api';
import {
  countEpochs,
  recipeSchema,
  type Epoch,
  type EpochCount,
  type Recipe,
} from '@blockqnn/training/recipes';

type Response = EvaluatorMethods['trainModel']['response'];

/** The epoch under way. */
export interface EpochUnderWay {
  /** Counted from 1, thrown-away ones too. */
  readonly epoch: number;
  readonly images: number;
  readonly imagesPerEpoch: number;
  readonly imagesPerSecond: number;
  readonly loss: number;
  /** Of the whole training; undefined until it can be told. */
  readonly remainingSeconds: number | undefined;
}

/** What is known of a training from its events. */
export class TrainingProgress {
  #recipe: Recipe | undefined;
  #done: Epoch[] = [];
  #current: EpochUnderWay | undefined;

  /** How far it is in the epochs that the recipe names. */
  get count(): EpochCount {
    if (this.#recipe) return countEpochs(this.#done, this.#recipe);
    return { done: this.#done.length, total: 0, restarts: 0 };
  }

  /** Epochs that restarts threw away. */
  get thrownAway(): number {
    return this.#done.length - this.count.done;
  }

  /** The epochs that are done, thrown-away ones too. */
  get done(): readonly Epoch[] {
    return this.#done;
  }

  get current(): EpochUnderWay | undefined {
    return this.#current;
  }

  /** The epoch of the best validation accuracy so far, of those that are not thrown away. */
  get best(): Epoch | undefined {
    return this.#done
      .slice(this.thrownAway)
      .reduce<Epoch | undefined>(
        (best, epoch) => (best === undefined || epoch.accuracy > best.accuracy ? epoch : best),
        undefined,
      );
  }

  observe({ started, resumed, progress, epoch }: Response): void {
    if (started) {
      this.#recipe = started.recipe
        ? recipeSchema.safeParse(recipeFromProto(started.recipe)).data
        : undefined;
      this.#done = [];
      this.#current = undefined;
    }
    if (resumed) this.#done = resumed.epochs.map(epochFromProto);
    if (progress) {
      const { remaining, ...rest } = progress;
      const remainingMs = durationFromProto(remaining);
      this.#current = {
        ...rest,
        remainingSeconds: remainingMs === undefined ? undefined : remainingMs / 1000,
      };
    }
    if (epoch) {
      // Where a process died, epochs since its last checkpoint come again.
      this.#done = [...this.#done.filter(({ number }) => number < epoch.number), epochFromProto(epoch)];
    }
  }
}
