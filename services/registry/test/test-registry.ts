import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import {
  evaluationToProto,
  REGISTRY_SERVICE,
  type EvaluationInput,
  type RegistryMethods,
} from '@blockqnn/api';
import { createInProcessBus, encodeEvaluationCompleted, type EventBus } from '@blockqnn/events';
import { buildLayerGraph, smallStack, type Stack } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { registryConfigFromEnv, startRegistry } from '@blockqnn/registry';
import { createClient, type Client } from '@blockqnn/rpc';
import { createLogger } from '@blockqnn/telemetry';

export const logger = createLogger({ service: 'test', level: 'silent' });
export const never: AbortSignal = new AbortController().signal;

export const STACK: Stack = smallStack({ input: { height: 8, width: 8, channels: 3 }, classes: 10 });

export interface TestRegistry extends AsyncDisposable {
  readonly client: Client<RegistryMethods>;
  readonly address: string;
  readonly bus: EventBus;
  /** Broadcasts evaluations and waits until they are kept. */
  publish(...evaluations: readonly EvaluationInput[]): Promise<void>;
}

export async function temporaryFolder(t: Pick<TestContext, 'after'>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-registry-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Where a registry keeps what it has: a state folder alone, or settings that name a database too. */
export type RegistryPlace = string | Readonly<Record<string, string>>;

/** A registry on a free port with a bus of its own. */
export async function testRegistry(
  place: RegistryPlace,
  env: Readonly<Record<string, string>> = {},
): Promise<TestRegistry> {
  const bus = createInProcessBus();
  const config = registryConfigFromEnv({
    BLOCKQNN_REGISTRY_LISTEN: '127.0.0.1:0',
    ...(typeof place === 'string' ? { BLOCKQNN_STATE_DIR: place } : place),
    ...env,
  });
  const registry = await startRegistry(config, { logger, bus });
  const client = createClient(REGISTRY_SERVICE, registry.address);
  return {
    client,
    address: registry.address,
    bus,
    publish: async (...evaluations) => {
      for (const evaluation of evaluations) await bus.publish(encodeEvaluationCompleted(evaluation), never);
    },
    [Symbol.asyncDispose]: async () => {
      client[Symbol.dispose]();
      await registry[Symbol.asyncDispose]();
      await bus[Symbol.asyncDispose]();
    },
  };
}

export interface EvaluationOptions {
  readonly search?: string;
  readonly trial: number;
  readonly nsc?: string;
  readonly dataset?: string;
  readonly stack?: Stack;
  /** Undefined: a failure. */
  readonly accuracy?: number | undefined;
  readonly reward?: number;
  readonly worker?: string;
  readonly weightsSha256?: string;
  readonly epochs?: number;
}

/** An evaluation as a controller would broadcast it. */
export function evaluation(options: EvaluationOptions): EvaluationInput {
  const { search = 's1', trial, nsc = 'conv3@0', stack = STACK, weightsSha256 = '' } = options;
  const accuracy = 'accuracy' in options ? options.accuracy : 0.5;
  const block = parseBlock(nsc);
  const epochs = Array.from({ length: options.epochs ?? 1 }, (_, index) => ({
    number: index + 1,
    accuracy: accuracy ?? 0,
    loss: 1.5,
    trainingAccuracy: 0.25,
    learningRate: 0.001,
    seconds: 1.5,
  }));
  return evaluationToProto({
    searchId: search,
    trialNumber: trial,
    block,
    dataset: options.dataset ?? 'cifar10',
    stack,
    figures: buildLayerGraph(block, stack).figures,
    outcome:
      accuracy === undefined
        ? { kind: 'failed', reason: 'diverged', message: 'the loss is NaN' }
        : { kind: 'measured', accuracy, epochs, seconds: 12.5, device: 'wasm', restarts: 0, weightsSha256 },
    reward: options.reward ?? 100 * (accuracy ?? 0),
    attempt: 1,
    worker: options.worker ?? 'worker-1',
    completedAtMs: 1_700_000_000_000 + trial,
    provenance: undefined,
  });
}
