import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { blockToDot, edgeCount, outputLayers, parseBlock } from '@blockqnn/nsc';
import { anyBlock } from './arbitraries.js';

describe('Graphviz form', () => {
  it('has a node for each layer and an edge for each link', () => {
    assert.equal(
      blockToDot(parseBlock('conv3@0,add@1+0')),
      [
        'digraph block {',
        '  rankdir=TB;',
        '  node [shape=box, style="rounded,filled", fontname="Helvetica", fillcolor="#ffffff"];',
        '  input [label="input", shape=ellipse];',
        '  layer1 [label="1: conv 3×3", fillcolor="#cfe2f3"];',
        '  layer2 [label="2: add", fillcolor="#d9ead3"];',
        '  output [label="output", shape=ellipse];',
        '  input -> layer1;',
        '  layer1 -> layer2;',
        '  input -> layer2;',
        '  layer2 -> output;',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('joins several outputs', () => {
    fc.assert(
      fc.property(anyBlock(), (block) => {
        const outputs = outputLayers(block);
        const dot = blockToDot(block);
        assert.equal(dot.split(' -> ').length - 1, edgeCount(block) + outputs.length);
        assert.equal(dot.includes('output (concat)'), outputs.length > 1);
      }),
    );
  });
});
