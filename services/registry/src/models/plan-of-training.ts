import type { TrainingMessage } from '@blockqnn/api';
import type { Stack } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { failedPrecondition, invalidArgument } from '@blockqnn/rpc';
import type { ModelPlan, PlanningSources } from './model-plan.js';
import { stackedNetwork } from './stacked-network.js';
import { trainingFacts } from './training-facts.js';

/** The network that a full training trained. A stack other than its own has to take its weights. */
export async function planOfTraining(
  training: TrainingMessage,
  requestedStack: Stack | undefined,
  { weights, maxWeightsBytes, signal }: PlanningSources,
): Promise<ModelPlan> {
  const { name, dataset, validationAccuracy, testAccuracy, weightsSha256 } = training;
  const facts = trainingFacts(training);
  const block = parseBlock(training.block?.nsc ?? '');
  const stack = requestedStack ?? facts.stack;
  const graph = stackedNetwork(block, stack, maxWeightsBytes);
  const fit = await weights.fit(weightsSha256, graph, signal);
  switch (fit.kind) {
    case 'fitting':
      return {
        block,
        stack,
        graph,
        origin: { state: 'trained', training: name, dataset, accuracy: validationAccuracy, testAccuracy },
        weightsSha256,
        evaluation: undefined,
        training: facts,
      };
    case 'unfit':
      throw invalidArgument([
        {
          field: 'stack',
          description: `does not take the weights of ${name} (${fit.message}); leave it out`,
        },
      ]);
    case 'missing':
      throw failedPrecondition('NO_TRAINED_WEIGHTS', `the weights of ${name} are not kept any more`);
  }
}
