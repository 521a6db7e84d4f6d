import { MAX_LAYERS } from '../layer-index.js';
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

/** Words of types, told apart by their first two characters, in the order of kinds. */
const KIND_WORDS: readonly (readonly [string, number])[] = [
  ['conv', 1],
  ['conv', 3],
  ['conv', 5],
  ['max', 3],
  ['avg', 3],
  ['id', 0],
  ['add', 0],
  ['cat', 0],
];
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
