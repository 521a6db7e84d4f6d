import type { Block } from './block.js';

/** Blocks that are on their way between services and stores; each with its canonical form takes a few kilobytes. */
const CAPACITY = 4096;

/**
 * Blocks by their texts, the latest ones. What is handed out as text comes back as text some minutes later,
 * and is then read several times, and a strategy draws short blocks again and again; with the block, all that
 * was reckoned for it is there again.
 */
const blocks = new Map<string, Block>();

/** The block of a text that was remembered and not forgotten since. */
export function recentBlock(text: string): Block | undefined {
  return blocks.get(text);
}

/** Remembers a block by its text, in the place of the one that was remembered longest. */
export function rememberBlock(text: string, block: Block): void {
  if (blocks.has(text)) return;
  if (blocks.size >= CAPACITY) {
    const [oldest] = blocks.keys();
    if (oldest !== undefined) blocks.delete(oldest);
  }
  blocks.set(text, block);
}
