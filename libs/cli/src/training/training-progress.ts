import { durationFromProto, epochFromProto, type EvaluatorMethods } from '@blockqnn/api';
import type { Epoch } from '@blockqnn/training/recipes';

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
  /** Of the recipe. */
  #epochs = 0;
  #done: Epoch[] = [];
  #current: EpochUnderWay | undefined;

  get epochs(): number {
    return this.#epochs;
  }

  /** The epochs that are done. */
  get done(): readonly Epoch[] {
    return this.#done;
  }

  get current(): EpochUnderWay | undefined {
    return this.#current;
  }

  /** The epoch of the best validation accuracy so far. */
  get best(): Epoch | undefined {
    return this.#done.reduce<Epoch | undefined>(
      (best, epoch) => (best === undefined || epoch.accuracy > best.accuracy ? epoch : best),
      undefined,
    );
  }

  observe({ started, resumed, progress, epoch }: Response): void {
    if (started) {
      this.#epochs = started.recipe?.epochs ?? 0;
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
