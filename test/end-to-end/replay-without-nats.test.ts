import { createProgram, runProgram } from '@blockqnn/cli';
import { controllerConfigFromEnv, startController } from '@blockqnn/controller';
import { createClient } from '@blockqnn/rpc';
import { CONTROLLER_SERVICE } from '@blockqnn/api';
import { createLogger } from '@blockqnn/telemetry';
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { TextSink } from '../../libs/cli/test/text-sink.js';

test(
  'a replay while NATS is away says what it waits for, and how to mend it',
  { timeout: 60_000 },
  async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'blockqnn-replay-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const config = controllerConfigFromEnv({
      BLOCKQNN_STATE_DIR: folder,
      BLOCKQNN_CONTROLLER_LISTEN: '127.0.0.1:0',
      // The discard port: nobody listens there.
      BLOCKQNN_NATS_URL: 'nats://127.0.0.1:9',
    });
    await using service = await startController(config, {
      logger: createLogger({ service: 'test', level: 'silent' }),
    });
    using client = createClient(CONTROLLER_SERVICE, service.address);
    const { search } = await client.createSearch({
      spec: { dataset: 'procedural', maxLayers: 3, stack: STACK, budget: { maxEvaluations: 1 } },
    });
    const { assignments } = await client.requestBlocks({ search: search?.name ?? '', count: 1, worker: 'w' });
    for (const { trial, leaseToken } of assignments)
      await client.submitReward({ trial, leaseToken, measurement: { accuracy: 0.5 } });

    const stopping = new AbortController();
    const stderr = new TextSink();
    const write = stderr.write.bind(stderr);
    stderr.write = ((chunk: string) => {
      if (chunk.includes('Still waiting')) stopping.abort();
      return write(chunk);
    }) as typeof stderr.write;
    const context = {
      stdout: new TextSink(),
      stderr,
      env: {},
      signal: stopping.signal,
      now: () => Date.now(),
    };
    const args = ['events', 'replay', '--all', '--controller', service.address];
    const code = await runProgram(
      createProgram(context, () => Promise.resolve()),
      args,
      context,
    );
    assert.equal(code, 130);
    assert.match(stderr.text, /0\/1 events[^]*Waiting for the controller to publish[^]*BLOCKQNN_NATS_URL/);
  },
);

const STACK = {
  input: { height: 16, width: 16, channels: 3 },
  stem: { filters: 8, kernel: 3, stride: 1, pooling: false },
  stages: [{ repeats: 1, filters: 8 }],
  classes: 10,
};
