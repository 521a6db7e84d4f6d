import { allocate, integersAt, kernels, release } from './backend.js';

/** Memory for the time of one operation. */
export class Scratch implements Disposable {
  readonly #addresses: number[] = [];

  /** Address of room for so many float32 values; what they are is undefined. */
  floats(count: number): number {
    const address = allocate(4 * count);
    this.#addresses.push(address);
    return address;
  }

  /** Address of so many zeros. */
  zeros(count: number): number {
    const address = this.floats(count);
    kernels().fillZero({ target: address, bytes: 4 * count });
    return address;
  }

  /** Address of a copy. */
  integersOf(values: Int32Array): number {
    const address = this.floats(values.length);
    integersAt(address, values.length).set(values);
    return address;
  }

  [Symbol.dispose](): void {
    for (const address of this.#addresses) release(address);
  }
}
