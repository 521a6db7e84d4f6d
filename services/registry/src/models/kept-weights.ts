import { checkWeightShapes, NetworkError, type LayerGraph, type SafetensorsIndex } from '@blockqnn/network';
import type { ArtifactStore, LocalArtifact } from '../artifacts/artifact-store.js';
import { WeightsFile } from './weights-file.js';

/** Of as many files it is known which tensors they hold. */
const KNOWN_FILES = 16;

/** Whether kept weights are those of a network. */
export type Fit =
  | { readonly kind: 'fitting' }
  | { readonly kind: 'unfit'; readonly message: string }
  | { readonly kind: 'missing' };

/** Trained weights by their SHA-256. */
export class KeptWeights {
  readonly #store: Pick<ArtifactStore, 'open'>;
  /** What a file holds follows from its SHA-256. The one used last stands last. */
  readonly #known = new Map<string, SafetensorsIndex>();

  constructor(store: Pick<ArtifactStore, 'open'>) {
    this.#store = store;
  }

  /** Undefined where they are not kept. Dispose it in any case. */
  async open(sha256: string, signal: AbortSignal): Promise<LocalArtifact | undefined> {
    const artifact = await this.#store.open({ kind: 'weights', sha256 }, signal);
    if (!artifact) this.#known.delete(sha256);
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
    let index = this.#known.get(sha256);
    if (!index) {
      await using artifact = await this.open(sha256, signal);
      if (!artifact) return undefined;
      using file = new WeightsFile(artifact.path);
      index = file.index;
    }
    this.#known.delete(sha256);
    this.#known.set(sha256, index);
    const [oldest] = this.#known.keys();
    if (this.#known.size > KNOWN_FILES && oldest !== undefined) this.#known.delete(oldest);
    return index;
  }
}
