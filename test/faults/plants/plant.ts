import type { TrialMessage } from '@blockqnn/api';
import type { SearchEvidence } from '../checker/evidence.js';
import type { Accepted, CallRecord, HandedOut } from '../worker/call-record.js';

/** A way to break a law in what a sound round left behind. */
export interface Plant {
  readonly law: string;
  /** Behind "catches". */
  readonly what: string;
  /** Gives the changed evidence, and the resource name that the message has to name. */
  readonly plant: (evidence: SearchEvidence) => {
    readonly changed: SearchEvidence;
    readonly subject: string;
  };
}

export function measuredTrial({ trials }: SearchEvidence): TrialMessage {
  const trial = trials.find(({ measurement }) => measurement);
  if (!trial) throw new Error('no trial was measured');
  return trial;
}

/** The acknowledgement of a measured result that stands. */
export function acceptedRecord({ calls }: SearchEvidence): Accepted {
  const record = calls.find(
    (each): each is Accepted => each.kind === 'accepted' && each.outcome.kind === 'measured',
  );
  if (!record) throw new Error('no result was acknowledged');
  return record;
}

export function handOutOf({ calls }: SearchEvidence, { token }: Accepted): HandedOut {
  const record = calls.find((each): each is HandedOut => each.kind === 'handed-out' && each.token === token);
  if (!record) throw new Error('a result without a hand-out');
  return record;
}

/** One trial changed. */
export function withTrial(
  evidence: SearchEvidence,
  name: string,
  change: Partial<TrialMessage>,
): SearchEvidence {
  return {
    ...evidence,
    trials: evidence.trials.map((trial) => (trial.name === name ? { ...trial, ...change } : trial)),
  };
}

export function withCalls(evidence: SearchEvidence, more: readonly CallRecord[]): SearchEvidence {
  return { ...evidence, calls: [...evidence.calls, ...more] };
}

export function withStored(evidence: SearchEvidence, key: string, value: string | undefined): SearchEvidence {
  const strategy = new Map(evidence.stored.strategy);
  if (value === undefined) strategy.delete(key);
  else strategy.set(key, value);
  return { ...evidence, stored: { ...evidence.stored, strategy } };
}

/** The first key of the strategy's state that begins so. */
export function storedKey({ stored }: SearchEvidence, beginning: string): string {
  const key = [...stored.strategy.keys()].find((each) => each.startsWith(beginning));
  if (key === undefined) throw new Error(`no entry ${beginning}…`);
  return key;
}
