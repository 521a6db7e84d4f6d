import type { TrialMessage } from '@blockqnn/api';
import type { Accepted, CallRecord, HandedOut, Refused, Submitting } from '../worker/call-record.js';
import type { SearchEvidence, Violation } from './evidence.js';
import { describeResult, resultOf, sameResult } from './trial-result.js';

const EXHAUSTED = 'FAILURE_REASON_ATTEMPTS_EXHAUSTED';

/** Refusals that a worker gets where it was too late or contradicts itself; any other one says that something was lost. */
const FAIR_REFUSALS = new Set(['LEASE_LOST', 'RESULT_DIFFERS']);

/** What workers were promised of results: each acknowledged one is kept, is the only one, and came under the newest lease. */
export function checkResults({ asked, trials, calls }: SearchEvidence): Violation[] {
  const violations: Violation[] = [];
  const broken = (law: string, subject: string, message: string): void => {
    violations.push({ law, subject, message });
  };
  const byName = new Map(trials.map((trial) => [trial.name, trial]));
  for (const [name, records] of byTrial(calls)) {
    const trial = byName.get(name);
    const accepted = records.filter((record): record is Accepted => record.kind === 'accepted');
    const handedOut = records.filter((record): record is HandedOut => record.kind === 'handed-out');
    if (trial === undefined) {
      broken(
        'a trial handed out is kept',
        name,
        `handed out ${handedOut.length} times, and the controller has none of that name`,
      );
      continue;
    }
    checkKept(trial, accepted, broken);
    checkOnlyOne(name, accepted, broken);
    checkLeases(trial, handedOut, accepted, broken);
    checkRefusals(name, records, accepted, broken);
  }
  checkRequests(calls, broken);
  const submitting = calls.filter((record): record is Submitting => record.kind === 'submitting');
  for (const trial of trials) {
    checkHandedIn(trial, submitting, asked.maxAttempts, broken);
  }
  return violations;
}

type Broken = (law: string, subject: string, message: string) => void;

function byTrial(calls: readonly CallRecord[]): Map<string, CallRecord[]> {
  const grouped = new Map<string, CallRecord[]>();
  for (const record of calls) {
    const records = grouped.get(record.trial);
    if (records) records.push(record);
    else grouped.set(record.trial, [record]);
  }
  return grouped;
}

function checkKept(trial: TrialMessage, accepted: readonly Accepted[], broken: Broken): void {
  const kept = resultOf(trial);
  for (const { outcome, reward, worker } of accepted) {
    if (!sameResult(kept, outcome)) {
      broken(
        'an acknowledged result is kept',
        trial.name,
        `${worker} was acknowledged ${describeResult(outcome)}; the controller has ${describeResult(kept)}`,
      );
    } else if (reward !== trial.reward) {
      broken(
        'an acknowledged result is kept',
        trial.name,
        `${worker} was told a reward of ${reward}; the controller has ${trial.reward}`,
      );
    }
  }
}

function checkOnlyOne(name: string, accepted: readonly Accepted[], broken: Broken): void {
  const [first] = accepted;
  const other = accepted.find(
    ({ token, outcome }) => first && (token !== first.token || !sameResult(outcome, first.outcome)),
  );
  if (first === undefined || other === undefined) return;
  broken(
    'a trial has one result',
    name,
    `both ${describeResult(first.outcome)} and ${describeResult(other.outcome)} were acknowledged`,
  );
}

function checkLeases(
  trial: TrialMessage,
  handedOut: readonly HandedOut[],
  accepted: readonly Accepted[],
  broken: Broken,
): void {
  const holders = new Map<number, HandedOut>();
  for (const record of handedOut) {
    const holder = holders.get(record.attempt);
    if (holder && (holder.token !== record.token || holder.worker !== record.worker)) {
      broken(
        'an attempt has one holder',
        trial.name,
        `attempt ${record.attempt} was handed out to ${holder.worker} and to ${record.worker}`,
      );
    }
    holders.set(record.attempt, record);
    if (record.attempt > trial.attempt) {
      broken(
        'a trial handed out is kept',
        trial.name,
        `attempt ${record.attempt} was handed out to ${record.worker}; the controller knows of ${trial.attempt}`,
      );
    }
    if (trial.block?.nsc !== record.nsc) {
      broken(
        'a trial handed out is kept',
        trial.name,
        `${record.nsc} was handed out; the controller has ${trial.block?.nsc ?? 'none'}`,
      );
    }
  }
  const newest = Math.max(0, ...holders.keys());
  for (const { token, worker } of accepted) {
    const attempt = handedOut.find((record) => record.token === token)?.attempt;
    if (attempt !== undefined && attempt < newest) {
      broken(
        'an old lease brings no result',
        trial.name,
        `${worker} was acknowledged a result of attempt ${attempt} after attempt ${newest} was handed out`,
      );
    }
  }
}

/** A request that is made again gets the same blocks under the same tokens, as long as their leases hold. */
function checkRequests(calls: readonly CallRecord[], broken: Broken): void {
  const answers = new Map<string, HandedOut[]>();
  for (const record of calls) {
    if (record.kind !== 'handed-out') continue;
    const first = answers.get(record.requestId);
    if (record.again !== true) answers.set(record.requestId, [...(first ?? []), record]);
    else if (
      first?.every(({ token }) => token !== record.token) === true &&
      first.every(({ expiresAtMs }) => record.atMs < expiresAtMs)
    ) {
      broken(
        'the same request again gets the same blocks',
        record.trial,
        `${record.requestId} got ${first.map(({ trial }) => trial).join(', ')}, and this one when it was made again`,
      );
    }
  }
}

function checkRefusals(
  name: string,
  records: readonly CallRecord[],
  accepted: readonly Accepted[],
  broken: Broken,
): void {
  for (const refused of records.filter((record): record is Refused => record.kind === 'refused')) {
    if (!FAIR_REFUSALS.has(refused.reason)) {
      broken('refusals have a fair reason', name, `${refused.call} of ${refused.worker}: ${refused.reason}`);
    }
    const repeated = accepted.some(
      ({ token, outcome }) => token === refused.token && sameResult(outcome, refused.outcome),
    );
    if (repeated) {
      broken(
        'the same result again is the same success',
        name,
        `${describeResult(refused.outcome)} was acknowledged, and refused (${refused.reason}) when it was sent again`,
      );
    }
  }
}

function checkHandedIn(
  trial: TrialMessage,
  submitting: readonly Submitting[],
  maxAttempts: number,
  broken: Broken,
): void {
  const kept = resultOf(trial);
  if (kept === undefined) return;
  if (kept.kind === 'failed' && kept.reason === EXHAUSTED) {
    if (trial.attempt !== maxAttempts) {
      broken(
        'a result was handed in',
        trial.name,
        `out of attempts after ${trial.attempt} of ${maxAttempts}`,
      );
    }
    return;
  }
  const sent = submitting.some((record) => record.trial === trial.name && sameResult(record.outcome, kept));
  if (!sent) broken('a result was handed in', trial.name, `nobody ever sent ${describeResult(kept)}`);
}
