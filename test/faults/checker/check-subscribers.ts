import { timestampFromProto } from '@blockqnn/api';
import type { Sighting } from '../worker/sighting.js';
import { isCompleted } from './check-registry.js';
import type { SearchEvidence, Violation } from './evidence.js';

/** Subscribers see every completion at least once, for the first time in order, and always the same. */
export function checkSubscribers({ search, trials, sightings, stored }: SearchEvidence): Violation[] {
  const violations: Violation[] = [];
  const broken = (law: string, subject: string, message: string): void => {
    violations.push({ law, subject, message });
  };
  const firsts = new Map<string, Sighting>();
  for (const sighting of sightings) {
    const first = firsts.get(sighting.trial);
    if (first === undefined) firsts.set(sighting.trial, sighting);
    else if (first.body !== sighting.body || first.sequence !== sighting.sequence) {
      broken(
        'a repeated event is the same',
        sighting.trial,
        `places ${first.streamSequence} and ${sighting.streamSequence} of the stream differ`,
      );
    }
  }
  const completed = trials.filter(isCompleted);
  for (const trial of completed) {
    const seen = firsts.get(trial.name);
    if (seen === undefined) broken('subscribers see every completion', trial.name, 'it was never seen');
    else if (rewardIn(seen) !== trial.reward) {
      broken(
        'subscribers see every completion',
        trial.name,
        `seen with reward ${rewardIn(seen)}; the controller has ${trial.reward}`,
      );
    }
  }
  const names = new Set(completed.map(({ name }) => name));
  for (const trial of firsts.keys()) {
    if (!names.has(trial))
      broken(
        'subscribers see only completions',
        trial,
        'it was seen; the controller has no such completed trial',
      );
  }
  checkOrder([...firsts.values()], trials, broken);
  if (stored.outboxCount > 0) {
    broken(
      'the outbox empties',
      search.name,
      `${stored.outboxCount} messages are left in the outbox at rest`,
    );
  }
  return violations;
}

type Broken = (law: string, subject: string, message: string) => void;

/** By the header `ce-sequence`, which counts them without a gap, and by time. */
function checkOrder(firsts: readonly Sighting[], trials: SearchEvidence['trials'], broken: Broken): void {
  const law = 'subscribers see completions in order';
  const completedAtMs = new Map(
    trials.map(({ name, completeTime }) => [name, timestampFromProto(completeTime) ?? 0]),
  );
  firsts.forEach(({ trial, sequence }, i) => {
    if (sequence !== i + 1) {
      broken(law, trial, `ce-sequence ${sequence ?? '(none)'} was the ${i + 1}. completion to be seen`);
    }
    const before = firsts[i - 1];
    if (before && (completedAtMs.get(before.trial) ?? 0) > (completedAtMs.get(trial) ?? 0)) {
      broken(law, trial, `it was completed before ${before.trial}, and seen after it`);
    }
  });
}

function rewardIn({ body }: Sighting): number | undefined {
  return (JSON.parse(body) as { evaluation: { reward?: number } }).evaluation.reward;
}
