import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { status } from '@grpc/grpc-js';
import {
  CONTROLLER_SERVICE,
  type AssignmentMessage,
  type ControllerMethods,
  type SearchMessage,
  type SearchSpecInput,
  type TrialMessage,
} from '@blockqnn/api';
import {
  controllerConfigFromEnv,
  startController,
  type ControllerConfig,
  type ControllerDependencies,
} from '@blockqnn/controller';
import type { EventBus } from '@blockqnn/events';
import { smallStack } from '@blockqnn/network';
import { createClient, RpcError, type Client } from '@blockqnn/rpc';
import { createLogger, type Clock } from '@blockqnn/telemetry';
import { freshDatabase } from './database-of-tests.js';

export const silent = createLogger({ service: 'controller', level: 'silent' });

/** Time that stands still until it is moved. */
export class TestClock implements Clock {
  #nowMs = Date.UTC(2026, 0, 1);

  now(): number {
    return this.#nowMs;
  }

  advance(ms: number): void {
    this.#nowMs += ms;
  }
}

export interface TestController extends AsyncDisposable {
  readonly client: Client<ControllerMethods>;
  readonly clock: TestClock;
  readonly address: string;
  /** Stops it and starts it again on the same files. */
  restart(options?: Pick<ControllerDependencies, 'bus' | 'isGone'>): Promise<void>;
}

/** A real controller on a free port and a fresh folder, and a client of it. */
export async function testController(
  options: { readonly bus?: EventBus } & Partial<ControllerConfig> = {},
): Promise<TestController> {
  const stateDir = mkdtempSync(join(tmpdir(), 'blockqnn-controller-'));
  const clock = new TestClock();
  const { bus: firstBus, ...overrides } = options;
  const config: ControllerConfig = {
    listen: { host: '127.0.0.1', port: 0 },
    security: controllerConfigFromEnv({}).security,
    database: overrides.database ?? (await freshDatabase(stateDir)),
    keepDeletedMs: 30 * 24 * 3_600_000,
    nats: undefined,
    datasets: undefined,
    // Tests of the sweeper make it quick; elsewhere leases expire only where somebody asks.
    sweepIntervalMs: 3_600_000,
    logLevel: 'silent',
    ...overrides,
  };
  const start = async (dependencies: Pick<ControllerDependencies, 'bus' | 'isGone'>) => {
    const running = await startController(config, { logger: silent, clock, ...dependencies });
    return { running, client: createClient(CONTROLLER_SERVICE, running.address) };
  };
  const stop = async () => {
    now.client[Symbol.dispose]();
    await now.running[Symbol.asyncDispose]();
  };
  let now = await start(firstBus ? { bus: firstBus } : {});
  return {
    clock,
    get client() {
      return now.client;
    },
    get address() {
      return now.running.address;
    },
    restart: async (dependencies = {}) => {
      await stop();
      now = await start(dependencies);
    },
    [Symbol.asyncDispose]: async () => {
      await stop();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}

/** A small search; `spec` replaces what it names. */
export function searchSpec(spec: SearchSpecInput = {}): SearchSpecInput {
  return {
    strategy: 'STRATEGY_KIND_RANDOM',
    seed: 7,
    dataset: 'procedural',
    stack: smallStack({ input: { height: 16, width: 16, channels: 3 }, classes: 10 }),
    budget: { maxEvaluations: 4 },
    ...spec,
  };
}

export async function createSearch(
  { client }: TestController,
  spec: SearchSpecInput = {},
): Promise<SearchMessage> {
  return present((await client.createSearch({ spec: searchSpec(spec) })).search);
}

export async function getSearch({ client }: TestController, name: string): Promise<SearchMessage> {
  return present((await client.getSearch({ name })).search);
}

export async function requestBlocks(
  { client }: TestController,
  search: string,
  count = 1,
  worker = 'worker',
): Promise<readonly AssignmentMessage[]> {
  return (await client.requestBlocks({ search, count, worker })).assignments;
}

/** One block; fails where there is none. */
export async function requestBlock(
  controller: TestController,
  search: string,
  worker = 'worker',
): Promise<AssignmentMessage> {
  return present((await requestBlocks(controller, search, 1, worker))[0]);
}

export async function submit(
  { client }: TestController,
  { trial, leaseToken }: AssignmentMessage,
  accuracy = 0.5,
): Promise<{ trial: TrialMessage; best: boolean }> {
  const { trial: submitted, best } = await client.submitReward({
    trial,
    leaseToken,
    measurement: { accuracy },
  });
  return { trial: present(submitted), best };
}

/** Asks and tells until the search is done. Gives back the blocks in the order they were handed out. */
export async function runToEnd(
  controller: TestController,
  search: string,
  accuracyOf: (nsc: string) => number = () => 0.5,
): Promise<readonly string[]> {
  const blocks: string[] = [];
  for (;;) {
    const { assignments, searchDone } = await controller.client.requestBlocks({
      search,
      count: 1,
      worker: 'w',
    });
    if (searchDone) return blocks;
    for (const assignment of assignments) {
      const { nsc } = present(assignment.block);
      blocks.push(nsc);
      await submit(controller, assignment, accuracyOf(nsc));
    }
  }
}

/** An accuracy that depends on nothing but the block. */
export function accuracyOf(nsc: string): number {
  let hash = 2166136261;
  for (const character of nsc) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
  return (hash >>> 0) / 2 ** 32;
}

export function present<Value>(value: Value | null | undefined): Value {
  assert.ok(value !== null && value !== undefined);
  return value;
}

/** The error of a call that has to fail with the given code. */
export async function failure(call: Promise<unknown>, code: keyof typeof status): Promise<RpcError> {
  const error: unknown = await call.then(
    () => assert.fail(`should be ${code}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof RpcError, String(error));
  assert.equal(status[error.code], code, error.message);
  return error;
}

/** Waits for something that happens by itself. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(5);
}
