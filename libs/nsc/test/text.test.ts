import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  blockToTuples,
  formatBlock,
  formatLayer,
  MAX_TEXT_LENGTH,
  parseBlock,
  parseLayer,
} from '@blockqnn/nsc';
import { anyBlock } from './arbitraries.js';

describe('NSC text', () => {
  it('names every type', () => {
    const text = 'conv1@0,conv3@1,conv5@2,max1@0,max3@4,avg1@0,avg3@6,id@7,add@8+3,cat@9+0';
    const block = parseBlock(text);
    assert.deepEqual(block.layers[1], { type: 'convolution', kernel: 3, predecessors: [1] });
    assert.deepEqual(block.layers[6], { type: 'averagePooling', kernel: 3, predecessors: [6] });
    assert.deepEqual(block.layers[7], { type: 'identity', predecessors: [7] });
    assert.deepEqual(block.layers[9], { type: 'concat', predecessors: [9, 0] });
    assert.equal(formatBlock(block), text);
  });

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(anyBlock(), (block) => {
        assert.deepEqual(parseBlock(formatBlock(block)), block);
      }),
    );
  });

  it('is the only text of a block: what can be read is written the same', () => {
    const piece = fc.constantFrom(
      'conv',
      'max',
      'id',
      'add',
      'cat',
      '1',
      '3',
      '0',
      '00',
      '+',
      '@',
      ',',
      ' ',
      '-',
    );
    const almost = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.oneof(almost, anyBlock(3).map(formatBlock)), (text) => {
        let block;
        try {
          block = parseBlock(text);
        } catch {
          return;
        }
        assert.equal(formatBlock(block), text.trim());
      }),
      { numRuns: 2000 },
    );
  });

  it('needs no quoting in a shell', () => {
    fc.assert(
      fc.property(anyBlock(), (block) => {
        assert.match(formatBlock(block), /^[a-z0-9@+,]+$/);
      }),
    );
  });

  it('may have white space around, such as a file’s last line end', () => {
    assert.equal(formatBlock(parseBlock(' conv3@0,id@1\r\n')), 'conv3@0,id@1');
  });

  it('may be a JSON array of 5-tuples, with or without Terminal, however indented', () => {
    fc.assert(
      fc.property(anyBlock(), fc.boolean(), fc.nat(2), (block, terminal, indent) => {
        const rows = terminal ? blockToTuples(block) : blockToTuples(block).slice(0, -1);
        assert.deepEqual(parseBlock(JSON.stringify(rows, undefined, indent)), block);
      }),
    );
  });

  it('reads and writes single layers', () => {
    assert.deepEqual(parseLayer('add@2+0', 3), { type: 'add', predecessors: [2, 0] });
    assert.equal(formatLayer(parseLayer('add@2+0', 3)), 'add@2+0');
  });

  it('takes the longest legal code', () => {
    const layers = Array.from({ length: 23 }, (_, i) => `add@${String(i)}+${String(i)}`);
    assert.equal(parseBlock(layers.join()).layers.length, 23);
    assert.ok(
      JSON.stringify(blockToTuples(parseBlock(layers.join())), undefined, 4).length < MAX_TEXT_LENGTH,
    );
  });
});
