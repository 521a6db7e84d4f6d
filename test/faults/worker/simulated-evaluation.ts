import { SeededRandom } from '../plan/seeded-random.js';
import type { SentOutcome } from './call-record.js';

const EPOCHS = 3;

/** One block in so many cannot be trained. */
const FAILING_SHARE = 0.04;
const FAILURES = ['FAILURE_REASON_DIVERGED', 'FAILURE_REASON_OUT_OF_MEMORY', 'FAILURE_REASON_TIMED_OUT'];

/** What training a block would bring: a function of seed and block alone, but for the device, which names the attempt. */
export function simulatedEvaluation(seed: number, nsc: string, device: string): SentOutcome {
  const random = new SeededRandom(seed, nsc);
  if (random.chance(FAILING_SHARE)) {
    return { kind: 'failed', reason: random.pick(FAILURES), message: device };
  }
  const final = 0.1 + 0.8 * random.next();
  const epochs = Array.from({ length: EPOCHS }, (_, i) => final * (1 - 0.5 ** (i + 1) + 0.5 ** EPOCHS));
  return { kind: 'measured', accuracy: final, epochs, device };
}
