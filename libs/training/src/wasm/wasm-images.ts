import { tensor4d, type Tensor4D } from '@tensorflow/tfjs-core';
import type { Batch } from '../engine.js';
import { HostImages } from '../host-images.js';

/** Batches become float tensors in WebAssembly memory when they are needed. */
export class WasmImages extends HostImages {
  /** [size, height, width, channels], pixel values 0–255. */
  pixelsOf(batch: Batch): Tensor4D {
    const { height, width, channels } = this.shape;
    const values = Float32Array.from(this.bytesOf(batch));
    return tensor4d(values, [batch.indices.length, height, width, channels]);
  }
}
