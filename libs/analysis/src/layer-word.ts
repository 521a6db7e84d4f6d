import { LAYER_TYPE_CODES, LAYER_TYPE_WORDS, type LayerType } from '@blockqnn/nsc';

/** What stands at the ends of a block's links: its input, its layers, its output. */
export type NodeWord = 'input' | (typeof LAYER_TYPE_WORDS)[LayerType] | 'output';

export const INPUT_CODE = 0;
export const OUTPUT_CODE = 7;

/** Words by node code: 0 is the input, then the types by their NSC codes, then the output. */
export const NODE_WORDS: readonly NodeWord[] = wordsByCode();

function wordsByCode(): NodeWord[] {
  const words: NodeWord[] = [];
  words[INPUT_CODE] = 'input';
  for (const [type, code] of Object.entries(LAYER_TYPE_CODES)) {
    words[code] = LAYER_TYPE_WORDS[type as LayerType];
  }
  words[OUTPUT_CODE] = 'output';
  return words;
}
