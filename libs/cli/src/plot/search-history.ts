import { timestampFromProto, type EvaluationMessage, type TrialMessage } from '@blockqnn/api';
import type { ControllerMethods, RegistryMethods } from '@blockqnn/api';
import type { SearchFigureData } from '@blockqnn/plots';
import type { Client } from '@blockqnn/rpc';
import { allPages } from './all-pages.js';
import { epsilonSteps } from './epsilon-steps.js';

interface Reading {
  readonly signal: AbortSignal;
  readonly onRead: (count: number) => void;
}

const PAGE_SIZE = 1000;

/** A search as its controller knows it. */
export async function historyFromController(
  controller: Client<ControllerMethods>,
  name: string,
  { signal, onRead }: Reading,
): Promise<SearchFigureData> {
  const { search } = await controller.getSearch({ name }, { signal });
  const trials = await allPages<TrialMessage>(async (pageToken) => {
    const page = await controller.listTrials({ parent: name, pageSize: PAGE_SIZE, pageToken }, { signal });
    return { items: page.trials, nextPageToken: page.nextPageToken };
  }, onRead);
  const completed = inOrder(trials.filter(({ measurement, failure }) => measurement ?? failure));
  const budget = search?.spec?.budget?.maxEvaluations ?? 0;
  const learns = search?.spec?.strategy === 'STRATEGY_KIND_Q_LEARNING' && budget > 0;
  return { search: name, trials: completed, epsilons: learns ? epsilonSteps(budget, completed.length) : [] };
}

/** A search as the registry knows it, which knows no budget and so no ε. */
export async function historyFromRegistry(
  registry: Client<RegistryMethods>,
  name: string,
  { signal, onRead }: Reading,
): Promise<SearchFigureData> {
  const evaluations = await allPages<EvaluationMessage>(async (pageToken) => {
    const page = await registry.listEvaluations({ parent: name, pageSize: PAGE_SIZE, pageToken }, { signal });
    return { items: page.evaluations, nextPageToken: page.nextPageToken };
  }, onRead);
  return { search: name, trials: inOrder(evaluations), epsilons: [] };
}

/** By completion; results of one millisecond as they came. */
function inOrder(
  results: readonly Pick<TrialMessage, 'completeTime' | 'measurement' | 'reward'>[],
): SearchFigureData['trials'] {
  return results
    .map((result) => ({ result, at: timestampFromProto(result.completeTime) ?? 0 }))
    .sort((a, b) => a.at - b.at)
    .map(({ result: { measurement, reward } }, index) => ({
      place: index + 1,
      measured: measurement ? { accuracy: measurement.accuracy, reward } : undefined,
    }));
}
