import assert from 'node:assert/strict';
import { EVALUATOR_SERVICE, type EvaluatorMethods } from '@blockqnn/api';
import { createClient, type Client } from '@blockqnn/rpc';
import { setTimeout as sleep } from 'node:timers/promises';
import { evaluatorConfigFromEnv, type EvaluatorConfig } from '../src/config.js';
import { startEvaluator, type RunningEvaluator } from '../src/service.js';
import { logger } from './scripted-peers.js';

/** A real evaluator on a free port, and a client of it. */
export interface TestEvaluator extends AsyncDisposable {
  readonly running: RunningEvaluator;
  readonly client: Client<EvaluatorMethods>;
}

export async function testEvaluator(overrides: Partial<EvaluatorConfig> = {}): Promise<TestEvaluator> {
  const config = {
    ...evaluatorConfigFromEnv({ BLOCKQNN_EVALUATOR_LISTEN: '127.0.0.1:0', BLOCKQNN_WORKERS: '1' }),
    // The one that is always there, so that tests see the same on every machine.
    engine: 'wasm' as const,
    workerNamePrefix: 'test',
    ...overrides,
  };
  const running = await startEvaluator(config, { logger });
  const client = createClient(EVALUATOR_SERVICE, running.address);
  return {
    running,
    client,
    [Symbol.asyncDispose]: async () => {
      await running[Symbol.asyncDispose]();
      client[Symbol.dispose]();
    },
  };
}

/** Kills the first worker's training process; gives its id. */
export function killChild({ running }: TestEvaluator): number {
  const pid = running.workers[0]?.pid;
  // Zero would be the test's own process group.
  assert.ok(pid !== undefined, 'there is no training process');
  process.kill(pid, 'SIGKILL');
  return pid;
}

export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(10);
}
