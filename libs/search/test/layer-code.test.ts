import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countLegalLayers, MAX_LAYERS, parseBlock } from '@blockqnn/nsc';
import { codeOfText, codesOfBlock, legalCodesAfter, START, terminalAfter } from '../src/layer-code.js';
import type { LayerCode } from '../src/layer-code.js';

function stateAt(index: number): LayerCode {
  return index === 0 ? START : (codeOfText(index, 'conv3@0') ?? assert.fail());
}

test('every legal layer and Terminal may follow, in ranks; at index 1 a layer must', () => {
  for (let index = 1; index <= MAX_LAYERS; index += 1) {
    const { codes, byType } = legalCodesAfter(stateAt(index - 1), MAX_LAYERS);
    assert.equal(codes.length, countLegalLayers(index) + (index === 1 ? 0 : 1));
    assert.deepEqual(
      codes.map((code) => code.rank),
      codes.map((_, place) => place),
    );
    assert.equal(new Set(codes.map((code) => code.text)).size, codes.length);
    assert.equal(codes.filter((code) => code.layer === undefined).length, index === 1 ? 0 : 1);
    assert.deepEqual(new Set(byType.flat(2)), new Set(codes));
    assert.equal(byType.length, index === 1 ? 6 : 7);
  }
});

test('behind the last layer Terminal alone may follow', () => {
  for (const maxLayers of [1, 5, MAX_LAYERS]) {
    const last = stateAt(maxLayers);
    assert.deepEqual(legalCodesAfter(last, maxLayers).codes, [terminalAfter(last)]);
    assert.deepEqual(legalCodesAfter(last, maxLayers).byType, [[[terminalAfter(last)]]]);
  }
});

test('codes are the same objects however one comes by them', () => {
  const [first, second] = codesOfBlock(parseBlock('conv3@0,add@1+0'));
  assert.equal(first, codeOfText(1, 'conv3@0'));
  assert.equal(second, codeOfText(2, 'add@1+0'));
  assert.ok(legalCodesAfter(START, 23).codes.includes(first ?? assert.fail()));
});

test('a code belongs to its index', () => {
  assert.notEqual(codeOfText(1, 'conv3@0'), codeOfText(2, 'conv3@0'));
  assert.equal(codeOfText(1, 'conv3@1'), undefined);
  assert.equal(codeOfText(1, 'end'), undefined);
  assert.equal(codeOfText(0, 'conv3@0'), undefined);
  assert.equal(codeOfText(24, 'conv3@0'), undefined);
  assert.equal(codeOfText(24, 'end')?.layer, undefined);
  assert.throws(() => terminalAfter(START), TypeError);
});
