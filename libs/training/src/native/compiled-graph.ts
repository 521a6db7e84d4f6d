import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OutOfMemoryError } from '../training-error.js';
import { type DataflowGraph, type Tensor, tensorName } from './dataflow-graph.js';
import type { NativeBinding } from './native-binding.js';
import { DATA_TYPES } from './saved-model.js';

const TAG = 'blockqnn';

/** A value that a run takes in place of what the graph has for a tensor. */
export type Feed =
  | {
      readonly tensor: Tensor;
      readonly shape: readonly number[];
      readonly values: Float32Array | Int32Array | Uint8Array;
    }
  | {
      readonly tensor: Tensor;
      /** A tensor of the binding, which stays whoever's it is. */
      readonly id: number;
    };

/** A graph in a TensorFlow session of its own, with its variables. */
export class CompiledGraph implements Disposable {
  readonly #binding: NativeBinding;
  readonly #model: number;
  #isOpen = true;

  constructor(binding: NativeBinding, graph: DataflowGraph) {
    this.#binding = binding;
    // The binding loads from folders alone; once loaded nothing reads it any more.
    const folder = mkdtempSync(join(tmpdir(), `blockqnn-graph-${process.pid}-`));
    try {
      writeFileSync(join(folder, 'saved_model.pb'), graph.encode(TAG));
      this.#model = binding.loadSavedModel(folder, TAG);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /**
   * Computes float tensors, and what they depend on.
   *
   * @throws OutOfMemoryError where memory does not suffice
   */
  run(feeds: readonly Feed[], outputs: readonly Tensor[]): readonly Float32Array[] {
    const inputs: number[] = [];
    const created: number[] = [];
    try {
      for (const feed of feeds) {
        if ('id' in feed) {
          inputs.push(feed.id);
          continue;
        }
        const id = this.#binding.createTensor(feed.shape, DATA_TYPES[feed.tensor.type], feed.values);
        inputs.push(id);
        created.push(id);
      }
      const inputNames = feeds.map(({ tensor }) => tensorName(tensor)).join();
      const outputNames = outputs.map(tensorName).join();
      const results = this.#binding.runSavedModel(this.#model, inputs, inputNames, outputNames);
      const ids = results.map(({ id }) => id);
      created.push(...ids);
      return ids.map((id) => floats(this.#binding.tensorDataSync(id)));
    } catch (error) {
      throw isOutOfMemory(error) ? outOfMemory(error) : error;
    } finally {
      for (const tensor of created) this.#binding.deleteTensor(tensor);
    }
  }

  [Symbol.dispose](): void {
    if (this.#isOpen) this.#binding.deleteSavedModel(this.#model);
    this.#isOpen = false;
  }
}

function floats(values: Float32Array | Int32Array | Uint8Array): Float32Array {
  if (!(values instanceof Float32Array)) throw new TypeError('outputs: must be of type float');
  return values;
}

function isOutOfMemory(error: unknown): error is Error {
  return (
    error instanceof Error && /OOM when allocating|RESOURCE_EXHAUSTED|ResourceExhausted/.test(error.message)
  );
}

function outOfMemory(cause: Error): OutOfMemoryError {
  const message = `memory: TensorFlow could not get what a step needs; use smaller batches or a smaller stack`;
  return new OutOfMemoryError(message, { cause });
}
