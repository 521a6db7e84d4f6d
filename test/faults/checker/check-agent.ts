import { blockId, canonicalBlock, parseBlock } from '@blockqnn/nsc';
import { agentSteps } from './agent-order.js';
import { AgentReplay } from './agent-replay.js';
import { isCompleted } from './check-registry.js';
import type { SearchEvidence, Violation } from './evidence.js';

const DIFFERENCES_TOLD = 3;

/** Each result taught the agent once, and its whole state is that of an agent that is driven by the log. */
export function checkAgent(evidence: SearchEvidence): Violation[] {
  const violations = checkMemory(evidence);
  if (violations.length > 0) return violations;
  const { search, stored } = evidence;
  const replay = new AgentReplay(search);
  for (const { kind, trial } of agentSteps(evidence)) {
    const broken = (message: string): Violation[] => [
      { law: 'the agent proposes what its history says', subject: trial.name, message },
    ];
    if (kind === 'complete') {
      if (!replay.complete(trial)) return broken('its completion was seen before it was made');
      continue;
    }
    const proposed = replay.propose();
    if (proposed === trial.block?.name) continue;
    return broken(
      `an agent of the same history proposes ${proposed ?? 'nothing'} there, not ${trial.block?.name ?? 'nothing'}`,
    );
  }
  return compareStates(search.name, replay.state(), stored.strategy);
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
): Violation[] {
  const keys = new Set([...expected.keys(), ...stored.keys()]);
  const different = [...keys].filter((key) => expected.get(key) !== stored.get(key));
  if (different.length === 0) return [];
  const told = different
    .slice(0, DIFFERENCES_TOLD)
    .map((key) => `${key} is ${stored.get(key) ?? 'missing'}, recomputed ${expected.get(key) ?? 'missing'}`);
  const message = `${different.length} of ${keys.size} entries differ: ${told.join('; ')}`;
  return [{ law: 'the agent knows what its history says', subject, message }];
}
