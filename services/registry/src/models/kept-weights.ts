import { checkWeightShapes, NetworkError, type LayerGraph, type SafetensorsIndex } from '@blockqnn/network';
import type { ArtifactStore, LocalArtifact } from '../artifacts/artifact-store.js';
import { WeightsFile } from './weights-file.js';

/** Which tensors a file holds is remembered of the last ones, while what says so takes at most so many bytes in all. */
const KNOWN_BYTES = 4 * 2 ** 20;

interface Known {
  readonly index: SafetensorsIndex;
  /** Of what stands before the tensors. */
  readonly headerBytes: number;
}

/** Whether kept weights are those of a network. */
export type Fit =
  | { readonly kind: 'fitting' }
  | { readonly kind: 'unfit'; readonly message: string }
  | { readonly kind: 'missing' };

/** Trained weights by their SHA-256. */
export class KeptWeights {
  readonly #store: Pick<ArtifactStore, 'open'>;
  /** What a file holds follows from its SHA-256. The one used last stands last. */
  readonly #known = new Map<string, Known>();
  readonly #mostKnownBytes: number;
  #knownBytes = 0;

  /** `knownBytes`: of headers that are remembered, in all. */
  constructor(store: Pick<ArtifactStore, 'open'>, knownBytes = KNOWN_BYTES) {
    this.#store = store;
    this.#mostKnownBytes = knownBytes;
  }

  /** Undefined where they are not kept. Dispose it in any case. */
  async open(sha256: string, signal: AbortSignal): Promise<LocalArtifact | undefined> {
    const artifact = await this.#store.open({ kind: 'weights', sha256 }, signal);
    if (!artifact) this.#forget(sha256);
    return artifact;
  }

  /** Looks at names and shapes; bytes were checked when they came. */
  async fit(sha256: string, graph: LayerGraph, signal: AbortSignal): Promise<Fit> {
    try {
      const index = await this.#indexOf(sha256, signal);
      if (!index) return { kind: 'missing' };
      checkWeightShapes(graph, index.tensors);
      return { kind: 'fitting' };
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error;
      return { kind: 'unfit', message: error.message };
    }
  }

  async #indexOf(sha256: string, signal: AbortSignal): Promise<SafetensorsIndex | undefined> {
    let known = this.#known.get(sha256);
    if (!known) {
      await using artifact = await this.open(sha256, signal);
      if (!artifact) return undefined;
      using file = new WeightsFile(artifact.path);
      known = { index: file.index, headerBytes: artifact.sizeBytes - file.index.dataBytes };
    }
    this.#remember(sha256, known);
    return known.index;
  }

  #remember(sha256: string, known: Known): void {
    this.#forget(sha256);
    this.#known.set(sha256, known);
    this.#knownBytes += known.headerBytes;
    for (const oldest of this.#known.keys()) {
      if (this.#knownBytes <= this.#mostKnownBytes) return;
      this.#forget(oldest);
    }
  }

  #forget(sha256: string): void {
    this.#knownBytes -= this.#known.get(sha256)?.headerBytes ?? 0;
    this.#known.delete(sha256);
  }
}
