import { artifactName, type ArtifactName } from '@blockqnn/api';

/**
 * One at a time for each artifact: what finds an artifact kept and goes by that, and what removes it. Holds within
 * this process.
 */
export class ArtifactTurns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Does something after all that came before for the same artifact, however that ended. */
  async take<Result>(artifact: ArtifactName, work: () => Promise<Result>): Promise<Result> {
    const key = artifactName(artifact);
    const before = this.#last.get(key);
    const result = before ? before.then(work) : work();
    const last = result.catch(() => undefined);
    this.#last.set(key, last);
    try {
      return await result;
    } finally {
      if (this.#last.get(key) === last) this.#last.delete(key);
    }
  }
}
