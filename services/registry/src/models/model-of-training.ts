import { stackFromProto, type TrainingMessage } from '@blockqnn/api';
import { stackSchema, type Stack } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { failedPrecondition, invalidArgument } from '@blockqnn/rpc';
import type { Model, ModelSources } from './build-model.js';
import { openNetwork } from './open-network.js';
import { readWeights } from './read-weights.js';

/** The network that a full training trained. A stack other than its own has to take its weights. */
export async function modelOfTraining(
  training: TrainingMessage,
  requestedStack: Stack | undefined,
  { folder, budget }: Omit<ModelSources, 'logger'>,
): Promise<Model> {
  const block = parseBlock(training.block?.nsc ?? '');
  const network = openNetwork(block, requestedStack ?? stackOf(training), budget);
  try {
    const found = await readWeights(folder, training.weightsSha256, network.graph);
    switch (found.kind) {
      case 'fitting':
        return { ...network, weights: found.weights, origin: originOf(training) };
      case 'unfit':
        throw invalidArgument([
          {
            field: 'stack',
            description: `does not take the weights of ${training.name} (${found.message}); leave it out`,
          },
        ]);
      case 'missing':
        throw failedPrecondition(
          'NO_TRAINED_WEIGHTS',
          `the weights of ${training.name} are not kept any more`,
        );
    }
  } catch (error) {
    network[Symbol.dispose]();
    throw error;
  }
}

/** Checked when it was registered. */
function stackOf({ stack }: TrainingMessage): Stack {
  return stackSchema.parse(stack && stackFromProto(stack));
}

function originOf({ name, dataset, validationAccuracy, testAccuracy }: TrainingMessage): Model['origin'] {
  return { state: 'trained', training: name, dataset, accuracy: validationAccuracy, testAccuracy };
}
