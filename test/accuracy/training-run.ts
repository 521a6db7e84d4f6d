/** What one training came to. */
export interface TrainingRun {
  readonly side: 'engine' | 'PyTorch';
  readonly seed: number;
  /** Share of the held-out images classified correctly after the last epoch, in [0, 1]. */
  readonly validation: number;
  /** The same of the test images. */
  readonly test: number;
  /** Wall-clock time. */
  readonly seconds: number;
}

/** Of one epoch, for people who wait. */
export interface EpochProgress {
  readonly number: number;
  readonly accuracy: number;
  readonly loss: number;
}

/** What both sides train, and how. */
export interface TrainingRunOptions {
  readonly seed: number;
  readonly threads: number;
  readonly signal: AbortSignal;
  readonly onEpoch: (epoch: EpochProgress) => void;
}
