import { timestampFromProto } from '@blockqnn/api';
import { blockId, canonicalBlock, parseBlock } from '@blockqnn/nsc';
import type { TrialMessage } from '@blockqnn/api';
import { isCompleted } from './check-registry.js';
import type { SearchEvidence } from './evidence.js';

/** One call of the strategy: a proposal for a new trial, or the observation of a completed one. */
export interface AgentStep {
  readonly kind: 'propose' | 'complete';
  readonly trial: TrialMessage;
}

/**
 * The orders in which the agent can have been called, one after the other: trials were made in the order of their
 * numbers and completed in the order of their `ce-sequence`, and which came first of a making and a completion,
 * their times tell. Where those are equal both ways are possible; `choices` says for each such place whether the
 * completion came first (the default is that it did not).
 */
export function mergeSteps(
  made: readonly TrialMessage[],
  completed: readonly TrialMessage[],
  choices: readonly boolean[],
): { readonly steps: readonly AgentStep[]; readonly choiceSteps: readonly number[] } {
  const steps: AgentStep[] = [];
  const choiceSteps: number[] = [];
  const madeNames = new Set<string>();
  let [i, j] = [0, 0];
  for (;;) {
    const [making, completion] = [made[i], completed[j]];
    if (making === undefined && completion === undefined) return { steps, choiceSteps };
    let completionFirst = making === undefined;
    if (making !== undefined && completion !== undefined && madeNames.has(completion.name)) {
      const waitMs = madeAtMs(making) - completedAtMs(completion);
      completionFirst = waitMs > 0;
      if (waitMs === 0) {
        completionFirst = choices[choiceSteps.length] ?? false;
        choiceSteps.push(steps.length);
      }
    }
    if (completionFirst && completion !== undefined) {
      steps.push({ kind: 'complete', trial: completion });
      j += 1;
    } else if (making !== undefined) {
      steps.push({ kind: 'propose', trial: making });
      madeNames.add(making.name);
      i += 1;
    }
  }
}

/** Completed trials in the order that the agent learned of them. */
export function completionOrder({ trials, sightings, stored }: SearchEvidence): TrialMessage[] {
  const completed = trials.filter(isCompleted);
  const places = new Map<string, number>();
  for (const { trial, sequence } of sightings) if (sequence !== undefined) places.set(trial, sequence);
  if (places.size < completed.length) {
    // Without sequences the agent's own memory has to do, which holds them in order.
    const byBlock = new Map(completed.map(({ name, block }) => [block?.name, name]));
    for (const [key, value] of stored.strategy) {
      const number = /^replay\/(\d+)$/.exec(key)?.[1];
      if (number === undefined) continue;
      const { block } = JSON.parse(value) as { block: string };
      const trial = byBlock.get(`blocks/${blockId(canonicalBlock(parseBlock(block)))}`);
      if (trial !== undefined) places.set(trial, Number(number));
    }
  }
  const place = ({ name }: TrialMessage): number => places.get(name) ?? Number.POSITIVE_INFINITY;
  return completed.toSorted((a, b) => completedAtMs(a) - completedAtMs(b) || place(a) - place(b));
}

function madeAtMs({ createTime }: TrialMessage): number {
  return timestampFromProto(createTime) ?? 0;
}

function completedAtMs({ completeTime }: TrialMessage): number {
  return timestampFromProto(completeTime) ?? 0;
}
