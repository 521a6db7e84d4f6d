import type { LayerGraph, Weights } from '@blockqnn/network';
import type { Logger } from '@blockqnn/telemetry';
import type { EvaluationRow } from '../store/evaluations.js';
import type { WeightsFolder } from '../store/weights-folder.js';
import { readWeights } from './read-weights.js';

/** The weights that an evaluation trained; undefined where none are kept, or they are not those of the network. */
export async function trainedWeights(
  folder: WeightsFolder,
  { weights_sha256: sha256, search, trial }: EvaluationRow,
  graph: LayerGraph,
  logger: Logger,
): Promise<Weights | undefined> {
  if (sha256 === null) return undefined;
  const found = await readWeights(folder, sha256, graph);
  if (found.kind === 'fitting') return found.weights;
  if (found.kind === 'unfit') {
    logger.debug({ reason: found.message, search, trial, sha256 }, 'trained weights do not fit the stack');
  }
  return undefined;
}
