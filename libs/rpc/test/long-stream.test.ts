import { EVALUATOR_SERVICE } from '@blockqnn/api';
import { createLogger } from '@blockqnn/telemetry';
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createClient, startServer } from '../src/index.js';
import { deferred } from './deferred.js';
import { noTraining } from './no-training.js';

const MESSAGES = 200;

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

it(
  'a stream keeps nothing of what it has sent, however long it stays open',
  { timeout: 60_000 },
  async () => {
    const sent: WeakRef<object>[] = [];
    const end = deferred<undefined>();
    await using server = await startServer({
      service: 'evaluator',
      listen: { host: '127.0.0.1', port: 0 },
      contract: EVALUATOR_SERVICE,
      logger: createLogger({ service: 'test', level: 'silent' }),
      handlers: {
        getCapabilities: () => Promise.resolve({}),
        trainModel: noTraining,
        evaluateBlock: async function* () {
          for (let number = 1; number <= MESSAGES; number += 1) {
            const response = { epoch: { number } };
            sent.push(new WeakRef(response));
            yield response;
          }
          await end.promise;
        },
      },
    });
    using client = createClient(EVALUATOR_SERVICE, server.address);
    let received = 0;
    for await (const message of client.evaluateBlock({})) {
      received += 1;
      if (message.epoch?.number !== MESSAGES) continue;
      // A turn of the event loop ends the life of what a WeakRef was just made of.
      await new Promise((resolve) => setImmediate(resolve));
      collectGarbage();
      const kept = sent.filter((reference) => reference.deref() !== undefined).length;
      assert.ok(kept < MESSAGES / 10, `${String(kept)} of ${String(MESSAGES)} messages are still in memory`);
      end.resolve(undefined);
    }
    assert.equal(received, MESSAGES);
  },
);
