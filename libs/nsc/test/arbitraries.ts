import fc from 'fast-check';
import {
  type Block,
  createBlock,
  createLayer,
  type Layer,
  LAYER_TYPES,
  type LayerType,
  legalKernels,
  MAX_LAYERS,
  predecessorCount,
} from '@blockqnn/nsc';

/** A layer that is legal at an index. */
function anyLayer(index: number, types: readonly LayerType[] = LAYER_TYPES): fc.Arbitrary<Layer> {
  return fc.constantFrom(...types).chain((type) =>
    fc
      .record({
        kernel: fc.constantFrom(...legalKernels(type)),
        predecessors: fc.array(fc.nat(index - 1), {
          minLength: predecessorCount(type),
          maxLength: predecessorCount(type),
        }),
      })
      .map((parts) => createLayer(index, { type, ...parts })),
  );
}

/** A legal block of any length. Few types make many layers alike. */
export function anyBlock(
  maxLayers: number = MAX_LAYERS,
  types: readonly LayerType[] = LAYER_TYPES,
): fc.Arbitrary<Block> {
  return fc
    .integer({ min: 1, max: maxLayers })
    .chain((length) => fc.tuple(...Array.from({ length }, (_, position) => anyLayer(position + 1, types))))
    .map((layers) => createBlock(layers));
}

/** Draws an integer from 0 to below the bound. */
export type Draw = (bound: number) => number;

/** A source of draws that follows from one seed (xorshift). */
export const anyDraw: fc.Arbitrary<Draw> = fc.integer({ min: 1, max: 0x7fffffff }).map((seed) => {
  let state = seed;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
});
