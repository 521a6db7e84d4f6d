import {
  type Figures,
  NetworkError,
  networkFigures,
  scaleStack,
  type Stack,
  stackOfFlops,
} from '@blockqnn/network';
import { type Block, blockId, parseBlock, type ReferenceBlock } from '@blockqnn/nsc';
import { UsageError } from '../exit-code.js';

/** A network that is to be trained. */
export interface PlannedNetwork {
  /** For people: `the block`, or the reference block's name. */
  readonly label: string;
  readonly block: Block;
  readonly stack: Stack;
  readonly figures: Figures;
}

export interface TransferRequest {
  readonly nsc: string;
  /** In the shape of the images. */
  readonly stack: Stack;
  /** Factor on all filters. */
  readonly width: number;
  /** Of the block in each stage; undefined: the stack's. */
  readonly repeats: number | undefined;
  /** What to compare with; undefined: nothing. */
  readonly reference: ReferenceBlock | undefined;
}

/**
 * The block in the larger stack, and the reference block in the same stack with as many filters as give it the same
 * FLOPs. Throws {@link UsageError} where a network cannot be built.
 */
export function planTransfer(request: TransferRequest): readonly PlannedNetwork[] {
  const { nsc, width, repeats, reference } = request;
  const block = parseBlock(nsc);
  const stack = scaleStack(request.stack, { width, ...(repeats === undefined ? {} : { repeats }) });
  try {
    const own = { label: 'the block', block, stack, figures: networkFigures(block, stack) };
    if (reference === undefined || blockId(reference.block) === blockId(block)) return [own];
    const fitted = stackOfFlops(reference.block, stack, own.figures.flops);
    return [own, { label: reference.name, block: reference.block, ...fitted }];
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    throw new UsageError(`--stack: ${error.message}; --width below 1 makes it narrower`);
  }
}
