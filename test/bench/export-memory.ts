import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REGISTRY_SERVICE, stackToProto, trainingToProto, type RegistryMethods } from '@blockqnn/api';
import {
  buildLayerGraph,
  initialiseWeights,
  safetensorsParts,
  type Stack,
  type Weights,
} from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { createClient, type Client } from '@blockqnn/rpc';
import { EARLY_STOP_RECIPE } from '@blockqnn/training/recipes';
import { eventually } from '../end-to-end/eventually.js';
import { startService } from '../end-to-end/service-process.js';
import type { Bench, Figure } from '../tools/bench.js';

const BLOCK = parseBlock('conv3@0,conv3@1,add@2+0');
/** Weights of 200 MB. */
const STACK: Stack = {
  input: { height: 32, width: 32, channels: 3 },
  stem: { filters: 64, kernel: 3, stride: 1, pooling: false },
  stages: [{ repeats: 11, filters: 512 }],
  classes: 10,
};
const FORMATS = {
  tfjs: 'MODEL_FORMAT_TFJS',
  keras: 'MODEL_FORMAT_KERAS',
  onnx: 'MODEL_FORMAT_ONNX',
  pytorch: 'MODEL_FORMAT_PYTORCH',
  savedmodel: 'MODEL_FORMAT_SAVED_MODEL',
} as const;
const TRAINING = '000000000000000000000000000000aa';
const PEAK_MB = 500;

export const bench: Bench = {
  name: 'export-memory',
  description: `peak memory (VmHWM) of a registry's process that exports a model of 200 MB, trained and initialised, each format in a process of its own`,
  run: async ({ log, signal }) => {
    const stateDir = await mkdtemp(join(tmpdir(), 'blockqnn-export-memory-'));
    try {
      await withRegistry(stateDir, (registry) => keepTraining(registry));
      const figures: Figure[] = [];
      for (const [name, format] of Object.entries(FORMATS)) {
        for (const [kind, request] of [
          ['trained', { training: `trainings/${TRAINING}`, format }],
          ['initialised', { nsc: 'conv3@0,conv3@1,add@2+0', stack: stackToProto(STACK), format }],
        ] as const) {
          signal.throwIfAborted();
          const measured = await measure(stateDir, `${name}, ${kind}`, request);
          for (const { name: what, value, unit } of measured) log(`${what} ${value.toFixed(1)} ${unit}`);
          figures.push(...measured);
        }
      }
      return figures;
    } finally {
      await rm(stateDir, { recursive: true, force: true });
    }
  },
};

async function measure(
  stateDir: string,
  name: string,
  request: RegistryMethods['exportModel']['requestInput'],
): Promise<Figure[]> {
  await rm(join(stateDir, 'spool'), { recursive: true, force: true });
  return await withRegistry(stateDir, async (registry, pid) => {
    const begin = performance.now();
    let first = 0;
    let bytes = 0;
    for await (const { chunk } of registry.exportModel(request)) {
      if (bytes === 0) first = performance.now();
      bytes += chunk?.data.length ?? 0;
    }
    const end = performance.now();
    return [
      { name: `${name}: peak`, value: (await peakBytes(pid)) / 1e6, unit: 'MB', atMost: PEAK_MB },
      { name: `${name}: size`, value: bytes / 1e6, unit: 'MB' },
      { name: `${name}: written`, value: (first - begin) / 1000, unit: 's' },
      { name: `${name}: streamed`, value: (end - first) / 1000, unit: 's' },
    ];
  });
}

async function withRegistry<Result>(
  stateDir: string,
  work: (registry: Client<RegistryMethods>, pid: number) => Promise<Result>,
): Promise<Result> {
  const service = await startService('registry', {
    BLOCKQNN_STATE_DIR: stateDir,
    BLOCKQNN_REGISTRY_LISTEN: '127.0.0.1:0',
    BLOCKQNN_LOG_LEVEL: 'info',
  });
  const registry = createClient(REGISTRY_SERVICE, service.address);
  try {
    // It listens before its database is open.
    await eventually('the database is open', () => registry.listTrainings({ pageSize: 1 }));
    return await work(registry, service.pid);
  } finally {
    registry[Symbol.dispose]();
    await service.stop();
  }
}

/** Registers a full training with weights that look trained. */
async function keepTraining(registry: Client<RegistryMethods>): Promise<void> {
  const graph = buildLayerGraph(BLOCK, STACK);
  const weightsSha256 = await upload(registry, initialiseWeights(graph, 1));
  const training = trainingToProto({
    id: TRAINING,
    block: BLOCK,
    dataset: 'cifar10',
    stack: STACK,
    recipe: EARLY_STOP_RECIPE,
    figures: graph.figures,
    seed: 1,
    epochs: 1,
    bestEpoch: 1,
    validationAccuracy: 0.1,
    testAccuracy: 0.1,
    testImages: 1,
    weightsSha256,
    curveSha256: '',
    device: '',
    engineVersion: '',
    seconds: 1,
  });
  await registry.registerTraining({ training });
}

async function upload(registry: Client<RegistryMethods>, weights: Weights): Promise<string> {
  const file = Buffer.concat(safetensorsParts(weights));
  const sha256 = createHash('sha256').update(file).digest('hex');
  // eslint-disable-next-line @typescript-eslint/require-await -- a client stream is an async iterable
  async function* parts() {
    yield { header: { kind: 'ARTIFACT_KIND_WEIGHTS' as const, sizeBytes: file.length, sha256 } };
    for (let offset = 0; offset < file.length; offset += 2 ** 20) {
      yield { chunk: file.subarray(offset, offset + 2 ** 20) };
    }
  }
  await registry.uploadArtifact(parts());
  return sha256;
}

/** The most memory that a process ever occupied (Linux). */
async function peakBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8');
  return 1024 * Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]);
}
