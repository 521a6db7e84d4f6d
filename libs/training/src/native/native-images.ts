import type { Images, ImageSet } from '@blockqnn/datasets';
import { HostImages } from '../host-images.js';
import { imageTable } from './image-table.js';
import type { NativeBinding } from './native-binding.js';
import { DATA_TYPES } from './saved-model.js';

/** Images as a tensor that networks gather from. It stays until the images and all users are closed. */
export class NativeImages extends HostImages {
  readonly #binding: NativeBinding;
  readonly #tensor: number;
  #users = 0;
  #isOpen = true;

  constructor(binding: NativeBinding, images: Images, shape: ImageSet['shape']) {
    super(images, shape);
    this.#binding = binding;
    const tableShape = [this.count * shape.height + 1, (shape.width + 1) * shape.channels];
    this.#tensor = binding.createTensor(tableShape, DATA_TYPES.uint8, imageTable(images.pixels, shape));
  }

  /**
   * An `imageTable` in the binding. Graphs share its memory, and the binding must let go of it last and on
   * its own thread, so whoever hands it to a graph calls {@link release} when the graph has no use for it.
   */
  acquire(): number {
    if (!this.#isOpen) throw new Error('images: are closed');
    this.#users += 1;
    return this.#tensor;
  }

  release(): void {
    this.#users -= 1;
    this.#deleteUnused();
  }

  override [Symbol.asyncDispose](): Promise<void> {
    if (this.#isOpen) {
      this.#isOpen = false;
      this.#deleteUnused();
    }
    return Promise.resolve();
  }

  #deleteUnused(): void {
    if (!this.#isOpen && this.#users === 0) this.#binding.deleteTensor(this.#tensor);
  }
}
