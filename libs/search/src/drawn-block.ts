import { blockOfText } from '@blockqnn/nsc';
import type { Block, Layer } from '@blockqnn/nsc';
import { noteCodes, type LayerCode } from './layer-code.js';

/**
 * The block of the codes that were drawn, Terminal left out; at least one. By its text, since short blocks are
 * drawn again and again: then it is the same object, with all that was reckoned for it before.
 */
export function drawnBlock(codes: readonly LayerCode[]): Block {
  let text = '';
  for (const code of codes) text += text === '' ? code.text : `,${code.text}`;
  const block = blockOfText(text, () => codes.map((code) => code.layer as Layer));
  noteCodes(block, codes);
  return block;
}
