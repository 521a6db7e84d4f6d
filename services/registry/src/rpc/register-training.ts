import { timestampToProto, trainingToProto, type RegistryMethods } from '@blockqnn/api';
import { trainingToJson } from '@blockqnn/events';
import { blockId } from '@blockqnn/nsc';
import { failedPrecondition, invalidArgument, type UnaryHandler } from '@blockqnn/rpc';
import type { Clock } from '@blockqnn/telemetry';
import type { ArtifactStore } from '../artifacts/artifact-store.js';
import type { Artifacts } from '../artifacts/artifacts.js';
import { checkTraining, type CheckedTraining } from '../checked-training.js';
import type { KeptWeights } from '../models/kept-weights.js';
import type { Database } from '../store/tables.js';
import { removeCheckpoint } from '../remove-checkpoint.js';
import { keepTraining } from '../store/trainings.js';

export function registerTraining(
  db: Database,
  { weights, artifacts }: { readonly weights: KeptWeights; readonly artifacts: Artifacts },
  clock: Clock,
): UnaryHandler<RegistryMethods['registerTraining']> {
  const { store, turns } = artifacts;
  return async (request, { signal }) => {
    const checked = checkTraining(request.training);
    const { training } = checked;
    const { weightsSha256, curveSha256 } = training;
    const keep = async () => {
      await checkWeightsOf(checked, weights, store, signal);
      await checkCurveOf(checked, store);
      const row = {
        training: training.id,
        block: blockId(training.block),
        test_accuracy: training.testAccuracy,
        weights_sha256: weightsSha256,
        curve_sha256: curveSha256 === '' ? null : curveSha256,
      };
      return keepTraining(db, row, (known) =>
        trainingToJson({
          ...trainingToProto(training),
          createTime: known?.createTime ?? timestampToProto(clock.now()),
        }),
      );
    };
    // What it names is not collected between being found there and being named.
    const withCurve = () =>
      curveSha256 === '' ? keep() : turns.take({ kind: 'curves', sha256: curveSha256 }, keep);
    const { message, checkpoint } = await turns.take({ kind: 'weights', sha256: weightsSha256 }, withCurve);
    await removeCheckpoint(db, artifacts, checkpoint);
    return { training: message };
  };
}

async function checkWeightsOf(
  { training, graph }: CheckedTraining,
  weights: KeptWeights,
  store: ArtifactStore,
  signal: AbortSignal,
): Promise<void> {
  const { weightsSha256: sha256 } = training;
  // What is known of a file may be known from before it was removed.
  const isKept = await store.touch({ kind: 'weights', sha256 });
  const fit = isKept ? await weights.fit(sha256, graph, signal) : ({ kind: 'missing' } as const);
  switch (fit.kind) {
    case 'missing':
      throw failedPrecondition(
        'NO_WEIGHTS',
        `the weights ${sha256} are not kept; upload them with UploadArtifact first`,
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

async function checkCurveOf({ training }: CheckedTraining, store: ArtifactStore): Promise<void> {
  const { curveSha256: sha256 } = training;
  if (sha256 === '' || (await store.touch({ kind: 'curves', sha256 }))) return;
  throw failedPrecondition(
    'NO_CURVE',
    `the curve ${sha256} is not kept; upload it with UploadArtifact first`,
  );
}
