import { isDeepStrictEqual } from 'node:util';
import type { ControllerMethods, SearchMessage, SearchSpecInput, SearchSpecMessage } from '@blockqnn/api';
import type { Client } from '@blockqnn/rpc';

const UNFINISHED: ReadonlySet<SearchMessage['state']> = new Set([
  'SEARCH_STATE_RUNNING',
  'SEARCH_STATE_PAUSED',
]);

export interface OpenedSearch {
  readonly search: SearchMessage;
  /** Whether it had begun before. */
  readonly resumed: boolean;
  /** Names of other searches that were running and are paused now, so that the workers serve this one. */
  readonly paused: readonly string[];
}

/**
 * The unfinished search of the same specification, or a new one. Without a seed any unfinished search of
 * otherwise the same specification goes on, and a new one takes the number of searches so far as its
 * seed: runs differ from each other, and the whole sequence of runs can be repeated.
 */
export async function openSearch(
  controller: Client<ControllerMethods>,
  spec: SearchSpecInput,
  seed: number | undefined,
  signal: AbortSignal,
): Promise<OpenedSearch> {
  const all = await listSearches(controller, signal);
  const unfinished = all.filter(({ state }) => UNFINISHED.has(state));
  const same = unfinished.find((search) => search.spec && isSame(search.spec, spec, seed));
  const paused: string[] = [];
  for (const { name, state } of unfinished) {
    if (name === same?.name || state !== 'SEARCH_STATE_RUNNING') continue;
    await controller.pauseSearch({ name }, { signal });
    paused.push(name);
  }
  if (same) {
    const { search } = await controller.resumeSearch({ name: same.name }, { signal });
    return { search: search ?? same, resumed: true, paused };
  }
  const { search } = await controller.createSearch(
    { spec: { ...spec, seed: seed ?? all.length } },
    { signal },
  );
  if (!search) throw new Error('the controller answered without a search');
  return { search, resumed: false, paused };
}

/** Deleted ones too: a seed that was used is not used again. */
async function listSearches(
  controller: Client<ControllerMethods>,
  signal: AbortSignal,
): Promise<SearchMessage[]> {
  const all: SearchMessage[] = [];
  let pageToken = '';
  do {
    const page = await controller.listSearches({ pageSize: 1000, pageToken, showDeleted: true }, { signal });
    all.push(...page.searches);
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
  return all;
}

/** Fields that the controller fills in where they are left out (0 or unset) match anything. */
function isSame(have: SearchSpecMessage, want: SearchSpecInput, seed: number | undefined): boolean {
  return (
    have.displayName === want.displayName &&
    have.strategy === want.strategy &&
    have.dataset === want.dataset &&
    isSameBudget(have.budget, want.budget) &&
    isSameMedian(have.medianStopping, want.medianStopping) &&
    (want.maxLayers === 0 || have.maxLayers === want.maxLayers) &&
    (seed === undefined || have.seed === seed) &&
    isDeepStrictEqual(plain(have.stack), plain(want.stack)) &&
    isDeepStrictEqual(plain(have.recipe), plain(want.recipe)) &&
    isDeepStrictEqual(plain(have.rewardWeights), plain(want.rewardWeights)) &&
    isDeepStrictEqual(plain(have.limits), plain(want.limits))
  );
}

function isSameBudget(have: SearchSpecMessage['budget'], want: SearchSpecInput['budget']): boolean {
  const {
    maxEvaluations,
    maxAttempts = 0,
    maxTrialsInFlight = 0,
    maxDuration,
    targetAccuracy = 0,
  } = want ?? {};
  return (
    have?.maxEvaluations === maxEvaluations &&
    (maxAttempts === 0 || have?.maxAttempts === maxAttempts) &&
    have?.maxTrialsInFlight === maxTrialsInFlight &&
    have.targetAccuracy === targetAccuracy &&
    isDeepStrictEqual(plain(have.maxDuration), plain(maxDuration))
  );
}

function isSameMedian(
  have: SearchSpecMessage['medianStopping'],
  want: SearchSpecInput['medianStopping'],
): boolean {
  if (!have || !want) return !have && !want;
  const { minTrials = 0, minEpochs = 0 } = want;
  return [0, have.minTrials].includes(minTrials) && [0, have.minEpochs].includes(minEpochs);
}

/** Without prototypes, which messages from the wire may have and literals have not. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}
