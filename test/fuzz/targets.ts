import { CONTROLLER_SERVICE, EVALUATOR_SERVICE, REGISTRY_SERVICE } from '@blockqnn/api';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fuzzTarget, type FuzzOptions, type FuzzResult } from './fuzz-target.js';
import { TargetProcess } from './target-process.js';

interface TargetDescription {
  readonly service: string;
  readonly plainCall: string;
  readonly lanes: number;
  /** Of all requests. */
  readonly share: number;
  readonly env: Readonly<Record<string, string>>;
}

/** Every service that we have. */
export const TARGETS = {
  controller: {
    service: CONTROLLER_SERVICE.name,
    plainCall: `/${CONTROLLER_SERVICE.name}/ListSearches`,
    lanes: 8,
    share: 0.5,
    env: { BLOCKQNN_CONTROLLER_LISTEN: '127.0.0.1:0' },
  },
  registry: {
    service: REGISTRY_SERVICE.name,
    plainCall: `/${REGISTRY_SERVICE.name}/ListTrainings`,
    lanes: 6,
    share: 0.3,
    env: { BLOCKQNN_REGISTRY_LISTEN: '127.0.0.1:0' },
  },
  evaluator: {
    service: EVALUATOR_SERVICE.name,
    plainCall: `/${EVALUATOR_SERVICE.name}/GetCapabilities`,
    lanes: 4,
    share: 0.2,
    // A refusal at once rather than a queue: there is one worker, and it is made to train now and then.
    env: {
      BLOCKQNN_EVALUATOR_LISTEN: '127.0.0.1:0',
      BLOCKQNN_ENGINE: 'wasm',
      BLOCKQNN_WORKERS: '1',
      BLOCKQNN_PATIENCE_SECONDS: '0',
    },
  },
} as const satisfies Readonly<Record<string, TargetDescription>>;

export type TargetName = keyof typeof TARGETS;

const MIB = 2 ** 20;
const MEMORY = { heldBytes: 48 * MIB, rssBytes: 192 * MIB };
/** Generous: the machine may be busy. */
const PATIENCE = { deadlineMs: 10_000, slackMs: 20_000 };

export type TargetOptions = Pick<FuzzOptions, 'seed' | 'signal' | 'onProgress'> & {
  readonly requests: number;
  /** Callers at once; default: as many as suit the target. */
  readonly lanes?: number | undefined;
};

/** Starts a service with a state folder of its own, fuzzes it, and ends it. */
export async function fuzzService(name: TargetName, options: TargetOptions): Promise<FuzzResult> {
  const { env, lanes, service, plainCall } = TARGETS[name];
  const stateDir = await mkdtemp(join(tmpdir(), `blockqnn-fuzz-${name}-`));
  try {
    await using process = await TargetProcess.start({
      program: new URL('target-program.ts', import.meta.url),
      args: [name],
      env: { ...env, BLOCKQNN_STATE_DIR: stateDir },
    });
    return await fuzzTarget({
      target: name,
      process,
      service,
      plainCall,
      requests: options.requests,
      seed: options.seed,
      signal: options.signal,
      lanes: options.lanes ?? lanes,
      ...PATIENCE,
      memory: MEMORY,
      ...(options.onProgress && { onProgress: options.onProgress }),
    });
  } finally {
    await rm(stateDir, { recursive: true, force: true });
  }
}
