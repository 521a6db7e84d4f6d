/**
 * NSC text: a block in one line, without characters that mean anything to a shell.
 *
 * ```ebnf
 * block       = layer , { "," , layer } ;                (* 1 to 23 layers, indexed from 1; then Terminal *)
 * layer       = window , "@" , index | forward , "@" , index | merge , "@" , index , "+" , index ;
 * window      = "conv" , ( "1" | "3" | "5" ) | ( "max" | "avg" ) , ( "1" | "3" ) ;
 * forward     = "id" ;
 * merge       = "add" | "cat" ;
 * index       = "0" | digit1 , { digit } ;               (* 0: the block's input; else a smaller index *)
 * digit1      = "1" | … | "9" ;
 * digit       = "0" | digit1 ;
 * ```
 *
 * A residual block is `conv3@0,conv3@1,add@2+0`. Every block has exactly one text. When reading, white
 * space around the whole text is ignored, and a JSON array of 5-tuples (`tuples.ts`) is understood too.
 */
import { checkLayerCount, createBlock } from './block.js';
import type { Block } from './block.js';
import { createLayer, isKnownLegal } from './create-layer.js';
import { kernelOf } from './layer.js';
import type { Layer, LayerType } from './layer.js';
import { MAX_LAYERS } from './layer-index.js';
import { legalKernels } from './layer-type.js';
import { NscError } from './nsc-error.js';
import { quote } from './quoting.js';
import { recentBlock, rememberBlock } from './recent-blocks.js';
import { blockFromTuples } from './tuples.js';

/** Characters that are looked at; 23 generously indented 5-tuples need about 1,500. */
export const MAX_TEXT_LENGTH = 4096;

/** What each type is called in the text form. */
export const LAYER_TYPE_WORDS = {
  convolution: 'conv',
  maxPooling: 'max',
  averagePooling: 'avg',
  identity: 'id',
  add: 'add',
  concat: 'cat',
} as const satisfies Record<LayerType, string>;

const TYPES_BY_NAME: ReadonlyMap<string, LayerType> = new Map(
  Object.entries(LAYER_TYPE_WORDS).map(([type, name]) => [name, type as LayerType]),
);

/** The text of a layer, for instance `conv3@0` or `add@2+0`. */
export function formatLayer(layer: Layer): string {
  const known = texts.get(layer);
  if (known !== undefined) return known;
  const kernel = kernelOf(layer);
  const text = `${LAYER_TYPE_WORDS[layer.type]}${kernel === 0 ? '' : String(kernel)}@${layer.predecessors.join('+')}`;
  // A layer that a caller made by hand may still be changed.
  if (isKnownLegal(MAX_LAYERS, layer)) texts.set(layer, text);
  return text;
}

/** Blocks and layers never change, and stores, events and answers all ask for their texts. */
const texts = new WeakMap<Block | Layer, string>();

/** The text of a block; inverse of {@link parseBlock}. */
export function formatBlock(block: Block): string {
  let text = texts.get(block);
  if (text === undefined) {
    text = block.layers.map(formatLayer).join(',');
    texts.set(block, text);
  }
  return text;
}

/** Reads a block from NSC text or a JSON array of 5-tuples. Throws {@link NscError}. */
export function parseBlock(text: string): Block {
  const given: unknown = text;
  if (typeof given !== 'string') throw new NscError('code', `a code is a text, not ${quote(given)}`);
  if (given.length > MAX_TEXT_LENGTH) {
    throw new NscError(
      'code',
      `${String(given.length)} characters; a code has at most ${String(MAX_TEXT_LENGTH)}`,
    );
  }
  const trimmed = given.trim();
  if (trimmed.startsWith('[')) return blockFromTuples(parseJson(trimmed));
  return blockOfText(trimmed, () => {
    const layers = trimmed === '' ? [] : trimmed.split(',');
    checkLayerCount(layers.length);
    return layers.map((layer, position) => parseLayer(layer, position + 1));
  });
}

/**
 * The block of layers whose text is known already: the one that is remembered by it, or a new one. Throws
 * {@link NscError} where a layer is illegal.
 */
export function blockOfText(text: string, layers: () => readonly Layer[]): Block {
  const known = recentBlock(text);
  if (known !== undefined) return known;
  const block = createBlock(layers());
  texts.set(block, text);
  rememberBlock(text, block);
  return block;
}

/** By index and text. A layer has one text, so there are no more than legal layers. */
const parsedLayers = Array.from({ length: MAX_LAYERS + 1 }, () => new Map<string, Layer>());

/** Reads the layer at an index; inverse of {@link formatLayer}. Throws {@link NscError}. */
export function parseLayer(text: string, index: number): Layer {
  const known = parsedLayers[index]?.get(text);
  if (known !== undefined) return known;
  const layer = readLayer(text, index);
  parsedLayers[index]?.set(text, layer);
  return layer;
}

function readLayer(text: string, index: number): Layer {
  const parts = /^([^@\d]*)([^@]*)@(.*)$/s.exec(text);
  if (parts === null) {
    throw new NscError(
      'layer',
      `${quote(text)} is no layer; expected for instance conv3@0 or add@1+0`,
      index,
    );
  }
  const [, name = '', kernelText = '', predecessors = ''] = parts;
  const type = TYPES_BY_NAME.get(name);
  if (type === undefined) {
    throw new NscError(
      'type',
      `unknown type ${quote(name)}; allowed: ${[...TYPES_BY_NAME.keys()].join(', ')}`,
      index,
    );
  }
  return createLayer(index, {
    type,
    kernel: parseKernel(kernelText, type, index),
    predecessors: predecessors.split('+').map(parseInteger),
  });
}

function parseKernel(text: string, type: LayerType, index: number): number {
  const name = LAYER_TYPE_WORDS[type];
  const allowed = legalKernels(type);
  const spelled = allowed.map((kernel) => (kernel === 0 ? name : `${name}${String(kernel)}`));
  const kernel = allowed[spelled.indexOf(`${name}${text}`)];
  if (kernel === undefined) {
    const found = text === '' ? 'lacks its kernel' : `has kernel ${quote(text)}`;
    throw new NscError('kernel', `${name} ${found}; allowed: ${spelled.join(', ')}`, index);
  }
  return kernel;
}

/** The number, or the text itself where it is none that the grammar knows: createLayer refuses it by its name. */
function parseInteger(text: string): number | string {
  return /^(0|[1-9]\d{0,8})$/.test(text) ? Number(text) : text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NscError('code', `${quote(text)} begins like a JSON array of 5-tuples, but is not valid JSON`);
  }
}
