import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import {
  NetworkError,
  SAFETENSORS_LENGTH_BYTES,
  safetensorsHeaderBytes,
  safetensorsIndex,
  type SafetensorsIndex,
  type WeightSource,
  type WeightTensor,
} from '@blockqnn/network';

/**
 * A safetensors file whose tensors are read when they are asked for, one at a time and anew each time. Reading
 * keeps the thread: tensors are asked for in the middle of making a file.
 */
export class WeightsFile implements WeightSource, Disposable {
  readonly index: SafetensorsIndex;
  readonly #file: number;

  /** Throws NetworkError `MALFORMED_WEIGHTS` where the file is none. */
  constructor(path: string) {
    this.#file = openSync(path, 'r');
    try {
      this.index = this.#readIndex();
    } catch (error) {
      closeSync(this.#file);
      throw error;
    }
  }

  get(name: string): WeightTensor | undefined {
    const place = this.index.tensors.get(name);
    if (!place) return undefined;
    const bytes = this.#read(place.offset, place.sizeBytes);
    return { shape: place.shape, data: new Float32Array(bytes.buffer) };
  }

  #readIndex(): SafetensorsIndex {
    const { size } = fstatSync(this.#file);
    const beginning = this.#read(0, Math.min(size, SAFETENSORS_LENGTH_BYTES));
    const header = this.#read(SAFETENSORS_LENGTH_BYTES, safetensorsHeaderBytes(beginning, size));
    return safetensorsIndex(header, size);
  }

  #read(offset: number, sizeBytes: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(sizeBytes);
    for (let done = 0; done < sizeBytes;) {
      const count = readSync(this.#file, bytes, done, sizeBytes - done, offset + done);
      if (count === 0) {
        throw new NetworkError(
          'MALFORMED_WEIGHTS',
          'file',
          `ends at ${offset + done}, before what its header says`,
        );
      }
      done += count;
    }
    return bytes;
  }

  [Symbol.dispose](): void {
    closeSync(this.#file);
  }
}
