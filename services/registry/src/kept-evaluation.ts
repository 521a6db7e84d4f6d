import { evaluationFromProto, blockName, type EvaluationMessage } from '@blockqnn/api';
import { blockId, canonicalBlock, density, type Block } from '@blockqnn/nsc';
import { z } from 'zod';

/** An evaluation that has been checked, with what it is found by. */
export interface KeptEvaluation {
  readonly searchId: string;
  readonly trialNumber: number;
  readonly blockId: string;
  /** Canonical. */
  readonly block: Block;
  readonly density: number;
  /** As it was broadcast. */
  readonly message: EvaluationMessage;
}

const figure = z.number().min(0);
const label = z
  .string()
  .regex(/^\P{Cc}*$/u, 'must be without control characters')
  .max(200);

/** What would spoil ranking or storage, were it let in. */
const soundSchema = z.object({
  dataset: label,
  worker: label,
  strategy: label,
  reward: z.number(),
  figures: z.object({ flops: figure, parameters: figure, activationBytes: figure }),
  measurement: z
    .object({
      accuracy: z.number().min(0).max(1),
      weightsSha256: z
        .string()
        .regex(/^([0-9a-f]{64})?$/, 'must be a SHA-256 in hexadecimal digits, or empty'),
    })
    .nullish(),
});

/** Throws where something that a controller sends cannot be so. */
export function checkEvaluation(message: EvaluationMessage): KeptEvaluation {
  const { searchId, trialNumber, block } = evaluationFromProto(message);
  soundSchema.parse(message);
  const id = blockId(block);
  if (message.block?.name !== blockName(id)) {
    throw new TypeError(
      `block ${JSON.stringify(message.block?.name)}: must be ${blockName(id)}, by its code`,
    );
  }
  return {
    searchId,
    trialNumber,
    blockId: id,
    block: canonicalBlock(block),
    density: density(block),
    message,
  };
}
