import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bestOf } from './contest.js';
import { Team } from './team.js';

const signal = new AbortController().signal;

/** A program that does as a member should, at a rate that it makes up. */
const MEMBER = `
  console.log(JSON.stringify({ version: 'x' }));
  process.stdin.on('data', (line) => console.log(JSON.stringify({ steps: 6 * Number(line), seconds: Number(line) })));
`;

test('a team adds up what its members do at the same time', async () => {
  await using team = await Team.start([process.execPath, '-e', MEMBER], { processes: 3, signal });
  assert.deepEqual(team.greeting, { version: 'x' });
  assert.equal(await team.stepsPerSecond(0.5), 18);
  assert.equal(await team.stepsPerSecond(2), 18);
});

test('a member that cannot start says why', async () => {
  const failing = [process.execPath, '-e', 'throw new Error("no such thing")'];
  await assert.rejects(Team.start(failing, { processes: 2, signal }), /ended early: .*no such thing/s);
  await assert.rejects(Team.start(['/nowhere/program'], { processes: 1, signal }), /ENOENT/);
});

test('the fastest of each side counts', () => {
  const [ours, theirs, nobody] = bestOf([
    [
      { name: 'slow', stepsPerSecond: 1 },
      { name: 'fast', stepsPerSecond: 2 },
    ],
    [{ name: 'only', stepsPerSecond: 3 }],
    [],
  ]);
  assert.deepEqual([ours?.name, theirs?.name, nobody], ['fast', 'only', undefined]);
});
