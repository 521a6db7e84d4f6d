import { MAX_LAYERS } from '../layer-index.js';
import type { LayerType } from '../layer.js';
import { LAYER_TYPE_WORDS } from '../text.js';
import { KINDS } from './star.js';

/** Of a layer in compact form: its kind, as stars number them, and its predecessors. */
export const LAYER_BYTES = 3;

/** In the place of the second predecessor, where a layer has one alone. */
export const NO_PREDECESSOR = 255;

/**
 * Reads the text of a canonical code into {@link LAYER_BYTES} bytes a layer, many times as fast as `parseBlock`. For
 * texts that `formatBlock` wrote: nothing is checked but that there is room.
 *
 * @param target - room for `MAX_LAYERS` layers
 * @returns how many layers there are
 */
export function readCompactLayers(text: string, target: Uint8Array): number {
  let layers = 0;
  let at = 0;
  while (at < text.length) {
    if (layers === MAX_LAYERS) throw new RangeError(`no canonical code, too long: ${text}`);
    const offset = layers * LAYER_BYTES;
    const word = (text.charCodeAt(at) << 8) | text.charCodeAt(at + 1);
    const length = WORD_LENGTHS.get(word) ?? 0;
    const afterWord = text.charCodeAt(at + length);
    const isKernel = afterWord !== AT;
    target[offset] = kindOf(word, isKernel ? afterWord - ZERO : 0, text);
    at += length + (isKernel ? 2 : 1);
    let place = 1;
    target[offset + 2] = NO_PREDECESSOR;
    let number = 0;
    let character = text.charCodeAt(at);
    for (; at < text.length && character !== COMMA; character = text.charCodeAt(++at)) {
      if (character === PLUS) {
        target[offset + place++] = number;
        number = 0;
      } else {
        number = number * 10 + character - ZERO;
      }
    }
    target[offset + place] = number;
    layers += 1;
    at += 1;
  }
  return layers;
}

const [ZERO, AT, PLUS, COMMA] = ['0', '@', '+', ','].map((sign) => sign.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
];

/** Types and kernels in the order of kinds; kernel 0 where there is none. */
export const LAYER_KINDS: readonly { readonly type: LayerType; readonly kernel: number }[] = [
  { type: 'convolution', kernel: 1 },
  { type: 'convolution', kernel: 3 },
  { type: 'convolution', kernel: 5 },
  { type: 'maxPooling', kernel: 3 },
  { type: 'averagePooling', kernel: 3 },
  { type: 'identity', kernel: 0 },
  { type: 'add', kernel: 0 },
  { type: 'concat', kernel: 0 },
];

/** Words of types, told apart by their first two characters. */
const KIND_WORDS = LAYER_KINDS.map(({ type, kernel }) => [LAYER_TYPE_WORDS[type], kernel] as const);
const beginning = (word: string): number => (word.charCodeAt(0) << 8) | word.charCodeAt(1);
const WORD_LENGTHS = new Map(KIND_WORDS.map(([word]) => [beginning(word), word.length]));
const KIND_NUMBERS = new Map(
  KIND_WORDS.map(([word, kernel], kind) => [beginning(word) * KINDS + kernel, kind]),
);

function kindOf(word: number, kernel: number, text: string): number {
  const kind = KIND_NUMBERS.get(word * KINDS + kernel);
  if (kind === undefined) throw new RangeError(`no canonical code: ${text}`);
  return kind;
}
