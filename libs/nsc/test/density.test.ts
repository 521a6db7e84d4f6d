import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonicalBlock, density, edgeCount, nodeCount, parseBlock } from '@blockqnn/nsc';
import { anyBlock } from './arbitraries.js';

describe('density', () => {
  const examples: readonly [text: string, edges: number, nodes: number, why: string][] = [
    ['conv3@0', 1, 2, 'a single layer and the input'],
    ['conv3@0,conv3@1,conv3@2', 3, 4, 'a chain of three'],
    ['conv3@0,conv3@1,add@2+0', 4, 4, 'a residual block'],
    ['conv3@0,add@1+1', 3, 3, 'both operands count, equal as they may be'],
    ['conv3@0,conv5@0', 2, 3, 'the joining of outputs does not count'],
    ['conv3@0,id@1,max1@2,conv3@3,add@0+4', 4, 4, 'layers that only forward do not count'],
  ];
  for (const [text, edges, nodes, why] of examples) {
    it(`of ${text} is ${String(edges)}/${String(nodes)}: ${why}`, () => {
      assert.equal(density(parseBlock(text)), edges / nodes);
    });
  }

  it('is that of the canonical form, at least 1/2 and below 2', () => {
    fc.assert(
      fc.property(anyBlock(), (block) => {
        const canonical = canonicalBlock(block);
        assert.equal(density(block), edgeCount(canonical) / nodeCount(canonical));
        assert.ok(density(block) >= 0.5 && density(block) < 2);
      }),
    );
  });
});
