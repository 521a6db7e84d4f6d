import type { Tensor4D } from '@tensorflow/tfjs-core';
import { addressOf, uninitialised } from '../backend.js';
import { copyImages, type ImagesAt, packed } from '../feature-map-copy.js';
import { inputAt } from '../input-at.js';
import type { Layer } from '../layer.js';

/** Along the channels. */
export function concat(): Layer {
  return {
    infer: concatenated,
    train(inputs) {
      const shapes = inputs.map(({ shape }) => shape);
      return {
        output: concatenated(inputs),
        kept: [],
        backward: (gradient) => split(gradient, shapes),
      };
    },
  };
}

function concatenated(inputs: readonly Tensor4D[]): Tensor4D {
  const [batch, height, width] = inputAt(inputs, 0).shape;
  const output = uninitialised([batch, height, width, inputs.reduce((sum, { shape }) => sum + shape[3], 0)]);
  eachPart(output, inputs, (slice, input, part) => {
    copyPart(input, slice, part.shape);
  });
  return output;
}

function split(whole: Tensor4D, shapes: readonly Tensor4D['shape'][]): Tensor4D[] {
  const parts = shapes.map((shape) => uninitialised(shape));
  eachPart(whole, parts, (slice, output, part) => {
    copyPart(slice, output, part.shape);
  });
  return parts;
}

/** Visits each part with the channels of the whole that are its own. */
function eachPart(
  whole: Tensor4D,
  parts: readonly Tensor4D[],
  visit: (slice: ImagesAt, own: ImagesAt, part: Tensor4D) => void,
): void {
  const slice = imagesOf(whole);
  let first = 0;
  for (const part of parts) {
    visit({ ...slice, address: slice.address + 4 * first }, imagesOf(part), part);
    first += part.shape[3];
  }
}

function imagesOf(map: Tensor4D): ImagesAt {
  const [, height, width, channels] = map.shape;
  return packed(addressOf(map), height, width, channels);
}

function copyPart(from: ImagesAt, to: ImagesAt, [images, height, width, channels]: Tensor4D['shape']): void {
  copyImages(from, to, { images, height, width, channels });
}
