import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FAULT_KINDS } from './fault-name.js';
import { planRounds } from './round-plan.js';

describe('planRounds', () => {
  it('plans the same rounds for the same seed, however many are asked for', () => {
    assert.deepEqual(planRounds(7, 'postgres', 30).slice(0, 10), planRounds(7, 'postgres', 10));
    assert.notDeepEqual(planRounds(7, 'postgres', 10), planRounds(8, 'postgres', 10));
  });

  for (const database of ['sqlite', 'postgres'] as const) {
    it(`meets every fault of ${database} within a few dozen rounds, and none that it cannot have`, () => {
      const met = new Set(
        planRounds(1, database, 60).flatMap(({ faults }) => faults.map(({ name }) => name)),
      );
      const possible = FAULT_KINDS.filter(({ databases }) => databases.includes(database));
      assert.deepEqual([...met].sort(), [...new Set(possible.map(({ name }) => name))].sort());
    });
  }
});
