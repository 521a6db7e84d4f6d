import { blockName, type RegistryMethods } from '@blockqnn/api';
import { blockId, blockProfile, NscError, parseBlock, REFERENCE_BLOCKS, type Block } from '@blockqnn/nsc';
import { notFound, validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import { blockSummaries } from '../block-summaries.js';
import type { KnownBlocks } from '../known-blocks.js';
import { nearestBlocks } from '../nearest-blocks.js';
import { codeOf } from '../store/blocks.js';
import { lastOrdinal, withMessages } from '../store/evaluations.js';
import type { Database } from '../store/tables.js';
import { filterField } from './query-fields.js';
import { optionalBlockNameField } from './resource-name-fields.js';

const DEFAULT_COUNT = 10;
const MAX_COUNT = 100;

const requestSchema = z
  .object({
    name: optionalBlockNameField,
    nsc: z.string().transform(readNsc),
    filter: filterField,
    count: z
      .int()
      .min(0, `must be 0 to ${MAX_COUNT}`)
      .max(MAX_COUNT, `must be 0 to ${MAX_COUNT}`)
      .transform((count) => (count === 0 ? DEFAULT_COUNT : count)),
  })
  .refine(({ name, nsc }) => (name === undefined) !== (nsc === undefined), {
    path: ['name'],
    message: 'just one of name and nsc must be set',
  });

export function findNearestBlocks(
  db: Database,
  blocks: KnownBlocks,
): UnaryHandler<RegistryMethods['findNearestBlocks']> {
  return async (request, { signal }) => {
    const { name, nsc, filter, count } = validate(requestSchema, request);
    const block = nsc ?? (await blockNamed(db, name ?? ''));
    const snapshot = await lastOrdinal(db);
    const query = { id: blockId(block), profile: blockProfile(block), filter, snapshot, count };
    const nearest = await nearestBlocks(db, blocks, query, signal);
    const rows = await withMessages(db, nearest);
    const summaries = await blockSummaries(db, rows, { filter, snapshot });
    return {
      neighbours: summaries.map((summary, index) => ({ summary, distance: rows[index]?.distance ?? 0 })),
    };
  };
}

async function blockNamed(db: Database, id: string): Promise<Block> {
  const code = await codeOf(db, id);
  if (code !== undefined) return parseBlock(code);
  const reference = REFERENCE_BLOCKS.find(({ block }) => blockId(block) === id);
  if (reference) return reference.block;
  throw notFound(
    `no evaluation of ${blockName(id)} is kept, and it is no reference block; give its code instead`,
  );
}

function readNsc(text: string, context: z.RefinementCtx): Block | undefined {
  if (text === '') return undefined;
  try {
    return parseBlock(text);
  } catch (error) {
    if (!(error instanceof NscError)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
}
