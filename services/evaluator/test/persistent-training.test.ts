import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { ModelJob } from '../src/child/messages.js';
import { persistentTraining } from '../src/trainings/persistent-training.js';
import { logger } from './scripted-peers.js';
import { tinyTask } from './tiny-task.js';

const { signal } = new AbortController();
const task: ModelJob = { ...tinyTask, id: '0'.repeat(32), folder: '/nowhere', restart: false };

/** How many processes die where each goes on after so many steps of its first epoch. */
async function deaths(resumedSteps: readonly number[]): Promise<number> {
  let died = 0;
  const worker: Parameters<typeof persistentTraining>[0]['worker'] = {
    trainModel: (_task, { onResumed }) => {
      const steps = resumedSteps[died];
      died += 1;
      if (steps === undefined) return Promise.resolve({ kind: 'trained', notes: [] });
      onResumed?.({ epochs: [], steps });
      return Promise.resolve({ kind: 'crashed', message: 'SIGKILL' });
    },
  };
  for await (const event of persistentTraining({ worker, task, signal, logger })) {
    if (event.kind === 'result' && event.result.kind === 'trained') return died - 1;
  }
  return died;
}

it('goes on as long as each process gets further, be it within an epoch, and gives up after three that do not', async () => {
  assert.equal(await deaths([10, 20, 30, 40, 50, 60]), 6, 'was trained in the end');
  assert.equal(await deaths([10, 10, 10, 10, 10, 10]), 3);
});
