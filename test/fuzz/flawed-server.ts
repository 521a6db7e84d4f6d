/**
 * A registry that answers every call in good order but for one flaw, by which the fuzzer is tested. Argument: the
 * flaw, or "none".
 */
import { REGISTRY_SERVICE, type RegistryMethods } from '@blockqnn/api';
import { RpcError, startServer } from '@blockqnn/rpc';
import { createLogger } from '@blockqnn/telemetry';
import { status } from '@grpc/grpc-js';
import { once } from 'node:events';

/** Answered in good order before a flaw shows, so that the start is as it should be. */
const GOOD_CALLS = 100;
const LEAK_BYTES = 100_000;
const hoard: Buffer[] = [];
let calls = 0;

const flaws: Readonly<Record<string, () => void>> = {
  none: () => undefined,
  crash: () => {
    setImmediate(() => {
      throw new Error('planted');
    });
  },
  rejection: () => {
    void Promise.reject(new Error('planted'));
  },
  hang: () => {
    for (;;);
  },
  internal: () => {
    throw new Error('planted');
  },
  undocumented: () => {
    throw new RpcError(status.OUT_OF_RANGE, 'nobody was told of this');
  },
  inside: () => {
    throw new RpcError(status.INVALID_ARGUMENT, 'TypeError: at handler.ts:10:20');
  },
  leak: () => {
    hoard.push(Buffer.alloc(LEAK_BYTES, 1));
  },
  illness: () => {
    server.setServing(false);
  },
  refusal: () => {
    calls = GOOD_CALLS;
    throw new RpcError(status.INVALID_ARGUMENT, 'no');
  },
};
const flaw = flaws[process.argv[2] ?? ''] ?? flaws['none'];

// eslint-disable-next-line @typescript-eslint/require-await -- so that it rejects rather than throws
async function answer(): Promise<object> {
  calls += 1;
  if (calls > GOOD_CALLS || flaw === flaws['refusal']) flaw?.();
  return {};
}

const stop = once(process, 'SIGTERM');
await using server = await startServer<RegistryMethods>({
  service: 'registry',
  listen: { host: '127.0.0.1', port: 0 },
  contract: REGISTRY_SERVICE,
  handlers: {
    queryBlocks: answer,
    getBlock: answer,
    findParetoFront: answer,
    findNearestBlocks: answer,
    analyzeBlocks: answer,
    compareStrategies: answer,
    listReferenceBlocks: answer,
    listEvaluations: answer,
    exportModel: async function* () {
      yield await answer();
    },
    uploadArtifact: async (requests) => {
      for await (const _request of requests);
      return answer();
    },
    queryUpload: answer,
    fetchArtifact: async function* () {
      yield await answer();
    },
    listArtifacts: answer,
    collectArtifacts: async function* () {
      yield await answer();
    },
    registerTraining: answer,
    registerCheckpoint: answer,
    getCheckpoint: answer,
    getTraining: answer,
    listTrainings: answer,
  },
  logger: createLogger({ service: 'flawed', level: 'warn' }),
});
process.stdout.write(`${JSON.stringify({ address: server.address })}\n`);
await stop;
