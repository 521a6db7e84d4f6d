import { blockName, type RegistryMethods } from '@blockqnn/api';
import { blockToDot, drawBlock, parseBlock } from '@blockqnn/nsc';
import { notFound, validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import { evaluationsOfBlock, messageOf } from '../store/evaluations.js';
import type { Database } from '../store/tables.js';
import { blockNameField } from './resource-name-fields.js';

const requestSchema = z.object({ name: blockNameField });

export function getBlock(db: Database): UnaryHandler<RegistryMethods['getBlock']> {
  return async (request) => {
    const { name: id } = validate(requestSchema, request);
    const evaluations = await evaluationsOfBlock(db, id);
    const [best] = evaluations;
    if (!best) throw blockNotFound(id);
    const bestEvaluation = messageOf(best);
    const block = parseBlock(bestEvaluation.block?.nsc ?? '');
    return {
      summary: { block: bestEvaluation.block, bestEvaluation, evaluationCount: evaluations.length },
      drawing: drawBlock(block),
      dot: blockToDot(block),
    };
  };
}

export function blockNotFound(id: string) {
  return notFound(`no evaluation of ${blockName(id)} is kept`);
}
