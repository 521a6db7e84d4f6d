import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { trainingName, type Training } from '@blockqnn/api';
import { aborted } from '@blockqnn/rpc';
import type { Logger } from '@blockqnn/telemetry';
import { trainingUnreadable } from '../business-events.js';
import { joinSignals } from '../joined-signal.js';
import { describeError } from '../pull/controller-error.js';
import { CheckpointCarrier } from './checkpoint-carrier.js';
import { fetchCheckpoint } from './fetch-checkpoint.js';
import { forgetCheckpoint } from './forget-checkpoint.js';
import { handIn, type KnownRegistry } from './hand-in.js';
import { TrainingFolder } from './training-folder.js';
import { Turns } from './turns.js';

export interface TrainingsOptions {
  /** A folder for each training is made in it. */
  readonly folder: string;
  /** Where results go; undefined: they stay here. */
  readonly registry: KnownRegistry | undefined;
  /** From one checkpoint that the registry is given to the next, at least; undefined: it is given none. */
  readonly checkpointUploadMs?: number | undefined;
  readonly logger: Logger;
}

/** Somebody is at a training. */
interface TrainingUnderWay {
  /** Aborted where they are about to stop. */
  readonly signal: AbortSignal;
  /** Never rejects. */
  readonly ended: Promise<void>;
}

/** News that a caller went away may come after their next call. */
const NEWS_MS = 1000;

/** What came of handing in. */
export interface HandedIn {
  /** Whether the registry has it. */
  readonly registered: boolean;
  /** A sentence for people, where the registry does not have it nor ever will from here. */
  readonly note?: string;
}

interface HandInUnderWay {
  readonly stopping: AbortController;
  /** Whether the registry has it. Never rejects. */
  readonly done: Promise<boolean>;
}

/** The full trainings of an evaluator: who is at which, and what the registry does not have yet. */
export class Trainings implements AsyncDisposable {
  readonly #options: TrainingsOptions;
  readonly #underWay = new Map<string, TrainingUnderWay>();
  readonly #handIns = new Map<string, HandInUnderWay>();
  readonly #turns = new Turns();
  #closed = false;

  constructor(options: TrainingsOptions) {
    this.#options = options;
  }

  folderOf(id: string): TrainingFolder {
    return new TrainingFolder(join(this.#options.folder, id));
  }

  /**
   * The right to do a training until disposed of, once somebody who is about to stop has stopped. Throws
   * ABORTED where somebody is at it who is not.
   *
   * @param signal - aborts where the caller goes away
   */
  async begin(id: string, signal: AbortSignal): Promise<Disposable> {
    for (let other = this.#underWay.get(id); other; other = this.#underWay.get(id)) {
      if (!(await isStopping(other, signal))) {
        throw aborted(
          'TRAINING_UNDER_WAY',
          `${trainingName(id)} is being done for another caller; cancel that call, or wait for its end`,
        );
      }
      await other.ended;
      signal.throwIfAborted();
    }
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#underWay.set(id, { signal, ended });
    return {
      [Symbol.dispose]: () => {
        this.#underWay.delete(id);
        end();
      },
    };
  }

  /**
   * Fetches the checkpoint that a training goes on from, where the registry has a newer one, and from then on gives its
   * checkpoints to the registry until disposed of. Where it is not known what the registry has it is given none, so
   * that none that is further takes harm.
   *
   * @param restart - whether the registry forgets what it has in place of that
   */
  async carryCheckpoints(id: string, restart: boolean, signal: AbortSignal): Promise<AsyncDisposable> {
    const { registry, checkpointUploadMs: intervalMs, logger } = this.#options;
    const folder = this.folderOf(id);
    if (!registry || intervalMs === undefined) return NOTHING_CARRIED;
    const { client } = registry;
    if (restart) await forgetCheckpoint({ id, client, signal, logger });
    else if (!(await fetchCheckpoint({ folder, client, signal, logger }))) return NOTHING_CARRIED;
    return new CheckpointCarrier({ folder, client, intervalMs, logger });
  }

  /** Resolves when nobody is at any training. */
  async idle(): Promise<void> {
    await Promise.all([...this.#underWay.values()].map(({ ended }) => ended));
  }

  /** Hands in what an earlier process of this evaluator finished and could not hand in. */
  async handInLeftovers(): Promise<void> {
    if (!this.#options.registry) return;
    // Nothing was trained yet where the folder is not there.
    const names = await readdir(this.#options.folder).catch(() => []);
    for (const name of names) this.#handIn(name);
  }

  /**
   * Hands a finished training in, in the background however long that takes. Resolves with whether the
   * registry has it by the end of some time, or when the caller goes away.
   */
  async handIn(training: Training, withinMs: number, signal: AbortSignal): Promise<HandedIn> {
    const underWay = this.#handIn(training.id);
    const registered = underWay !== undefined && (await inTime(underWay.done, withinMs, signal));
    if (registered) return { registered };
    const folder = this.folderOf(training.id);
    const others = await folder.registries(training);
    if (others.length === 0 || (await folder.hasWeights())) return { registered };
    const note = `the weights were handed in to the registry at ${others.join(' and ')} and are not kept here any more; --restart trains again`;
    return { registered, note };
  }

  /** To be called before a training is begun anew: what is known of it is not handed in any more. */
  async forget(id: string): Promise<void> {
    const underWay = this.#handIns.get(id);
    underWay?.stopping.abort(new Error('the training begins anew'));
    await underWay?.done;
  }

  /** Stops handing in; what is left is handed in by the evaluator's next process. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    for (const { stopping } of this.#handIns.values()) {
      stopping.abort(new Error('the evaluator is shutting down'));
    }
    await Promise.all([...this.#handIns.values()].map(({ done }) => done));
  }

  #handIn(id: string): HandInUnderWay | undefined {
    const { registry, logger } = this.#options;
    if (!registry || this.#closed) return undefined;
    const known = this.#handIns.get(id);
    if (known) return known;
    const stopping = new AbortController();
    const done = handIn({
      folder: this.folderOf(id),
      registry,
      turns: this.#turns,
      signal: stopping.signal,
      logger,
    })
      .catch((error: unknown) => {
        if (!stopping.signal.aborted) trainingUnreadable(logger, id, describeError(error));
        return false;
      })
      .finally(() => this.#handIns.delete(id));
    const underWay = { stopping, done };
    this.#handIns.set(id, underWay);
    return underWay;
  }
}

const NOTHING_CARRIED: AsyncDisposable = { [Symbol.asyncDispose]: () => Promise.resolve() };

/** Whether something comes true before some time is over or the caller is gone. */
async function inTime(done: Promise<boolean>, withinMs: number, signal: AbortSignal): Promise<boolean> {
  const timer = new AbortController();
  const stop = (): void => {
    timer.abort();
  };
  signal.addEventListener('abort', stop);
  // An abort that came before is told to nobody.
  if (signal.aborted) stop();
  try {
    const late = sleep(withinMs, false, { signal: timer.signal }).catch(() => false);
    return await Promise.race([done, late]);
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

/** Whether somebody is about to stop, or has. */
async function isStopping({ signal: other, ended }: TrainingUnderWay, signal: AbortSignal): Promise<boolean> {
  if (other.aborted) return true;
  using known = joinSignals(other, signal);
  const late = sleep(NEWS_MS, false, { signal: known.signal }).catch(() => other.aborted);
  const stopping = await Promise.race([late, ended.then(() => true)]);
  signal.throwIfAborted();
  return stopping;
}
