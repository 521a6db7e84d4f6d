import { timestampToProto, trainingToProto, type RegistryMethods } from '@blockqnn/api';
import { trainingToJson } from '@blockqnn/events';
import { blockId } from '@blockqnn/nsc';
import { failedPrecondition, invalidArgument, type UnaryHandler } from '@blockqnn/rpc';
import type { Clock } from '@blockqnn/telemetry';
import { checkTraining, type CheckedTraining } from '../checked-training.js';
import type { KeptWeights } from '../models/kept-weights.js';
import type { Database } from '../store/tables.js';
import { keepTraining } from '../store/trainings.js';

export function registerTraining(
  db: Database,
  weights: KeptWeights,
  clock: Clock,
): UnaryHandler<RegistryMethods['registerTraining']> {
  return async (request, { signal }) => {
    const checked = checkTraining(request.training);
    await checkWeightsOf(checked, weights, signal);
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

async function checkWeightsOf(
  { training, graph }: CheckedTraining,
  weights: KeptWeights,
  signal: AbortSignal,
): Promise<void> {
  const { weightsSha256 } = training;
  const fit = await weights.fit(weightsSha256, graph, signal);
  switch (fit.kind) {
    case 'missing':
      throw failedPrecondition(
        'NO_WEIGHTS',
        `the weights ${weightsSha256} are not kept; upload them with UploadWeights first`,
      );
    case 'unfit':
      throw invalidArgument([
        {
          field: 'training.weights_sha256',
          description: `these weights are not those of the block in the stack: ${fit.message}`,
        },
      ]);
    case 'fitting':
  }
}
