import type { Plant } from './plant.js';

/** What registry and subscribers have wrong. */
export const LISTENER_PLANTS: readonly Plant[] = [
  {
    law: 'the registry equals the controller',
    what: 'an evaluation that the registry lacks',
    plant: (evidence) => {
      const [first, ...others] = evidence.evaluations;
      return { changed: { ...evidence, evaluations: others }, subject: first?.trial ?? '' };
    },
  },
  {
    law: 'the registry equals the controller',
    what: 'an evaluation that the registry has twice',
    plant: (evidence) => {
      const [first] = evidence.evaluations;
      if (!first) throw new Error('no evaluation');
      return {
        changed: { ...evidence, evaluations: [...evidence.evaluations, first] },
        subject: first.trial,
      };
    },
  },
  {
    law: 'the registry equals the controller',
    what: 'an evaluation with another worker in the registry',
    plant: (evidence) => {
      const [first, ...others] = evidence.evaluations;
      if (!first) throw new Error('no evaluation');
      const changed = { ...evidence, evaluations: [{ ...first, worker: 'somebody else' }, ...others] };
      return { changed, subject: first.trial };
    },
  },
  {
    law: 'subscribers see every completion',
    what: 'a completion that the subscriber never saw',
    plant: (evidence) => {
      const trial = evidence.sightings[0]?.trial ?? '';
      const sightings = evidence.sightings.filter((sighting) => sighting.trial !== trial);
      return { changed: { ...evidence, sightings }, subject: trial };
    },
  },
  {
    law: 'subscribers see completions in order',
    what: 'completions that were seen in another order',
    plant: (evidence) => {
      const { sightings } = evidence;
      const last = sightings.at(-1);
      if (!last) throw new Error('nothing was seen');
      const subject = sightings[0]?.trial ?? '';
      return { changed: { ...evidence, sightings: [last, ...sightings.slice(0, -1)] }, subject };
    },
  },
  {
    law: 'a repeated event is the same',
    what: 'an event that differs when it comes again',
    plant: (evidence) => {
      const [first] = evidence.sightings;
      if (!first) throw new Error('nothing was seen');
      const again = { ...first, body: first.body.replace('"attempt":', '"attempt": ') };
      return { changed: { ...evidence, sightings: [...evidence.sightings, again] }, subject: first.trial };
    },
  },
  {
    law: 'the outbox empties',
    what: 'a message that stays in the outbox',
    plant: (evidence) => ({
      changed: { ...evidence, stored: { ...evidence.stored, outboxCount: 1 } },
      subject: evidence.search.name,
    }),
  },
];
