import { timestampFromProto, type TrialMessage } from '@blockqnn/api';
import type { SearchEvidence } from '../checker/evidence.js';
import { withStored, storedKey, type Plant } from './plant.js';

/** What the agent has learned wrong. */
export const AGENT_PLANTS: readonly Plant[] = [
  {
    law: 'each result teaches the agent once',
    what: 'a result that the agent never learned',
    plant: (evidence) => {
      const last = evidence.trials.length - 1;
      const trial = lastCompleted(evidence);
      return { changed: withStored(evidence, `replay/${last}`, undefined), subject: trial };
    },
  },
  {
    law: 'each result teaches the agent once',
    what: 'a result that the agent learned twice',
    plant: (evidence) => {
      const again = evidence.stored.strategy.get('replay/0');
      return {
        changed: withStored(evidence, `replay/${evidence.trials.length}`, again),
        subject: evidence.search.name,
      };
    },
  },
  {
    law: 'the agent knows what its history says',
    what: 'a Q-value that is wrong in its last digit',
    plant: (evidence) => {
      const key = storedKey(evidence, 'q/0/');
      const value = Number(evidence.stored.strategy.get(key));
      const wrong = value === 0 ? 1e-12 : value * (1 + 2 ** -50);
      return { changed: withStored(evidence, key, JSON.stringify(wrong)), subject: evidence.search.name };
    },
  },
  {
    law: 'the agent knows what its history says',
    what: 'a random state that was not kept',
    plant: (evidence) => ({
      changed: withStored(evidence, 'random/propose', '[1,2,3,4]'),
      subject: evidence.search.name,
    }),
  },
];

/** The trial that was completed last: the newest in the agent's memory. */
function lastCompleted({ trials }: SearchEvidence): string {
  const atMs = ({ completeTime }: TrialMessage): number => timestampFromProto(completeTime) ?? 0;
  return trials.toSorted((a, b) => atMs(a) - atMs(b)).at(-1)?.name ?? '';
}
