import { EVALUATOR_SERVICE } from '@blockqnn/api';
import { createLogger, startTelemetry } from '@blockqnn/telemetry';
import { context, trace } from '@opentelemetry/api';
import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { it } from 'node:test';
import { createClient, startServer } from '../src/index.js';
import { noTraining } from './no-training.js';

it("the caller's trace id reaches handler and log, and every call without one gets its own", async () => {
  await using _telemetry = await startTelemetry({ service: 'test', env: {} });
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, callback) {
      lines.push(chunk.toString());
      callback();
    },
  });
  const seen: string[] = [];
  await using server = await startServer({
    service: 'evaluator',
    listen: { host: '127.0.0.1', port: 0 },
    contract: EVALUATOR_SERVICE,
    logger: createLogger({ service: 'evaluator', level: 'debug', destination }),
    handlers: {
      getCapabilities: (_request, { traceId }) => {
        seen.push(traceId);
        return Promise.resolve({});
      },
      trainModel: noTraining,
      evaluateBlock: async function* () {
        yield await Promise.resolve({});
      },
    },
  });
  using client = createClient(EVALUATOR_SERVICE, server.address);
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const parent = trace.setSpanContext(context.active(), {
    traceId,
    spanId: 'b7ad6b7169203331',
    traceFlags: 1,
  });
  await context.with(parent, () => client.getCapabilities({}));
  await client.getCapabilities({});
  await client.getCapabilities({});
  assert.equal(seen[0], traceId);
  assert.match(seen[1] ?? '', /^[0-9a-f]{32}$/);
  assert.notEqual(seen[1], seen[2]);
  const [first] = lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ msg }) => msg === 'call');
  assert.equal(first?.['traceId'], traceId);
  assert.equal(first['method'], 'blockqnn.evaluator.v1.EvaluatorService/GetCapabilities');
  assert.equal(first['code'], 'OK');
  assert.equal(first['service'], 'evaluator');
});
