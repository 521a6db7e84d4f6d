import assert from 'node:assert/strict';
import { it } from 'node:test';
import { RareLog } from '../src/rare-log.js';

it('tells the first of a kind at once, and then how many were left out', () => {
  let nowMs = 0;
  const lines: string[] = [];
  const log = new RareLog(() => nowMs);
  const tell = (kind: string) => {
    log.tell(kind, (leftOut) => lines.push(`${kind} ${String(leftOut)}`));
  };
  tell('a');
  tell('b');
  for (let round = 0; round < 7; round += 1) tell('a');
  nowMs = 10_000;
  tell('a');
  tell('b');
  assert.deepEqual(lines, ['a 0', 'b 0', 'a 7', 'b 0']);
});

it('keeps within bounds where every event is of a new kind', () => {
  let nowMs = 0;
  let lines = 0;
  const log = new RareLog(() => nowMs);
  const flood = () => {
    for (let kind = 0; kind < 10_000; kind += 1) log.tell(`${nowMs} ${kind}`, () => (lines += 1));
  };
  flood();
  assert.equal(lines, 200);
  nowMs = 10_000;
  flood();
  assert.equal(lines, 400);
});
