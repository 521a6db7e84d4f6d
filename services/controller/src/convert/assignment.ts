import {
  blockToProto,
  durationToProto,
  recipeToProto,
  stackToProto,
  timestampToProto,
  trialName,
  type AssignmentInput,
} from '@blockqnn/api';
import { parseBlock } from '@blockqnn/nsc';
import type { Search } from '../domain/search.js';
import type { Trial } from '../domain/trial.js';
import { trialSeed } from '../domain/trial-seed.js';

/** A trial under a lease, as work for its worker. */
export function assignmentToProto({ spec }: Search, trial: Trial): AssignmentInput {
  const { status } = trial;
  if (status.kind !== 'leased') throw new RangeError(`trial ${trial.number} is ${status.kind}, not leased`);
  return {
    trial: trialName(trial.searchId, trial.number),
    block: blockToProto(parseBlock(trial.nsc)),
    dataset: spec.dataset,
    stack: stackToProto(spec.stack),
    recipe: recipeToProto(spec.recipe),
    seed: trialSeed(spec.seed, trial.number),
    leaseToken: status.token,
    leaseExpireTime: timestampToProto(status.expiresAtMs),
    leaseDuration: durationToProto(spec.leaseMs),
    attempt: trial.attempt,
  };
}
