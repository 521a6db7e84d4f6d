import { durationFromProto, recipeFromProto, stackFromProto, type AssignmentMessage } from '@blockqnn/api';
import { stackSchema, type Stack } from '@blockqnn/network';
import { canonicalBlock, formatBlock, parseBlock } from '@blockqnn/nsc';
import { recipeSchema, type Recipe } from '@blockqnn/training/recipes';

/** A block to evaluate, and the lease that it comes with. */
export interface Assignment {
  /** Resource name of the trial. */
  readonly trial: string;
  readonly attempt: number;
  readonly leaseToken: string;
  /** How far each report extends the lease. */
  readonly leaseMs: number;
  /** Canonical NSC text. */
  readonly nsc: string;
  readonly dataset: string;
  readonly stack: Stack;
  readonly recipe: Recipe;
  readonly seed: number;
}

/**
 * What a controller handed out. Throws where it cannot be understood, which happens between programs of
 * different versions only.
 */
export function assignmentFromProto(message: AssignmentMessage): Assignment {
  const leaseMs = durationFromProto(message.leaseDuration);
  if (!message.block || !message.stack || !message.recipe || leaseMs === undefined) {
    throw new TypeError('the assignment lacks block, stack, recipe or lease_duration');
  }
  return {
    trial: message.trial,
    attempt: message.attempt,
    leaseToken: message.leaseToken,
    leaseMs,
    nsc: formatBlock(canonicalBlock(parseBlock(message.block.nsc))),
    dataset: message.dataset,
    stack: stackSchema.parse(stackFromProto(message.stack)),
    recipe: recipeSchema.parse(recipeFromProto(message.recipe)),
    seed: message.seed,
  };
}
