import { blockId, canonicalBlock, parseBlock } from '@blockqnn/nsc';
import { completionOrder, mergeSteps } from './agent-order.js';
import { AgentReplay } from './agent-replay.js';
import { isCompleted } from './check-registry.js';
import type { SearchEvidence, Violation } from './evidence.js';

/** How long orders of events of one moment are tried before the answer is that nobody can tell. */
const PATIENCE_MS = 5000;
const DIFFERENCES_TOLD = 3;

export interface AgentVerdict {
  readonly violations: readonly Violation[];
  /** Whether the whole state was recomputed; false where more orders are possible than could be tried. */
  readonly recomputed: boolean;
}

/** Each result taught the agent once, and its whole state is that of an agent that is driven by the log. */
export function checkAgent(evidence: SearchEvidence): AgentVerdict {
  const violations = checkMemory(evidence);
  if (violations.length > 0) return { violations, recomputed: true };
  const { trials, stored, search } = evidence;
  const completed = completionOrder(evidence);
  const began = performance.now();
  let choices: boolean[] | undefined = [];
  let first: Violation | undefined;
  while (choices !== undefined) {
    const { steps, choiceSteps } = mergeSteps(trials, completed, choices);
    const replay = new AgentReplay(search);
    let failedAt = steps.length;
    let failure: Violation | undefined;
    for (const [i, { kind, trial }] of steps.entries()) {
      if (kind === 'complete') {
        replay.complete(trial);
        continue;
      }
      const proposed = replay.propose(trial.name);
      if (proposed === trial.block?.name) continue;
      failedAt = i;
      failure = {
        law: 'the agent proposes what its history says',
        subject: trial.name,
        message: `an agent of the same history proposes ${proposed ?? 'nothing'} there, not ${trial.block?.name ?? 'nothing'}`,
      };
      break;
    }
    failure ??= compareStates(search.name, replay.state(), stored.strategy);
    if (failure === undefined) return { violations: [], recomputed: true };
    first ??= failure;
    if (performance.now() - began > PATIENCE_MS) return { violations: [], recomputed: false };
    choices = nextChoices(choices, choiceSteps.filter((step) => step <= failedAt).length);
  }
  return { violations: first ? [first] : [], recomputed: true };
}

/** The next way to decide the first `count` choices, the last ones first; undefined after the last way. */
function nextChoices(choices: readonly boolean[], count: number): boolean[] | undefined {
  const next = Array.from({ length: count }, (_, i) => choices[i] ?? false);
  while (next.length > 0) {
    const last = next.pop();
    if (last === false) return [...next, true];
  }
  return undefined;
}

/** The replay memory holds each completed trial once, under its reward. */
function checkMemory({ search, trials, stored }: SearchEvidence): Violation[] {
  if (search.spec?.strategy !== 'STRATEGY_KIND_Q_LEARNING') return [];
  const law = 'each result teaches the agent once';
  const violations: Violation[] = [];
  const left = new Map(trials.filter(isCompleted).map((trial) => [trial.block?.name, trial]));
  for (const [key, value] of stored.strategy) {
    if (!key.startsWith('replay/')) continue;
    const { block, reward } = JSON.parse(value) as { block: string; reward: number };
    const id = `blocks/${blockId(canonicalBlock(parseBlock(block)))}`;
    const trial = left.get(id);
    left.delete(id);
    if (trial === undefined) {
      violations.push({
        law,
        subject: search.name,
        message: `${key} is ${block}, which is no completed trial or is there twice`,
      });
    } else if (trial.reward !== reward) {
      violations.push({
        law,
        subject: trial.name,
        message: `${key} has reward ${reward}; the trial has ${trial.reward}`,
      });
    }
  }
  for (const { name } of left.values())
    violations.push({ law, subject: name, message: 'the agent never learned its reward' });
  return violations;
}

function compareStates(
  subject: string,
  expected: ReadonlyMap<string, string>,
  stored: ReadonlyMap<string, string>,
): Violation | undefined {
  const keys = new Set([...expected.keys(), ...stored.keys()]);
  const different = [...keys].filter((key) => expected.get(key) !== stored.get(key));
  if (different.length === 0) return undefined;
  const told = different
    .slice(0, DIFFERENCES_TOLD)
    .map((key) => `${key} is ${stored.get(key) ?? 'missing'}, recomputed ${expected.get(key) ?? 'missing'}`);
  return {
    law: 'the agent knows what its history says',
    subject,
    message: `${different.length} of ${keys.size} entries differ: ${told.join('; ')}`,
  };
}
