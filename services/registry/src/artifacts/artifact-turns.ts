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

  /** As {@link take} for several artifacts, named in any order and as often as they come. */
  takeAll<Result>(artifacts: readonly ArtifactName[], work: () => Promise<Result>): Promise<Result> {
    const byName = new Map(artifacts.map((artifact) => [artifactName(artifact), artifact]));
    // Everybody takes them in one order, so that no two wait for each other.
    const inOrder = [...byName].sort(([one], [two]) => (one < two ? -1 : 1));
    return inOrder.reduceRight(
      (inner, [, artifact]) =>
        () =>
          this.take(artifact, inner),
      work,
    )();
  }
}
