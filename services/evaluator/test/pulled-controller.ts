import {
  blockToProto,
  durationToProto,
  recipeToProto,
  stackToProto,
  type AssignmentInput,
  type ControllerMethods,
} from '@blockqnn/api';
import { parseBlock } from '@blockqnn/nsc';
import type { Handlers } from '@blockqnn/rpc';
import { scriptedController } from './scripted-peers.js';
import { tinyTask } from './tiny-task.js';

type Controller = Handlers<ControllerMethods>;
type RequestOf<Name extends keyof ControllerMethods> = ControllerMethods[Name]['request'];

export const TRIAL = 'searches/s/trials/1';

/** An assignment of a task as a controller hands it out. */
export function assignment(task = tinyTask, changes: AssignmentInput = {}): AssignmentInput {
  return {
    trial: TRIAL,
    block: blockToProto(parseBlock(task.nsc)),
    dataset: task.dataset,
    stack: stackToProto(task.stack),
    recipe: recipeToProto(task.recipe),
    seed: task.seed,
    leaseToken: 'token',
    leaseDuration: durationToProto(60_000),
    attempt: 1,
    ...changes,
  };
}

/** A controller, and what it was told. */
type PulledController = Awaited<ReturnType<typeof scriptedController>> & {
  readonly asked: readonly RequestOf<'requestBlocks'>[];
  readonly reported: readonly RequestOf<'reportProgress'>[];
  readonly submitted: readonly RequestOf<'submitReward'>[];
  readonly abandoned: readonly RequestOf<'abandonTrial'>[];
};

/** A controller that hands out the given blocks, then none, and keeps what it was told. */
export async function controllerWith(
  assignments: AssignmentInput[],
  script: Partial<Controller> = {},
  port = 0,
): Promise<PulledController> {
  const asked: RequestOf<'requestBlocks'>[] = [];
  const reported: RequestOf<'reportProgress'>[] = [];
  const submitted: RequestOf<'submitReward'>[] = [];
  const abandoned: RequestOf<'abandonTrial'>[] = [];
  const controller = await scriptedController(
    {
      requestBlocks: async (request, context) => {
        asked.push(request);
        if (script.requestBlocks) return script.requestBlocks(request, context);
        await Promise.resolve();
        return { assignments: assignments.splice(0, 1), retryDelay: durationToProto(20) };
      },
      reportProgress: async (request, context) => {
        reported.push(request);
        await Promise.resolve();
        return script.reportProgress?.(request, context) ?? {};
      },
      submitReward: async (request, context) => {
        submitted.push(request);
        await Promise.resolve();
        return script.submitReward?.(request, context) ?? {};
      },
      abandonTrial: async (request) => {
        abandoned.push(request);
        await Promise.resolve();
        return {};
      },
    },
    port,
  );
  return {
    ...controller,
    asked,
    reported,
    submitted,
    abandoned,
    [Symbol.asyncDispose]: () => controller[Symbol.asyncDispose](),
  };
}
