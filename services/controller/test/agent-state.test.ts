import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { blockId, canonicalBlock, formatBlock, parseBlock, type Block } from '@blockqnn/nsc';
import { createStrategy, type StateEntry } from '@blockqnn/search';
import type { Trial } from '../src/domain/trial.js';
import { requestBlocks } from '../src/operations/request-blocks.js';
import { submitReward } from '../src/operations/submit-reward.js';
import { abandonTrial } from '../src/operations/abandon-trial.js';
import { findSearch } from '../src/store/searches.js';
import { listTrials } from '../src/store/trials.js';
import { accuracyOf, present } from './test-controller.js';
import { drawRequest, testDatabase, type TestDatabase } from './test-database.js';

const BUDGET = 60;
const SPEC = { maxLayers: 3, budget: { maxEvaluations: BUDGET, maxAttempts: 2 } };

type Step = 'ask' | 'tell-first' | 'tell-last' | 'give-back' | 'restart';

/** A worker that asks, tells and gives back; the same steps make the same calls. */
class Worker {
  readonly handedOut: string[] = [];
  readonly #database: TestDatabase;
  readonly #open: { readonly number: number; readonly token: string; readonly nsc: string }[] = [];

  constructor(database: TestDatabase) {
    this.#database = database;
  }

  async take(step: Step): Promise<void> {
    const { onSearch, search, restart } = this.#database;
    if (step === 'restart') await restart();
    else if (step === 'ask') {
      const answer = await onSearch((operation, live) => requestBlocks(operation, live, drawRequest(search)));
      for (const { trial } of answer.assignments) {
        this.handedOut.push(`${trial.number} ${trial.nsc} ${trial.attempt}`);
        this.#open.push({ number: trial.number, token: present(trial.status.token), nsc: trial.nsc });
      }
    } else {
      const held = step === 'tell-last' ? this.#open.pop() : this.#open.shift();
      if (held === undefined) return;
      await onSearch((operation, live): Trial => {
        const trial = present(live.openTrial(held.number));
        if (step === 'give-back') {
          return abandonTrial(operation, live, trial, { token: held.token, reason: 'r' });
        }
        return submitReward(operation, live, trial, {
          token: held.token,
          outcome: measured(accuracyOf(held.nsc)),
        });
      });
    }
  }

  async end(): Promise<void> {
    for (let turn = 0; turn < 4 * BUDGET; turn += 1) {
      await this.take('ask');
      await this.take('tell-first');
    }
  }
}

function measured(accuracy: number) {
  return {
    kind: 'measured',
    accuracy,
    epochs: [],
    seconds: 1,
    device: '',
    restarts: 0,
    weightsSha256: '',
  } as const;
}

const asMap = (entries: readonly StateEntry[]) => new Map(entries.map(({ key, value }) => [key, value]));

const steps = fc.array(
  fc.constantFrom<Step>('ask', 'ask', 'ask', 'tell-first', 'tell-last', 'give-back', 'restart'),
  { minLength: 20, maxLength: 60 },
);

test('whatever restarts and compactions come in between, an agent knows and does what an undisturbed one does', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 1, max: 60 }), async (sequence, leastEntries) => {
      await using undisturbed = await testDatabase(SPEC);
      await using database = await testDatabase(SPEC, {
        compaction: { leastEntries, entriesPerCommit: 10 },
      });
      const [plain, worker] = [new Worker(undisturbed), new Worker(database)];
      for (const step of sequence) {
        if (step !== 'restart') await plain.take(step);
        await worker.take(step);
      }
      assert.deepEqual(worker.handedOut, plain.handedOut);
      assert.deepEqual(asMap(await database.strategyState()), asMap(await undisturbed.strategyState()));
      await database.restart();
      assert.deepEqual(asMap(await database.strategyState()), asMap(await undisturbed.strategyState()));
    }),
    { numRuns: 12 },
  );
});

test('places in the sequence have no gap, and with them a fresh strategy comes to know what the agent knows', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      await using database = await testDatabase(SPEC);
      const { db, search } = database;
      const worker = new Worker(database);
      for (const step of sequence) await worker.take(step);
      await worker.end();
      const trials = await listTrials(db, search.id, 0, 1000);
      const ended = present(await findSearch(db, search.id));
      const sequences = trials.flatMap(({ status }) =>
        status.kind === 'completed' ? [present(status.sequence)] : [],
      );
      assert.deepEqual(
        sequences.toSorted((one, other) => one - other),
        Array.from({ length: ended.completionCount }, (_, index) => index + 1),
      );
      assert.deepEqual(recomputed(trials, database), asMap(await database.strategyState()));
    }),
    { numRuns: 8 },
  );
});

/**
 * What a strategy knows that is told of trials alone: each was drawn when the strategy had learnt from the first
 * `madeAfter` completions, those by their place in the sequence.
 */
function recomputed(trials: readonly Trial[], { search }: TestDatabase): ReadonlyMap<string, string> {
  const { strategy: kind, seed, budget, maxLayers } = search.spec;
  const strategy = createStrategy({ kind, seed, budget: budget.maxEvaluations, maxLayers, state: [] });
  const completions = trials
    .flatMap(({ blockId: id, status }) =>
      status.kind === 'completed' ? [{ id, reward: status.reward, sequence: status.sequence ?? 0 }] : [],
    )
    .sort((one, other) => one.sequence - other.sequence);
  const draws = new Map<string, Block[]>();
  const rewards = new Map<string, number>();
  let learnt = 0;
  const learnUpTo = (count: number) => {
    for (; learnt < count; learnt += 1) {
      const { id, reward } = present(completions[learnt]);
      rewards.set(id, reward);
      present(draws.get(id)).forEach((block, index) => {
        strategy.observe({ block, reward, free: index > 0 });
      });
    }
  };
  let rejectedInARow = 0;
  for (const trial of trials) {
    learnUpTo(trial.madeAfter);
    for (;;) {
      const { block } = strategy.propose({ explore: rejectedInARow >= 8 });
      const id = blockId(canonicalBlock(block));
      const reward = rewards.get(id);
      const known = draws.get(id);
      if (known === undefined) {
        assert.equal(formatBlock(canonicalBlock(block)), trial.nsc);
        assert.equal(formatBlock(block), trial.draws[0]);
        draws.set(id, [parseBlock(formatBlock(block))]);
        rejectedInARow = 0;
        break;
      }
      rejectedInARow += 1;
      if (reward === undefined) known.push(block);
      else strategy.observe({ block, reward, free: true });
    }
  }
  learnUpTo(completions.length);
  return asMap(strategy.takeChanges());
}
