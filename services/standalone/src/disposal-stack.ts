/** Owns what was started, and stops it in reverse order (AsyncDisposableStack needs a newer Node). */
export class DisposalStack implements AsyncDisposable {
  #owned: AsyncDisposable[] = [];

  use<Resource extends AsyncDisposable>(resource: Resource): Resource {
    this.#owned.push(resource);
    return resource;
  }

  /** Hands everything over to a new owner; this one has nothing left to stop. */
  move(): DisposalStack {
    const moved = new DisposalStack();
    moved.#owned = this.#owned;
    this.#owned = [];
    return moved;
  }

  /** Stops all, even where one fails to; the first failure is thrown at the end. */
  async [Symbol.asyncDispose](): Promise<void> {
    const failures: unknown[] = [];
    for (const resource of this.#owned.splice(0).reverse()) {
      try {
        await resource[Symbol.asyncDispose]();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
