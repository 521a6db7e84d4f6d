import { searchNotFound } from '../domain/controller-error.js';
import type { Trial } from '../domain/trial.js';
import type { Agent } from './agent.js';
import type { LiveSearch } from './live-search.js';
import type { RememberedRequest } from './requests.js';

/** Where searches come from that are not in memory. */
export interface LiveStateSource {
  readSearch(id: string): Promise<LiveSearch | undefined>;
  readAgent(search: LiveSearch): Promise<Agent>;
  readRequest(method: string, requestId: string): Promise<RememberedRequest | undefined>;
}

/** Requests kept in memory: far more than can be on their way to the disk at once. */
const MOST_RECENT_REQUESTS = 10_000;

/** Everything that an active controller has in memory. */
export class LiveState {
  /** In order of creation. */
  readonly #searches: Map<string, LiveSearch>;
  readonly #source: LiveStateSource;
  readonly #searchReads = new Map<string, Promise<LiveSearch>>();
  readonly #agentReads = new Map<string, Promise<Agent>>();
  /** Leased trials by worker and request id. */
  readonly #byRequest = new Map<string, Map<string, Trial>>();
  readonly #requests = new Map<string, RememberedRequest>();
  #lastOrdinal: number;

  /** @param unfinished In order of creation. */
  constructor(source: LiveStateSource, unfinished: readonly LiveSearch[], lastOrdinal: number) {
    this.#source = source;
    this.#searches = new Map(unfinished.map((live) => [live.search.id, live]));
    this.#lastOrdinal = lastOrdinal;
    for (const live of unfinished) for (const trial of live.openTrials) this.#index(trial);
  }

  get lastOrdinal(): number {
    return this.#lastOrdinal;
  }

  /** Those in memory, in order of creation. */
  get searches(): Iterable<LiveSearch> {
    return this.#searches.values();
  }

  /** A search that is in memory. */
  find(id: string): LiveSearch | undefined {
    return this.#searches.get(id);
  }

  /** The search, from disk where it has to be, with its agent if it may still draw or learn. Rejects with `SEARCH_NOT_FOUND`. */
  async load(id: string): Promise<LiveSearch> {
    const live = this.#searches.get(id) ?? (await this.#readSearch(id));
    if (!live.isComplete) await this.#readAgent(live);
    return live;
  }

  add(live: LiveSearch): void {
    this.#searches.set(live.search.id, live);
    this.#lastOrdinal = Math.max(this.#lastOrdinal, live.search.ordinal);
  }

  remove(live: LiveSearch): void {
    this.#searches.delete(live.search.id);
    for (const trial of live.openTrials) this.#unindex(trial);
  }

  putTrial(live: LiveSearch, trial: Trial): void {
    const before = live.openTrial(trial.number);
    if (before !== undefined) this.#unindex(before);
    live.putTrial(trial);
    this.#index(trial);
  }

  takeOut(live: LiveSearch, number: number): void {
    const before = live.openTrial(number);
    if (before !== undefined) this.#unindex(before);
    live.takeOut(number);
  }

  /** Trials leased under a request of a worker, in all searches. */
  trialsOfRequest(worker: string, requestId: string): readonly Trial[] {
    return [...(this.#byRequest.get(requestKey(worker, requestId))?.values() ?? [])];
  }

  /** What an earlier request of the same id and method asked for and got. */
  async findRequest(method: string, requestId: string): Promise<RememberedRequest | undefined> {
    return this.recentRequest(method, requestId) ?? (await this.#source.readRequest(method, requestId));
  }

  /** The same among those of this controller's time, on disk or about to be. */
  recentRequest(method: string, requestId: string): RememberedRequest | undefined {
    return this.#requests.get(requestKey(method, requestId));
  }

  remember(request: RememberedRequest): void {
    this.#requests.set(requestKey(request.method, request.requestId), request);
    // Those that are long on disk are found there.
    const [oldest] = this.#requests.keys();
    if (this.#requests.size > MOST_RECENT_REQUESTS && oldest !== undefined) this.#requests.delete(oldest);
  }

  forget(request: RememberedRequest): void {
    this.#requests.delete(requestKey(request.method, request.requestId));
  }

  /** Forgets requests that came to this. */
  forgetAnswer(answerJson: string): void {
    for (const request of this.#requests.values())
      if (request.answerJson === answerJson) this.forget(request);
  }

  async #readSearch(id: string): Promise<LiveSearch> {
    return await shared(this.#searchReads, id, async () => {
      const live = await this.#source.readSearch(id);
      if (live === undefined) throw searchNotFound(id);
      this.#insert(live);
      for (const trial of live.openTrials) this.#index(trial);
      return live;
    });
  }

  /** Where it belongs by its creation: of several searches the oldest hands out first. */
  #insert(live: LiveSearch): void {
    const later = [...this.#searches.values()].filter(({ search }) => search.ordinal > live.search.ordinal);
    this.#searches.set(live.search.id, live);
    for (const each of later) {
      this.#searches.delete(each.search.id);
      this.#searches.set(each.search.id, each);
    }
  }

  async #readAgent(live: LiveSearch): Promise<void> {
    const agent = await shared(this.#agentReads, live.search.id, () => this.#source.readAgent(live));
    live.agent ??= agent;
  }

  #index(trial: Trial): void {
    if (trial.status.kind !== 'leased' || trial.requestId === '') return;
    const key = requestKey(trial.worker, trial.requestId);
    const trials = this.#byRequest.get(key) ?? new Map<string, Trial>();
    this.#byRequest.set(key, trials.set(trialKey(trial), trial));
  }

  #unindex(trial: Trial): void {
    const key = requestKey(trial.worker, trial.requestId);
    const trials = this.#byRequest.get(key);
    if (trials?.delete(trialKey(trial)) === true && trials.size === 0) this.#byRequest.delete(key);
  }
}

const requestKey = (scope: string, requestId: string): string => `${scope}\n${requestId}`;
const trialKey = ({ searchId, number }: Trial): string => `${searchId}/${number}`;

/** Whoever asks while a read is under way shares it. */
async function shared<Value>(
  reads: Map<string, Promise<Value>>,
  key: string,
  read: () => Promise<Value>,
): Promise<Value> {
  const running = reads.get(key);
  if (running !== undefined) return await running;
  const reading = read().finally(() => reads.delete(key));
  reads.set(key, reading);
  return await reading;
}
