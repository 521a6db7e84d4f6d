import { isDeepStrictEqual } from 'node:util';
import { setImmediate } from 'node:timers/promises';
import type { ControllerMethods } from '@blockqnn/api';
import { parseBlock } from '@blockqnn/nsc';
import { invalidArgument, validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import type { Controller } from '../controller.js';
import { requestIdField, searchNameField } from '../convert/request-fields.js';
import { searchSpecField, searchSpecToProto } from '../convert/search-spec.js';
import type { SearchSpec } from '../domain/search.js';
import type { Trial } from '../domain/trial.js';
import type { Agent } from '../live/agent.js';
import { cloneSearch as clone } from '../operations/clone-search.js';
import { newAgent } from '../operations/create-search.js';
import { requireNotDeleted } from '../operations/operation.js';
import { listTrials } from '../store/trials.js';
import { describeSearch } from './describe-search.js';
import { earlierAnswer, oncePerRequest } from './once-per-request.js';
import { requireSearch } from './require-search.js';

/** Trials read, or learnt from, at once, so that other calls get in between. */
const PAGE = 500;

/** @param datasets Names that searches may use; undefined: any. */
export function cloneSearch(
  controller: Controller,
  datasets: ReadonlySet<string> | undefined,
): UnaryHandler<ControllerMethods['cloneSearch']> {
  const names = z.object({ source: searchNameField, requestId: requestIdField });
  const specs = z.object({ spec: searchSpecField(datasets) });
  return async (request) => {
    const { source: id, requestId } = validate(names, request);
    const identified = { method: 'CloneSearch', requestId, content: { source: id, spec: request.spec } };
    const earlier = await earlierAnswer<string>(controller, identified);
    if (earlier !== undefined) {
      return { search: await describeSearch(controller, await requireSearch(controller.db, earlier)) };
    }
    await controller.flush();
    const source = await requireSearch(controller.db, id);
    requireNotDeleted(source);
    const spec = request.spec
      ? validate(specs, { spec: filledIn(request.spec, source.spec) }).spec
      : source.spec;
    requireSameMeaning(spec, source.spec);
    const trials = await completedTrials(controller, id);
    const agent = newAgent(spec);
    await teach(agent, trials, spec.maxLayers);
    const name = await oncePerRequest(
      controller,
      identified,
      (operation) => clone(operation, { spec, source: id, trials, agent }).search.id,
    );
    return { search: await describeSearch(controller, await requireSearch(controller.db, name)) };
  };
}

type SpecMessage = NonNullable<ControllerMethods['cloneSearch']['request']['spec']>;

/** What gives an evaluation its meaning may be left out. */
function filledIn(spec: SpecMessage, source: SearchSpec) {
  const own = searchSpecToProto(source);
  return {
    ...spec,
    dataset: spec.dataset === '' ? own.dataset : spec.dataset,
    stack: spec.stack ?? own.stack,
    recipe: spec.recipe ?? own.recipe,
    rewardWeights: spec.rewardWeights ?? own.rewardWeights,
  };
}

function requireSameMeaning(spec: SearchSpec, source: SearchSpec): void {
  const fields = {
    dataset: 'dataset',
    stack: 'stack',
    recipe: 'recipe',
    rewardWeights: 'reward_weights',
  } as const;
  const changed = (['dataset', 'stack', 'recipe', 'rewardWeights'] as const).filter(
    (field) => !isDeepStrictEqual(spec[field], source[field]),
  );
  if (changed.length === 0) return;
  const description = "must be the source's, or left out: its evaluations would mean something else";
  throw invalidArgument(changed.map((field) => ({ field: `spec.${fields[field]}`, description })));
}

async function completedTrials({ db }: Controller, searchId: string): Promise<readonly Trial[]> {
  const completed: { readonly trial: Trial; readonly atMs: number }[] = [];
  for (let after = 0; ;) {
    const page = await listTrials(db, searchId, after, PAGE);
    for (const trial of page) {
      if (trial.status.kind === 'completed') completed.push({ trial, atMs: trial.status.completedAtMs });
    }
    if (page.length < PAGE) break;
    after = page.at(-1)?.number ?? after;
  }
  completed.sort((one, other) => one.atMs - other.atMs || one.trial.number - other.trial.number);
  return completed.map(({ trial }) => trial);
}

/** Lets a new agent learn what others measured, as if it had drawn the blocks; codes that are too long for it are known only. */
async function teach(agent: Agent, trials: readonly Trial[], maxLayers: number): Promise<void> {
  for (const [index, { blockId, draws, status }] of trials.entries()) {
    if (index % PAGE === PAGE - 1) await setImmediate();
    if (status.kind !== 'completed') continue;
    const { reward, outcome } = status;
    const blocks = draws.map(parseBlock).filter(({ layers }) => layers.length <= maxLayers);
    for (const [place, block] of blocks.entries()) agent.strategy.observe({ block, reward, free: place > 0 });
    agent.known.set(blockId, { number: index + 1, reward });
    if (outcome.kind === 'measured') agent.medianStopping?.add(outcome.epochs);
  }
}
