import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  countLegalLayers,
  createBlock,
  createLayer,
  formatLayer,
  isTerminalLegal,
  LAYER_TYPES,
  legalKernels,
  legalLayers,
  legalLayerTypes,
  legalPredecessors,
  MAX_LAYERS,
  NscError,
  predecessorCount,
} from '@blockqnn/nsc';

describe('legality', () => {
  it('of the first layer: ten of them, and no Terminal', () => {
    assert.deepEqual(
      legalLayers(1).map(formatLayer).join(),
      'conv1@0,conv3@0,conv5@0,max1@0,max3@0,avg1@0,avg3@0,id@0,add@0+0,cat@0+0',
    );
    assert.equal(isTerminalLegal(1), false);
  });

  it('of the second: predecessors 0 and 1, and Terminal', () => {
    assert.deepEqual(legalPredecessors(2), [0, 1]);
    assert.deepEqual(
      legalLayers(2)
        .map(formatLayer)
        .filter((text) => text.startsWith('add')),
      ['add@0+0', 'add@0+1', 'add@1+0', 'add@1+1'],
    );
    assert.equal(isTerminalLegal(2), true);
  });

  it('behind the last: Terminal alone', () => {
    assert.deepEqual(legalLayerTypes(MAX_LAYERS), LAYER_TYPES);
    assert.deepEqual(legalLayerTypes(MAX_LAYERS + 1), []);
    assert.deepEqual(legalLayers(MAX_LAYERS + 1), []);
    assert.equal(countLegalLayers(MAX_LAYERS + 1), 0);
    assert.equal(isTerminalLegal(MAX_LAYERS + 1), true);
  });

  it('within a smaller limit', () => {
    assert.deepEqual(legalLayerTypes(5, 4), []);
    assert.equal(legalLayers(4, 4).length, countLegalLayers(4, 4));
    assert.equal(countLegalLayers(5, 4), 0);
  });

  it('counts as many layers as there are, none of them twice', () => {
    for (let index = 1; index <= MAX_LAYERS; index++) {
      const layers = legalLayers(index).map(formatLayer);
      assert.equal(layers.length, countLegalLayers(index));
      assert.equal(new Set(layers).size, layers.length);
    }
    assert.equal(countLegalLayers(23), 1242);
  });

  it('says of every combination of fields what createLayer says', () => {
    const field = fc.integer({ min: -1, max: 7 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(...LAYER_TYPES),
        field,
        fc.array(field, { maxLength: 3 }),
        (index, type, kernel, predecessors) => {
          const legal =
            legalKernels(type).includes(kernel) &&
            predecessors.length === predecessorCount(type) &&
            predecessors.every((predecessor) => legalPredecessors(index).includes(predecessor));
          const create = (): unknown => createLayer(index, { type, kernel, predecessors });
          if (legal) assert.doesNotThrow(create);
          else assert.throws(create, NscError);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('of an index that is none is an error', () => {
    for (const index of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      for (const ask of [
        legalPredecessors,
        legalLayerTypes,
        isTerminalLegal,
        legalLayers,
        countLegalLayers,
      ]) {
        assert.throws(() => ask(index), { name: 'NscError', field: 'index' });
      }
    }
  });
});

describe('a block', () => {
  it('is frozen and shares nothing with what it was made of', () => {
    const predecessors: [number] = [0];
    const block = createBlock([{ type: 'convolution', kernel: 3, predecessors }]);
    predecessors[0] = 9;
    assert.deepEqual(block.layers[0]?.predecessors, [0]);
    assert.ok(Object.isFrozen(block));
    assert.ok(Object.isFrozen(block.layers));
    assert.ok(Object.isFrozen(block.layers[0]));
    assert.ok(Object.isFrozen(block.layers.at(0)?.predecessors));
  });
});
