import assert from 'node:assert/strict';
import { buildLayerGraph, type LayerGraph, type Stack } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { TOY_CLASSES, TOY_SHAPE } from './toy-images.js';

/** Small enough for gradients by finite differences. */
const STACK: Stack = {
  input: TOY_SHAPE,
  stem: { filters: 2, kernel: 3, stride: 1, pooling: false },
  stages: [{ repeats: 1, filters: 3 }],
  classes: TOY_CLASSES.length,
};

export function toyNetwork(nsc = 'conv3@0,max3@0,add@1+2'): LayerGraph {
  return buildLayerGraph(parseBlock(nsc), STACK);
}

/** Within a share of the value, or of 1 where the value is smaller. */
export function assertClose(actual: number, expected: number, tolerance: number, what: string): void {
  const error = Math.abs(actual - expected);
  assert.ok(error <= tolerance * Math.max(1, Math.abs(expected)), `${what}: ${actual}, expected ${expected}`);
}
