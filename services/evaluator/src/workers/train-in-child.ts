import type { LastMessage, TrainingJob } from '../child/messages.js';
import { crashed, resultOfExit } from './end-of-child.js';
import { watchMemory, type ExceededMemory } from './memory-watch.js';
import type { TrainingChild } from './training-child.js';
import type { TrainingObserver, TrainingResult } from './training-result.js';

/** What a training may take. */
export interface TrainingBounds {
  /** Wall-clock time of one block; undefined for no bound. */
  readonly blockTimeoutMs: number | undefined;
  /** A child that says nothing for so long, not even that it did another step, is taken to hang and is killed. */
  readonly stallTimeoutMs: number;
  /** How long a child may take to obey an abort before it is killed. */
  readonly abortGraceMs: number;
}

/** One block in one child. */
export interface TrainInChildOptions extends TrainingObserver {
  readonly child: TrainingChild;
  /** Numbers the job within the child's life. */
  readonly job: number;
  readonly task: TrainingJob;
  readonly bounds: TrainingBounds;
  /** A child that occupies more while it trains is killed. */
  readonly memoryLimitBytes: number;
  /** Stops the training; the promise then rejects with the signal's reason once the child is still. */
  readonly signal: AbortSignal;
}

/** A result, and what the child occupies after it; 0 where it is gone. */
export interface ChildResult {
  readonly result: TrainingResult;
  readonly residentBytes: number;
}

/**
 * Has a child train a block, and stands for it whatever becomes of the child: death and silence are
 * results too. Rejects only where `signal` aborts.
 */
export function trainInChild(options: TrainInChildOptions): Promise<ChildResult> {
  const { child, job, task, bounds, memoryLimitBytes, signal } = options;
  return new Promise((resolve, reject) => {
    /** Set once the training is to end before its time. */
    let early: TrainingResult | 'aborted' | undefined;
    const timers: NodeJS.Timeout[] = [];

    const end = (ended: ChildResult): void => {
      for (const timer of timers) clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      unlisten();
      memory?.[Symbol.dispose]();
      if (early === 'aborted') reject(signal.reason as Error);
      else resolve({ ...ended, result: early ?? ended.result });
    };
    const kill = (): void => {
      child.kill();
    };
    const stop = (reason: TrainingResult | 'aborted'): void => {
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
      if (message.kind === 'epoch') options.onEpoch?.(message.epoch);
      else if (message.kind === 'progress') options.onProgress?.(message);
      else end(childResult(message));
    });
    void child.exited.then((exit) => {
      end({ result: resultOfExit(exit), residentBytes: 0 });
    });
    signal.addEventListener('abort', onAbort, { once: true });
    child.send({ kind: 'train', job, task });
    const memory =
      child.pid === undefined
        ? undefined
        : watchMemory({
            pid: child.pid,
            limitBytes: memoryLimitBytes,
            onExceeded: (occupied) => {
              early ??= resultOfExcess(occupied, memoryLimitBytes);
              child.kill();
            },
          });
    if (signal.aborted) onAbort();
  });
}

function childResult(message: LastMessage): ChildResult {
  switch (message.kind) {
    case 'measured': {
      const { accuracy, epochs, restarts, seconds, weights, residentBytes } = message;
      return { result: { kind: 'measured', accuracy, epochs, restarts, seconds, weights }, residentBytes };
    }
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

function resultOfExcess({ bytes, fromTheBeginning }: ExceededMemory, limitBytes: number): TrainingResult {
  const [occupied, allowed] = [`${mebibytes(bytes)} MiB`, `${mebibytes(limitBytes)} MiB`];
  if (fromTheBeginning) {
    // Another evaluator, or a fresh process, may well have room for the block.
    return crashed(`the training process occupied ${occupied} before it trained, and ${allowed} are allowed`);
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
