import type { LastMessage, ParentMessage } from '../child/messages.js';
import { crashed, resultOfExit } from './end-of-child.js';
import { watchMemory, type ExceededMemory } from './memory-watch.js';
import type { TrainingChild } from './training-child.js';
import type { ModelObserver, NoResult } from './training-result.js';

/** What a training may take. */
export interface TrainingBounds {
  /** Wall-clock time of one block; undefined for no bound. */
  readonly blockTimeoutMs: number | undefined;
  /** A child that says nothing for so long, not even that it did another step or classified another batch, is taken to hang and is killed. */
  readonly stallTimeoutMs: number;
  /** How long a child may take to obey an abort before it is killed. */
  readonly abortGraceMs: number;
}

/** One block or model in one child. */
export interface RunInChildOptions<Result> extends ModelObserver {
  readonly child: TrainingChild;
  readonly request: Extract<ParentMessage, { kind: 'train' | 'trainModel' }>;
  /** What a last message says that only this kind of job ends with. */
  readonly resultOf: (
    message: OwnMessage,
  ) => { readonly result: Result; readonly residentBytes: number } | undefined;
  readonly bounds: TrainingBounds;
  /** A child that occupies more while it trains is killed. */
  readonly memoryLimitBytes: number;
  /** Stops the training; the promise then rejects with the signal's reason once the child is still. */
  readonly signal: AbortSignal;
}

/** Last messages that only some jobs end with. */
export type OwnMessage = Extract<
  LastMessage,
  { kind: 'measured' | 'trained' | 'checkpointUnusable' | 'taken' }
>;

/** A result, and what the child occupies after it; 0 where it is gone. */
export interface ChildResult<Result> {
  readonly result: Result | NoResult;
  readonly residentBytes: number;
  /** What of it the process itself and its images take, about; undefined where these were never opened. */
  readonly baseBytes?: number | undefined;
}

/**
 * Has a child train a block or a model, and stands for it whatever becomes of the child: death and silence are
 * results too. Rejects only where `signal` aborts.
 */
export function runInChild<Result>(options: RunInChildOptions<Result>): Promise<ChildResult<Result>> {
  const { child, request, bounds, memoryLimitBytes, signal } = options;
  const { job } = request;
  return new Promise((resolve, reject) => {
    /** Set once the training is to end before its time. */
    let early: NoResult | 'aborted' | undefined;
    let baseBytes: number | undefined;
    const timers: NodeJS.Timeout[] = [];

    const end = (ended: ChildResult<Result>): void => {
      for (const timer of timers) clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      unlisten();
      memory?.[Symbol.dispose]();
      if (early === 'aborted') reject(signal.reason as Error);
      else resolve({ ...ended, baseBytes, result: early ?? ended.result });
    };
    const kill = (): void => {
      child.kill();
    };
    const stop = (reason: NoResult | 'aborted'): void => {
      if (early !== undefined) return;
      early = reason;
      child.send({ kind: 'abort', job });
      timers.push(setTimeout(kill, bounds.abortGraceMs));
    };
    const onAbort = (): void => {
      stop('aborted');
    };
    const stall = setTimeout(() => {
      early ??= crashed(`no sign of life for ${seconds(bounds.stallTimeoutMs)}; killed`);
      child.kill();
    }, bounds.stallTimeoutMs);
    timers.push(stall);
    if (bounds.blockTimeoutMs !== undefined) {
      const message = `not trained within ${seconds(bounds.blockTimeoutMs)}`;
      const timedOut = (): void => {
        stop({ kind: 'failed', reason: 'timedOut', message });
      };
      timers.push(setTimeout(timedOut, bounds.blockTimeoutMs));
    }

    const unlisten = child.listen((message) => {
      if (!('job' in message) || message.job !== job) return;
      stall.refresh();
      if (message.kind === 'alive') return;
      if (message.kind === 'opened') ({ baseBytes } = message);
      else if (message.kind === 'epoch') options.onEpoch?.(message.epoch);
      else if (message.kind === 'progress') options.onProgress?.(message);
      else if (message.kind === 'resumed') options.onResumed?.(message);
      else end(childResult(message, options.resultOf));
    });
    void child.exited.then((exit) => {
      end({ result: resultOfExit(exit), residentBytes: 0 });
    });
    signal.addEventListener('abort', onAbort, { once: true });
    child.send(request);
    const memory =
      child.pid === undefined
        ? undefined
        : watchMemory({
            pid: child.pid,
            limitBytes: memoryLimitBytes,
            onExceeded: (occupied) => {
              early ??= resultOfExcess(occupied, memoryLimitBytes, baseBytes !== undefined);
              child.kill();
            },
          });
    if (signal.aborted) onAbort();
  });
}

function childResult<Result>(
  message: LastMessage,
  resultOf: RunInChildOptions<Result>['resultOf'],
): ChildResult<Result> {
  switch (message.kind) {
    case 'measured':
    case 'trained':
    case 'checkpointUnusable':
    case 'taken':
      return (
        resultOf(message) ?? {
          result: crashed(`the training process sent ${message.kind}`),
          residentBytes: 0,
        }
      );
    case 'failed': {
      const { reason, residentBytes } = message;
      return { result: { kind: 'failed', reason, message: message.message }, residentBytes };
    }
    case 'datasetUnusable':
    case 'misfit':
      return { result: { kind: message.kind, message: message.message }, residentBytes: 0 };
    case 'broken':
      return { result: crashed(message.message), residentBytes: 0 };
    case 'aborted':
      return { result: crashed('the training process stopped by itself'), residentBytes: 0 };
    default:
      throw new Error(`no result: ${JSON.stringify(message satisfies never)}`);
  }
}

function resultOfExcess(
  { bytes, fromTheBeginning }: ExceededMemory,
  limitBytes: number,
  imagesOpened: boolean,
): NoResult {
  const [occupied, allowed] = [`${mebibytes(bytes)} MiB`, `${mebibytes(limitBytes)} MiB`];
  if (fromTheBeginning) {
    // Another evaluator, or a fresh process, may well have room for the block.
    return crashed(`the training process occupied ${occupied} before it trained, and ${allowed} are allowed`);
  }
  if (!imagesOpened) {
    // No block on these images would fare better here.
    const message = `the training process occupied ${occupied} while it read the images, and ${allowed} are allowed`;
    return { kind: 'datasetUnusable', message };
  }
  const message = `the training process occupied ${occupied}, at most ${allowed} allowed; killed`;
  return { kind: 'failed', reason: 'outOfMemory', message };
}

function mebibytes(bytes: number): string {
  return String(Math.ceil(bytes / 1024 / 1024));
}

function seconds(ms: number): string {
  return `${String(ms / 1000)} s`;
}
