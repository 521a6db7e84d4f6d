import { trace } from '@opentelemetry/api';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startTelemetry } from '../src/index.js';

const run = promisify(execFile);
const PROGRAM = fileURLToPath(new URL('traced-program.ts', import.meta.url));

it('loads no SDK unless the environment asks for an exporter', async () => {
  await using _telemetry = await startTelemetry({
    service: 'test',
    env: { PATH: '/bin', OTEL_TRACES_EXPORTER: '' },
  });
  assert.equal(trace.getTracer('test').startSpan('s').isRecording(), false);
});

it('exports spans with the service name to an OTLP endpoint, flushed at the end', async (t) => {
  const received: { path: string | undefined; body: string }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ path: request.url, body: Buffer.concat(chunks).toString() });
      response.setHeader('content-type', 'application/json').end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const address = server.address();
  assert.ok(typeof address === 'object' && address);
  await run(process.execPath, ['--conditions=source', '--import', 'tsx', PROGRAM], {
    env: {
      ...process.env,
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${String(address.port)}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
    },
  });
  const spans = received.filter(({ path }) => path === '/v1/traces');
  assert.ok(spans.length > 0);
  assert.match(spans.map(({ body }) => body).join(''), /blockqnn-test[^]*"name":"work"/);
});
