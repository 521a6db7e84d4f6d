import type { HandedOut } from '../worker/call-record.js';
import { measuredTrial, acceptedRecord, handOutOf, withTrial, withCalls, type Plant } from './plant.js';

/** What breaks the word that workers were given. */
export const WORKER_PLANTS: readonly Plant[] = [
  {
    law: 'an acknowledged result is kept',
    what: 'an acknowledged result that was lost',
    plant: (evidence) => {
      const { trial } = acceptedRecord(evidence);
      const lost = { state: 'TRIAL_STATE_PENDING', measurement: null, reward: 0 } as const;
      return { changed: withTrial(evidence, trial, lost), subject: trial };
    },
  },
  {
    law: 'an acknowledged result is kept',
    what: 'a result whose accuracy changed in its last digit',
    plant: (evidence) => {
      const { trial } = acceptedRecord(evidence);
      const { measurement } = evidence.trials.find(({ name }) => name === trial) ?? {};
      if (!measurement) throw new Error('no measurement');
      const changed = { measurement: { ...measurement, accuracy: measurement.accuracy + 2 ** -50 } };
      return { changed: withTrial(evidence, trial, changed), subject: trial };
    },
  },
  {
    law: 'a trial has one result',
    what: 'two results acknowledged for one trial',
    plant: (evidence) => {
      const record = acceptedRecord(evidence);
      const outcome = { kind: 'measured', accuracy: 0.5, epochs: [], device: 'somebody else' } as const;
      return { changed: withCalls(evidence, [{ ...record, outcome }]), subject: record.trial };
    },
  },
  {
    law: 'a result was handed in',
    what: 'a result that nobody sent',
    plant: (evidence) => {
      const { trial } = acceptedRecord(evidence);
      const calls = evidence.calls.filter((record) => record.trial !== trial || record.kind !== 'submitting');
      return { changed: { ...evidence, calls }, subject: trial };
    },
  },
  {
    law: 'an attempt has one holder',
    what: 'one attempt handed out to two workers',
    plant: (evidence) => {
      const record = handOutOf(evidence, acceptedRecord(evidence));
      const other = { ...record, worker: 'somebody else', token: 'another' };
      return { changed: withCalls(evidence, [other]), subject: record.trial };
    },
  },
  {
    law: 'the same request again gets the same blocks',
    what: 'a request that got another block when it was made again',
    plant: (evidence) => {
      const record = handOutOf(evidence, acceptedRecord(evidence));
      const other = evidence.calls.find(
        (each): each is HandedOut => each.kind === 'handed-out' && each.requestId !== record.requestId,
      );
      if (!other) throw new Error('there was one request only');
      const again = { ...other, again: true, requestId: record.requestId, atMs: record.atMs } as const;
      return { changed: withCalls(evidence, [again]), subject: other.trial };
    },
  },
  {
    law: 'an old lease brings no result',
    what: 'a result taken from a worker whose block was handed out again',
    plant: (evidence) => {
      const record = handOutOf(evidence, acceptedRecord(evidence));
      const again = { ...record, worker: 'somebody else', token: 'another', attempt: record.attempt + 1 };
      return { changed: withCalls(evidence, [again]), subject: record.trial };
    },
  },
  {
    law: 'a trial handed out is kept',
    what: 'a trial that was handed out and is gone',
    plant: (evidence) => {
      const last = evidence.trials.at(-1)?.name ?? '';
      return { changed: { ...evidence, trials: evidence.trials.slice(0, -1) }, subject: last };
    },
  },
  {
    law: 'the same result again is the same success',
    what: 'a repeated result that was refused',
    plant: (evidence) => {
      const { trial, token, worker, atMs, outcome } = acceptedRecord(evidence);
      const refused = {
        kind: 'refused',
        trial,
        token,
        worker,
        atMs,
        outcome,
        call: 'submitReward',
        reason: 'LEASE_LOST',
      } as const;
      return { changed: withCalls(evidence, [refused]), subject: trial };
    },
  },
  {
    law: 'refusals have a fair reason',
    what: 'a worker that was told that its trial does not exist',
    plant: (evidence) => {
      const { trial, token, worker, atMs } = acceptedRecord(evidence);
      const refused = {
        kind: 'refused',
        trial,
        token,
        worker,
        atMs,
        call: 'reportProgress',
        reason: 'NOT_FOUND',
      } as const;
      return { changed: withCalls(evidence, [refused]), subject: trial };
    },
  },
  {
    law: 'the budget is exact',
    what: 'a trial beyond the budget',
    plant: (evidence) => {
      const { search, trials } = evidence;
      const extra = { ...measuredTrial(evidence), name: `${search.name}/trials/${trials.length + 1}` };
      return { changed: { ...evidence, trials: [...trials, extra] }, subject: search.name };
    },
  },
  {
    law: 'the budget is exact',
    what: 'a search that ended before its budget was spent',
    plant: (evidence) => ({
      changed: { ...evidence, trials: evidence.trials.slice(0, -1) },
      subject: evidence.search.name,
    }),
  },
  {
    law: 'trials in flight are bounded',
    what: 'more leases at once than are allowed',
    plant: (evidence) => {
      const record = handOutOf(evidence, acceptedRecord(evidence));
      const asked = { ...evidence.asked, maxTrialsInFlight: 100 };
      const more = Array.from({ length: 100 }, (_, i) => ({ ...record, token: `another ${i}` }));
      return { changed: withCalls({ ...evidence, asked }, more), subject: evidence.search.name };
    },
  },
  {
    law: 'attempts are bounded',
    what: 'a block handed out once too often',
    plant: (evidence) => {
      const { name } = measuredTrial(evidence);
      return { changed: withTrial(evidence, name, { attempt: 4 }), subject: name };
    },
  },
  {
    law: 'counters are exact',
    what: 'a result that was counted twice',
    plant: (evidence) => {
      const { search } = evidence;
      return {
        changed: { ...evidence, search: { ...search, succeededCount: search.succeededCount + 1 } },
        subject: search.name,
      };
    },
  },
  {
    law: 'a block is evaluated once',
    what: 'a block that two trials evaluated',
    plant: (evidence) => {
      const [first, second] = evidence.trials;
      if (!first || !second) throw new Error('too few trials');
      return { changed: withTrial(evidence, second.name, { block: first.block }), subject: second.name };
    },
  },
  {
    law: 'a completed search has no open trial',
    what: 'a trial left open at the end',
    plant: (evidence) => {
      const { name } = measuredTrial(evidence);
      return { changed: withTrial(evidence, name, { state: 'TRIAL_STATE_LEASED' }), subject: name };
    },
  },
];
