import { blockToProto, figuresToProto, stackFromProto, type RegistryMethods } from '@blockqnn/api';
import { cifarStack, networkFigures, NetworkError, stackSchema, type Stack } from '@blockqnn/network';
import { blockId, REFERENCE_BLOCKS, type Block } from '@blockqnn/nsc';
import { invalidArgument, validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import { lastOrdinal, messageOf } from '../store/evaluations.js';
import { evaluationsOfBlocks } from '../store/reference-evaluations.js';
import type { Database } from '../store/tables.js';
import { filterField } from './query-fields.js';

const DEFAULT_STACK = cifarStack({ input: { height: 32, width: 32, channels: 3 }, classes: 10 });

const requestSchema = z.object({
  filter: filterField,
  stack: z
    .unknown()
    .transform((stack) => (stack ? stackFromProto(stack as Parameters<typeof stackFromProto>[0]) : undefined))
    .pipe(stackSchema.optional())
    .transform((stack) => stack ?? DEFAULT_STACK),
});

export function listReferenceBlocks(db: Database): UnaryHandler<RegistryMethods['listReferenceBlocks']> {
  return async (request) => {
    const { filter, stack } = validate(requestSchema, request);
    const references = REFERENCE_BLOCKS.map((reference) => ({ ...reference, id: blockId(reference.block) }));
    const evaluations = await evaluationsOfBlocks(
      db,
      references.map(({ id }) => id),
      { filter, snapshot: await lastOrdinal(db) },
    );
    return {
      references: references.map(({ id, name, block, description, source }) => {
        const found = evaluations.get(id);
        return {
          name,
          block: blockToProto(block),
          description,
          source,
          figures: figuresToProto(figuresIn(stack, block)),
          bestEvaluation: found ? messageOf(found) : null,
          evaluationCount: found?.count ?? 0,
        };
      }),
    };
  };
}

function figuresIn(stack: Stack, block: Block) {
  try {
    return networkFigures(block, stack);
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    throw invalidArgument([{ field: 'stack', description: error.message }]);
  }
}
