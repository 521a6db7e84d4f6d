import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluatorConfigFromEnv } from '../src/config.js';

const host = { name: 'node7', processId: 42 };

describe('evaluatorConfigFromEnv', () => {
  it('has a default for everything, and treats an empty variable as unset', () => {
    const { security, connection, ...config } = evaluatorConfigFromEnv(
      { BLOCKQNN_WORKERS: '', PATH: '/bin' },
      host,
    );
    assert.equal(security.tokensFile, undefined);
    assert.deepEqual(connection, { allowPlaintext: false, token: undefined, tls: undefined });
    assert.deepEqual(config, {
      listen: { host: '127.0.0.1', port: 50052 },
      controllerAddress: undefined,
      registryAddress: undefined,
      search: 'searches/-',
      datasets: [],
      workers: undefined,
      engine: undefined,
      precision: 'float32',
      xla: false,
      workerNamePrefix: 'node7-42',
      blockTimeoutMs: undefined,
      stallTimeoutMs: 1_800_000,
      memoryLimitBytes: undefined,
      recycleAboveBytes: 2 ** 30,
      blocksPerProcess: 200,
      checkpointUploadMs: 600_000,
      patienceMs: 10_000,
      stateDir: '.blockqnn',
      logLevel: 'info',
    });
  });

  it('takes a number of workers, or the word that has it measured', () => {
    const { workers } = evaluatorConfigFromEnv({ BLOCKQNN_WORKERS: '3' }, host);
    assert.equal(workers, 3);
    assert.equal(evaluatorConfigFromEnv({ BLOCKQNN_WORKERS: 'auto' }, host).workers, 'auto');
  });

  it('takes several addresses of a service, and how it is reached', () => {
    const config = evaluatorConfigFromEnv(
      {
        BLOCKQNN_CONTROLLER_ADDRESS: 'one:50051,[::1]:7',
        BLOCKQNN_TLS_CA: 'system',
        BLOCKQNN_TOKEN: 'bqn_x',
      },
      host,
    );
    assert.equal(config.controllerAddress, 'one:50051,[::1]:7');
    assert.deepEqual(config.connection, {
      allowPlaintext: false,
      token: 'bqn_x',
      tls: { ca: 'system', identity: undefined },
    });
    assert.throws(
      () => evaluatorConfigFromEnv({ BLOCKQNN_CONTROLLER_ADDRESS: 'one:50051,two' }, host),
      /BLOCKQNN_CONTROLLER_ADDRESS: must be host:port.*several separated by commas/,
    );
  });

  it('reads datasets as a list of sources', () => {
    const { datasets } = evaluatorConfigFromEnv(
      { BLOCKQNN_DATASETS: 'cifar10:/data/cifar10, fine=cifar100:/data/cifar100' },
      host,
    );
    assert.deepEqual(datasets, [
      { name: 'cifar10', kind: 'cifar10', directory: '/data/cifar10' },
      { name: 'fine', kind: 'cifar100', directory: '/data/cifar100' },
    ]);
  });

  it('names every bad variable with what it allows', () => {
    const bad = {
      BLOCKQNN_EVALUATOR_LISTEN: 'here',
      BLOCKQNN_CONTROLLER_ADDRESS: 'controller',
      BLOCKQNN_REGISTRY_ADDRESS: '127.0.0.1:99999',
      BLOCKQNN_SEARCH: 'mine',
      BLOCKQNN_DATASETS: 'cifar10:/a,cifar10:/b',
      BLOCKQNN_WORKERS: '0',
      BLOCKQNN_ENGINE: 'cuda',
      BLOCKQNN_PRECISION: 'float16',
      BLOCKQNN_XLA: 'yes',
      BLOCKQNN_WORKER_NAME: 'with space',
      BLOCKQNN_BLOCK_TIMEOUT_SECONDS: '-1',
      BLOCKQNN_STALL_TIMEOUT_SECONDS: '1.5',
      BLOCKQNN_MEMORY_LIMIT_MIB: '1',
      BLOCKQNN_RECYCLE_ABOVE_MIB: 'much',
      BLOCKQNN_BLOCKS_PER_PROCESS: '0',
      BLOCKQNN_CHECKPOINT_UPLOAD_SECONDS: 'often',
      BLOCKQNN_PATIENCE_SECONDS: '9999',
      BLOCKQNN_LOG_LEVEL: 'loud',
    };
    assert.throws(
      () => evaluatorConfigFromEnv(bad, host),
      (error: Error) => {
        const lines = error.message.split('\n');
        assert.deepEqual(lines.map((line) => line.split(':')[0]).sort(), Object.keys(bad).sort());
        assert.match(error.message, /BLOCKQNN_WORKERS: must be auto, or a whole number from 1 to 256/);
        assert.match(error.message, /two datasets are called "cifar10"/);
        return true;
      },
    );
  });
});
