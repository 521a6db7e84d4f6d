/**
 * Keys and values of a strategy's state:
 *
 * ```
 * format                        {"strategy": "q-learning" | "random", "version": 1}
 * random/propose                state of the source that proposals are drawn from, four 32-bit integers
 * random/replay                 the same of the source that replayed blocks are drawn from
 * q/INDEX/STATE/ACTION          Q(s, a): number; STATE is the layer at INDEX, ACTION the one behind it, both
 *                               NSC text of a layer; before the first layer q/0/start/…, Terminal is …/end
 * replay/NUMBER                 {"block": NSC text as drawn, "reward": percent points}; numbered from 0
 * ```
 */
import { z } from 'zod';
import { codeOfText, START } from './layer-code.js';
import type { LayerCode } from './layer-code.js';
import type { QValue } from './q-table.js';
import { blockText } from './replay-memory.js';
import type { Episode } from './replay-memory.js';
import { StrategyStateError } from './strategy-state-error.js';
import { STRATEGY_KINDS } from './strategy.js';
import type { StateEntry, StrategyKind } from './strategy.js';

/** Raised whenever an entry changes its meaning. */
const VERSION = 1;

/** Sources of random decisions, by strategy. */
const STREAMS = {
  'q-learning': ['propose', 'replay'],
  random: ['propose'],
} as const satisfies Record<StrategyKind, readonly Stream[]>;

export type Stream = 'propose' | 'replay';

/** An entry, understood. */
export type ParsedEntry =
  | { readonly kind: 'format'; readonly strategy: StrategyKind }
  | { readonly kind: 'random'; readonly stream: Stream; readonly state: readonly number[] }
  | { readonly kind: 'q'; readonly value: QValue }
  | { readonly kind: 'replay'; readonly number: number; readonly episode: Episode };

const format = z.strictObject({ strategy: z.enum(STRATEGY_KINDS), version: z.literal(VERSION) });
const randomState = z.array(z.int32()).length(4);
const qValue = z.number();
const replayed = z.strictObject({ block: z.string(), reward: z.number() });

export function formatEntry(strategy: StrategyKind): StateEntry {
  return entry('format', { strategy, version: VERSION });
}

export function randomEntry(stream: Stream, state: readonly number[]): StateEntry {
  return entry(`random/${stream}`, state);
}

export function qEntry({ state, action, value }: QValue): StateEntry {
  // Finite, so that this is its JSON.
  return { key: `q/${state.key}/${action.text}`, value: String(value) };
}

export function replayEntry(number: number, episode: Episode): StateEntry {
  return entry(`replay/${number}`, { block: blockText(episode), reward: episode.reward });
}

/**
 * Reads the entries of a strategy's state, in whatever order they come; none at all are a new state. Throws
 * {@link StrategyStateError} on entries that are malformed or of another strategy.
 */
export function* parseState(strategy: StrategyKind, entries: Iterable<StateEntry>): Generator<ParsedEntry> {
  const missing = new Set<string>(['format', ...STREAMS[strategy].map((stream) => `random/${stream}`)]);
  let count = 0;
  for (const { key, value } of entries) {
    count += 1;
    missing.delete(key);
    yield parseEntry(strategy, key, value);
  }
  for (const key of count === 0 ? [] : missing) throw new StrategyStateError(key, 'missing');
}

function parseEntry(strategy: StrategyKind, key: string, value: string): ParsedEntry {
  const [kind = '', ...parts] = key.split('/');
  switch (kind) {
    case 'format': {
      const found = read(key, value, format);
      if (found.strategy === strategy) return { kind, strategy };
      throw new StrategyStateError(key, `it is a state of ${found.strategy}, not of ${strategy}`);
    }
    case 'random': {
      const stream = STREAMS[strategy].find((known) => known === parts[0]);
      if (stream === undefined) break;
      return { kind, stream, state: read(key, value, randomState) };
    }
    case 'q': {
      const [index = '', stateText = '', actionText = ''] = parts;
      const state = codeOfText(integer(key, index), stateText);
      const action = state && canFollow(state) ? codeOfText(state.index + 1, actionText) : undefined;
      if (state === undefined || action === undefined) break;
      return { kind, value: { state, action, value: read(key, value, qValue) } };
    }
    case 'replay': {
      const { block, reward } = read(key, value, replayed);
      return {
        kind,
        number: integer(key, parts[0] ?? ''),
        episode: { codes: codesOfText(key, block), reward },
      };
    }
  }
  throw new StrategyStateError(key, 'no such key; the grammar is in state-entries.ts');
}

function entry(key: string, value: unknown): StateEntry {
  return { key, value: JSON.stringify(value) };
}

/** Whether anything comes behind a code: not behind Terminal. */
function canFollow(state: LayerCode): boolean {
  return state === START || state.layer !== undefined;
}

function integer(key: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new StrategyStateError(key, `${JSON.stringify(text)} is not an integer`);
  return Number(text);
}

function codesOfText(key: string, text: string): readonly LayerCode[] {
  return text.split(',').map((layer, position) => {
    const code = codeOfText(position + 1, layer);
    if (code?.layer === undefined) throw new StrategyStateError(key, `layer ${position + 1} is not legal`);
    return code;
  });
}

function read<T>(key: string, text: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new StrategyStateError(key, 'the value is not JSON');
  }
  const result = schema.safeParse(value);
  if (!result.success) throw new StrategyStateError(key, z.prettifyError(result.error));
  return result.data;
}
