import { saysOutOfMemory } from '../child/out-of-memory.js';
import type { ChildExit } from './training-child.js';
import type { NoResult } from './training-result.js';

/**
 * What a child's death in the middle of a block says about the block. Nothing, unless the last words tell of
 * memory: V8 and native allocators abort the process where they cannot get any, and say so on standard
 * error alone. Where the kernel takes memory back there are no words, and whose fault it was is unknown.
 */
export function resultOfExit({ how, signal, lastWords, fault }: ChildExit): NoResult {
  if (fault !== undefined) return crashed(`the training process was ended, since ${fault}`);
  if (signal === 'SIGABRT' && saysOutOfMemory(lastWords)) {
    const message = `the training process ran out of memory (${how}): ${lastLine(lastWords)}`;
    return { kind: 'failed', reason: 'outOfMemory', message };
  }
  const hint =
    signal === 'SIGKILL' ? ', not sent by the evaluator; the kernel sends it where memory runs out' : '';
  return crashed(`training process died: ${how}${hint}${lastWords === '' ? '' : `: ${lastWords}`}`);
}

export function crashed(message: string): NoResult {
  return { kind: 'crashed', message };
}

/** The last line that speaks of memory. */
function lastLine(text: string): string {
  return text.split('\n').findLast((line) => saysOutOfMemory(line)) ?? '';
}
