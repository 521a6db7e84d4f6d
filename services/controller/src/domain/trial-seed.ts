import { createHash } from 'node:crypto';

/** Seed for the weights and the data order of a trial, 0 to 2^32 − 1: the same for every attempt. */
export function trialSeed(searchSeed: number, trialNumber: number): number {
  return createHash('sha256').update(`${searchSeed}/${trialNumber}`).digest().readUInt32BE(0);
}
