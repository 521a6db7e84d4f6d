import {
  loadPackageDefinition,
  credentials,
  type GrpcObject,
  type ServiceClientConstructor,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { EVALUATOR_SERVICE } from '@blockqnn/api';
import { createLogger } from '@blockqnn/telemetry';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { it } from 'node:test';
import { startServer } from '../src/index.js';
import { noTraining } from './no-training.js';

const require = createRequire(import.meta.url);

function startEvaluatorServer() {
  return startServer({
    service: 'evaluator',
    listen: { host: '127.0.0.1', port: 0 },
    contract: EVALUATOR_SERVICE,
    logger: createLogger({ service: 'test', level: 'silent' }),
    serving: false,
    handlers: {
      getCapabilities: () => Promise.resolve({}),
      trainModel: noTraining,
      evaluateBlock: async function* () {
        yield await Promise.resolve({});
      },
    },
  });
}

/** A client made from a package's own proto file, as a probe that knows nothing of ours. */
function clientOf(file: string, path: readonly string[], address: string) {
  const loaded = loadPackageDefinition(loadSync(file, { enums: String, defaults: true, oneofs: true }));
  const constructor = path.reduce<unknown>((object, part) => (object as GrpcObject)[part], loaded);
  return new (constructor as ServiceClientConstructor)(address, credentials.createInsecure());
}

interface Health {
  check(request: object, callback: (error: Error | null, response: { status: string }) => void): void;
  watch(request: object): AsyncIterable<{ status: string }> & { cancel(): void };
  close(): void;
}

function healthClient(address: string): Health {
  const folder = dirname(require.resolve('grpc-health-check/package.json'));
  const file = join(folder, 'proto/health/v1/health.proto');
  return clientOf(file, ['grpc', 'health', 'v1', 'Health'], address) as unknown as Health;
}

it('health follows what the service says of itself, by name and for the whole server', async () => {
  await using server = await startEvaluatorServer();
  const health = healthClient(server.address);
  const check = (service: string) =>
    new Promise<string>((resolve, reject) => {
      health.check({ service }, (error, response) => {
        if (error) reject(error);
        else resolve(response.status);
      });
    });
  assert.equal(await check(''), 'NOT_SERVING');
  const watch = health.watch({ service: EVALUATOR_SERVICE.name });
  const seen: string[] = [];
  for await (const { status } of watch) {
    seen.push(status);
    if (seen.length === 2) break;
    server.setServing(true);
  }
  assert.deepEqual(seen, ['NOT_SERVING', 'SERVING']);
  assert.equal(await check(EVALUATOR_SERVICE.name), 'SERVING');
  assert.equal(await check(''), 'SERVING');
  await assert.rejects(check('nobody.v1.Nothing'), /5 NOT_FOUND/);
  health.close();
});

it('watchers of health hold no shutdown up, and hear of it', { timeout: 8000 }, async () => {
  const server = await startEvaluatorServer();
  server.setServing(true);
  const health = healthClient(server.address);
  const seen: string[] = [];
  const watching = (async () => {
    for await (const { status } of health.watch({ service: '' })) {
      seen.push(status);
      if (seen.length === 1) void server[Symbol.asyncDispose]();
    }
  })();
  await assert.rejects(watching);
  assert.deepEqual(seen, ['SERVING', 'NOT_SERVING']);
  health.close();
});

it('reflection lists the service, so that grpcurl works without our proto files', async () => {
  await using server = await startEvaluatorServer();
  const folder = dirname(require.resolve('@grpc/reflection/package.json'));
  const reflection = clientOf(
    join(folder, 'build/proto/grpc/reflection/v1/reflection.proto'),
    ['grpc', 'reflection', 'v1', 'ServerReflection'],
    server.address,
  ) as unknown as {
    serverReflectionInfo(): NodeJS.ReadWriteStream & { write(request: object): boolean };
    close(): void;
  };
  const call = reflection.serverReflectionInfo();
  call.write({ listServices: '' });
  const [answer] = (await once(call, 'data')) as [{ listServicesResponse: { service: { name: string }[] } }];
  assert.ok(answer.listServicesResponse.service.some(({ name }) => name === EVALUATOR_SERVICE.name));
  call.write({ fileContainingSymbol: EVALUATOR_SERVICE.name });
  const [file] = (await once(call, 'data')) as [
    { fileDescriptorResponse: { fileDescriptorProto: Buffer[] } },
  ];
  assert.ok(file.fileDescriptorResponse.fileDescriptorProto.length > 0);
  call.end();
  reflection.close();
});
