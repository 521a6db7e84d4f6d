import {
  checkWeights,
  decodeSafetensors,
  NetworkError,
  type LayerGraph,
  type Weights,
} from '@blockqnn/network';
import type { WeightsFolder } from '../store/weights-folder.js';
import { weightsBytes } from './weights-bytes.js';

/** More than the header of a weights file takes. */
const HEADER_BYTES = 2 ** 24;

/** Kept weights as weights of a network. */
export type FoundWeights =
  | { readonly kind: 'fitting'; readonly weights: Weights }
  | { readonly kind: 'unfit'; readonly message: string }
  | { readonly kind: 'missing' };

/** Reads weights under their SHA-256 and checks that they are those of a network. */
export async function readWeights(
  folder: WeightsFolder,
  sha256: string,
  graph: LayerGraph,
): Promise<FoundWeights> {
  const file = await folder.read(sha256, weightsBytes(graph) + HEADER_BYTES);
  if (file === 'missing') return { kind: 'missing' };
  if (file === 'tooLarge') return { kind: 'unfit', message: 'there are more of them' };
  try {
    const weights = decodeSafetensors(file);
    checkWeights(graph, weights);
    return { kind: 'fitting', weights };
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    return { kind: 'unfit', message: error.message };
  }
}
