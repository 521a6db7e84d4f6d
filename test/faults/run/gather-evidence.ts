import {
  parseSearchName,
  type EvaluationMessage,
  type RegistryMethods,
  type TrialMessage,
} from '@blockqnn/api';
import type { Client } from '@blockqnn/rpc';
import type { AskedBudget, RoundEvidence, SearchEvidence } from '../checker/evidence.js';
import type { FaultSystem } from '../system/fault-system.js';
import { until } from '../system/until.js';
import type { CallRecord } from '../worker/call-record.js';
import { RecordTail } from '../worker/record-log.js';
import type { Sighting } from '../worker/sighting.js';
import { outboxCount, storedSearch, withControllerDatabase } from './stored-state.js';
import { auditedWrites } from './write-audit.js';

const PAGE_SIZE = 1000;
const OUTBOX_MS = 30_000;

/** The logs of all workers and of the subscriber, by search. */
export class Logs {
  readonly #calls: readonly RecordTail<CallRecord>[];
  readonly #sightings: RecordTail<Sighting>;
  readonly #bySearch = new Map<string, { calls: CallRecord[]; sightings: Sighting[]; seen: Set<string> }>();

  constructor(system: FaultSystem) {
    this.#calls = system.workers.map(({ name }) => new RecordTail<CallRecord>(system.callsPath(name)));
    this.#sightings = new RecordTail<Sighting>(system.sightingsPath);
  }

  #read(): void {
    for (const record of this.#calls.flatMap((tail) => tail.read()))
      this.#of(record.trial).calls.push(record);
    for (const sighting of this.#sightings.read()) {
      const { sightings, seen } = this.#of(sighting.trial);
      sightings.push(sighting);
      seen.add(sighting.trial);
    }
  }

  #of(trial: string) {
    const search = trial.slice(0, trial.indexOf('/trials/'));
    let entry = this.#bySearch.get(search);
    if (entry === undefined)
      this.#bySearch.set(search, (entry = { calls: [], sightings: [], seen: new Set() }));
    return entry;
  }

  /** Trials of a search that the subscriber has seen. */
  sightingCount(search: string): number {
    this.#read();
    return this.#bySearch.get(search)?.seen.size ?? 0;
  }

  /** Everything on a search, which is forgotten then. */
  take(search: string): Pick<SearchEvidence, 'calls' | 'sightings'> {
    this.#read();
    const { calls = [], sightings = [] } = this.#bySearch.get(search) ?? {};
    this.#bySearch.delete(search);
    return { calls, sightings };
  }
}

/** Reads what searches left behind, from everybody who has something to say. */
export async function gatherEvidence(
  system: FaultSystem,
  searches: readonly { readonly name: string; readonly asked: AskedBudget }[],
  logs: Logs,
): Promise<RoundEvidence> {
  using controller = await system.controllerClient();
  using registry = system.registryClient();
  // The last message is gone from the outbox a moment after its subscribers have it.
  await until('the outbox is empty', OUTBOX_MS, () =>
    withControllerDatabase(system, async (db) => (await outboxCount(db)) === 0 || undefined),
  ).catch(() => undefined);
  const answers: Omit<SearchEvidence, 'stored'>[] = [];
  for (const { name, asked } of searches) {
    const { search } = await controller.getSearch({ name });
    if (!search) throw new Error(`the controller knows nothing of ${name}`);
    const trials = await allPages<TrialMessage>(async (pageToken) => {
      const page = await controller.listTrials({ parent: name, pageSize: PAGE_SIZE, pageToken });
      return { items: page.trials, next: page.nextPageToken };
    });
    const evaluations = await listEvaluations(registry, name);
    answers.push({ asked, search, trials, evaluations, ...logs.take(name) });
  }
  return await withControllerDatabase(system, async (db) => {
    const gathered: SearchEvidence[] = [];
    for (const answer of answers) {
      const stored = await storedSearch(db, parseSearchName(answer.search.name) ?? '');
      gathered.push({ ...answer, stored });
    }
    return { searches: gathered, writes: system.postgres && (await auditedWrites(db)) };
  });
}

/** Everything that the registry has of a search. */
export async function listEvaluations(
  registry: Client<RegistryMethods>,
  search: string,
): Promise<EvaluationMessage[]> {
  return await allPages(async (pageToken) => {
    const page = await registry.listEvaluations({ parent: search, pageSize: PAGE_SIZE, pageToken });
    return { items: page.evaluations, next: page.nextPageToken };
  });
}

async function allPages<Item>(
  page: (token: string) => Promise<{ readonly items: readonly Item[]; readonly next: string }>,
): Promise<Item[]> {
  const all: Item[] = [];
  for (let token = ''; ;) {
    const { items, next } = await page(token);
    all.push(...items);
    if (next === '') return all;
    token = next;
  }
}
