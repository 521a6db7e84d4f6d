/**
 * The agent's alphabet. A code is a layer at an index, or Terminal there; being what the agent has just
 * chosen and what it chooses next, a code is a state as well as an action (paper, on Q-learning). There is
 * one object for each code, so codes are compared and looked up by identity.
 */
import { formatLayer, isTerminalLegal, kernelOf, legalLayers, MAX_LAYERS } from '@blockqnn/nsc';
import type { Block, Layer } from '@blockqnn/nsc';

export interface LayerCode {
  /** Position in the block, from 1; 0 is the start, before any layer. */
  readonly index: number;
  /** Left out: Terminal, or the start. */
  readonly layer?: Layer;
  /** NSC text of the layer, `end` or `start`. */
  readonly text: string;
  /** Place among all codes of its index, from 0. */
  readonly rank: number;
  /** `INDEX/TEXT`, unlike that of any other code. */
  readonly key: string;
}

const TERMINAL_TEXT = 'end';
const START_TEXT = 'start';

/** The state in which no layer has been chosen yet. */
export const START: LayerCode = Object.freeze({
  index: 0,
  text: START_TEXT,
  rank: 0,
  key: `0/${START_TEXT}`,
});

/** The codes that may stand at an index. */
export interface LegalCodes {
  /** All of them; a code's place is its rank. */
  readonly codes: readonly LayerCode[];
  /** The same by type (Terminal being one), and in each type by kernel. */
  readonly byType: readonly (readonly (readonly LayerCode[])[])[];
}

interface IndexTable {
  readonly withinLimit: LegalCodes;
  readonly beyondLimit: LegalCodes;
  readonly byText: ReadonlyMap<string, LayerCode>;
}

const tables = new Map<number, IndexTable>();

/** What may follow a state, in blocks of at most `maxLayers` layers: beyond them Terminal alone. */
export function legalCodesAfter(state: LayerCode, maxLayers: number): LegalCodes {
  const { withinLimit, beyondLimit } = tableOf(state.index + 1);
  return state.index < maxLayers ? withinLimit : beyondLimit;
}

/** The code of that text at an index, or undefined where none is legal there. */
export function codeOfText(index: number, text: string): LayerCode | undefined {
  return index === 0 ? (text === START_TEXT ? START : undefined) : tableOf(index).byText.get(text);
}

/** The codes of a block's layers, Terminal left out. */
export function codesOfBlock(block: Block): readonly LayerCode[] {
  let codes = codesOfBlocks.get(block);
  if (codes === undefined) {
    codes = findCodes(block);
    codesOfBlocks.set(block, codes);
  }
  return codes;
}

/** Remembers the codes that a block was drawn as, so that they need not be found again. */
export function noteCodes(block: Block, codes: readonly LayerCode[]): void {
  codesOfBlocks.set(block, codes);
}

/** A block is learnt each time that it is drawn. */
const codesOfBlocks = new WeakMap<Block, readonly LayerCode[]>();

function findCodes(block: Block): readonly LayerCode[] {
  return block.layers.map((layer, position) => {
    const code = codeOfText(position + 1, formatLayer(layer));
    if (code === undefined) throw new TypeError(`layer ${position + 1} is not legal; see createBlock`);
    return code;
  });
}

/** Terminal behind a state that is not the start. */
export function terminalAfter(state: LayerCode): LayerCode {
  const terminal = tableOf(state.index + 1).byText.get(TERMINAL_TEXT);
  if (terminal === undefined) throw new TypeError('a block has at least one layer');
  return terminal;
}

function tableOf(index: number): IndexTable {
  let table = tables.get(index);
  if (table === undefined) {
    table = createTable(index);
    tables.set(index, table);
  }
  return table;
}

function createTable(index: number): IndexTable {
  const layers = index <= MAX_LAYERS ? legalLayers(index) : [];
  const choices: readonly (Layer | undefined)[] = isTerminalLegal(index) ? [undefined, ...layers] : layers;
  const codes = choices.map((layer, rank): LayerCode => {
    const text = layer === undefined ? TERMINAL_TEXT : formatLayer(layer);
    return Object.freeze({ index, ...(layer && { layer }), text, rank, key: `${String(index)}/${text}` });
  });
  return {
    withinLimit: legalCodes(codes),
    beyondLimit: legalCodes(codes.filter((code) => code.layer === undefined)),
    byText: new Map(codes.map((code) => [code.text, code])),
  };
}

function legalCodes(codes: readonly LayerCode[]): LegalCodes {
  const byType = group(codes, (code) => code.layer?.type);
  return { codes, byType: byType.map((type) => group(type, (code) => code.layer && kernelOf(code.layer))) };
}

/** The codes in groups of equal keys, in the order of their first members. */
function group(codes: readonly LayerCode[], keyOf: (code: LayerCode) => unknown): LayerCode[][] {
  const groups = new Map<unknown, LayerCode[]>();
  for (const code of codes) {
    const key = keyOf(code);
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [code]);
    else members.push(code);
  }
  return [...groups.values()];
}
