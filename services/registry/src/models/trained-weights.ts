import {
  checkWeights,
  decodeSafetensors,
  NetworkError,
  type LayerGraph,
  type Weights,
} from '@blockqnn/network';
import type { Logger } from '@blockqnn/telemetry';
import type { EvaluationRow } from '../store/evaluations.js';
import type { WeightsFolder } from '../store/weights-folder.js';
import { weightsBytes } from './weights-bytes.js';

/** More than the header of a weights file takes. */
const HEADER_BYTES = 2 ** 24;

/** The weights that an evaluation trained; undefined where none are kept, or they are not those of the network. */
export async function trainedWeights(
  folder: WeightsFolder,
  { weights_sha256: sha256, search, trial }: EvaluationRow,
  graph: LayerGraph,
  logger: Logger,
): Promise<Weights | undefined> {
  if (sha256 === null) return undefined;
  const file = await folder.read(sha256, weightsBytes(graph) + HEADER_BYTES);
  if (!file) return undefined;
  try {
    const weights = decodeSafetensors(file);
    checkWeights(graph, weights);
    return weights;
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    logger.debug({ err: error, search, trial, sha256 }, 'trained weights do not fit the stack');
    return undefined;
  }
}
