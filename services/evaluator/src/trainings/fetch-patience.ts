import { RpcError } from '@blockqnn/rpc';
import { status } from '@grpc/grpc-js';
import { DamagedDownloadError } from '../artifacts/download-artifact.js';
import { StalledError } from '../artifacts/idle-bound.js';

/** How long a fetch that gets no further is repeated, from its first failure on. */
export interface Patience {
  /** Where it is not known whether the registry has a checkpoint. */
  readonly unknownMs: number;
  /** Where it has one that is not here: without it hours of training may be done again. */
  readonly namedMs: number;
}

export const PATIENCE: Patience = { unknownMs: 10_000, namedMs: 300_000 };

/** Codes with which a download ends however often it is repeated. */
const LOST: ReadonlySet<status> = new Set([
  status.DATA_LOSS,
  status.FAILED_PRECONDITION,
  status.INVALID_ARGUMENT,
  status.OUT_OF_RANGE,
  status.UNIMPLEMENTED,
]);

/** Says how long the fetch of a checkpoint is worth repeating, and when the checkpoint is lost. */
export class FetchPatience {
  readonly #patience: Patience;
  #failingSinceMs: number | undefined;
  #named = '';
  /** Downloads of it that failed as a lost one's do, but that another attempt may get. */
  #doubts = 0;

  constructor(patience: Patience) {
    this.#patience = patience;
  }

  /** The registry has this checkpoint, and it is not here. */
  naming(sha256: string): void {
    if (sha256 === this.#named) return;
    this.#named = sha256;
    this.#doubts = 0;
    this.progress();
  }

  /** It got further. */
  progress(): void {
    this.#failingSinceMs = undefined;
  }

  /** Whether the download that failed so will never do: the checkpoint is gone or damaged where it is kept. */
  isLost(error: unknown): boolean {
    // It may be collected or overtaken between being named and being fetched, and be damaged on its way: once.
    if (error instanceof DamagedDownloadError) return ++this.#doubts > 1;
    if (!(error instanceof RpcError)) return false;
    return error.code === status.NOT_FOUND ? ++this.#doubts > 1 : LOST.has(error.code);
  }

  /** Whether it is worth another attempt after this error. */
  lasts(error: unknown): boolean {
    if (!isPassing(error)) return false;
    const now = performance.now();
    this.#failingSinceMs ??= now;
    const { unknownMs, namedMs } = this.#patience;
    return now - this.#failingSinceMs < (this.#named === '' ? unknownMs : namedMs);
  }
}

/** Whether the registry, or the way to it, is at fault. */
export function isPassing(error: unknown): boolean {
  return error instanceof RpcError || error instanceof DamagedDownloadError || error instanceof StalledError;
}
