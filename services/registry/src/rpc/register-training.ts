import { timestampToProto, trainingToProto, type RegistryMethods } from '@blockqnn/api';
import { trainingToJson } from '@blockqnn/events';
import { blockId } from '@blockqnn/nsc';
import { failedPrecondition, invalidArgument, type UnaryHandler } from '@blockqnn/rpc';
import type { Clock } from '@blockqnn/telemetry';
import { checkTraining, type CheckedTraining } from '../checked-training.js';
import { readWeights } from '../models/read-weights.js';
import type { Database } from '../store/tables.js';
import { keepTraining } from '../store/trainings.js';
import type { WeightsFolder } from '../store/weights-folder.js';
import { Turnstile } from '../turnstile.js';

export function registerTraining(
  db: Database,
  folder: WeightsFolder,
  clock: Clock,
): UnaryHandler<RegistryMethods['registerTraining']> {
  // Weights are checked in memory as a whole.
  const checking = new Turnstile();
  return async (request) => {
    const checked = checkTraining(request.training);
    await checking.pass(() => checkWeightsOf(checked, folder));
    const { training } = checked;
    const row = {
      training: training.id,
      block: blockId(training.block),
      test_accuracy: training.testAccuracy,
      weights_sha256: training.weightsSha256,
    };
    const kept = await keepTraining(db, row, (known) =>
      trainingToJson({
        ...trainingToProto(training),
        createTime: known?.createTime ?? timestampToProto(clock.now()),
      }),
    );
    return { training: kept };
  };
}

async function checkWeightsOf({ training, graph }: CheckedTraining, folder: WeightsFolder): Promise<void> {
  const { weightsSha256 } = training;
  const found = await readWeights(folder, weightsSha256, graph);
  switch (found.kind) {
    case 'missing':
      throw failedPrecondition(
        'NO_WEIGHTS',
        `the weights ${weightsSha256} are not kept; upload them with UploadWeights first`,
      );
    case 'unfit':
      throw invalidArgument([
        {
          field: 'training.weights_sha256',
          description: `these weights are not those of the block in the stack: ${found.message}`,
        },
      ]);
    case 'fitting':
  }
}
