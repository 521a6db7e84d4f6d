import { blockName, blockToProto, type RegistryMethods } from '@blockqnn/api';
import { blockToDot, drawBlock, parseBlock, referenceOf, type ReferenceBlock } from '@blockqnn/nsc';
import { notFound, validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import { blockSummaries } from '../block-summaries.js';
import { bestEvaluation, lastOrdinal } from '../store/evaluations.js';
import type { Database } from '../store/tables.js';
import { blockNameField } from './resource-name-fields.js';

const requestSchema = z.object({ name: blockNameField });

export function getBlock(db: Database): UnaryHandler<RegistryMethods['getBlock']> {
  return async (request) => {
    const { name: id } = validate(requestSchema, request);
    const best = await bestEvaluation(db, id);
    if (!best) {
      const reference = referenceOf(id);
      if (!reference) throw blockNotFound(id);
      return unevaluated(reference);
    }
    const snapshot = await lastOrdinal(db);
    const [summary = null] = await blockSummaries(db, [best], { filter: undefined, snapshot });
    const block = parseBlock(summary?.block?.nsc ?? '');
    return { summary, drawing: drawBlock(block), dot: blockToDot(block) };
  };
}

/** A reference block is known before anybody evaluates it. */
function unevaluated({ name, block }: ReferenceBlock): RegistryMethods['getBlock']['responseInput'] {
  return {
    summary: { block: blockToProto(block), evaluationCount: 0, reference: name },
    drawing: drawBlock(block),
    dot: blockToDot(block),
  };
}

export function blockNotFound(id: string) {
  return notFound(`no evaluation of ${blockName(id)} is kept`);
}
