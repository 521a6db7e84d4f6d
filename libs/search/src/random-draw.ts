import type { LayerCode, LegalCodes } from './layer-code.js';
import type { RandomSource } from './random-source.js';

/**
 * What "random" means, to exploration and to random search: the type is drawn first, Terminal among them
 * (not at index 1, where a layer must come), then the kernel, then the predecessors, each evenly. So a block
 * ends behind each layer with probability 1/7. Drawn evenly among all codes, Terminal would be one in
 * hundreds, and nearly every block would have as many layers as it may.
 */
export function drawRandomCode(legal: LegalCodes, random: RandomSource): LayerCode {
  return random.pick(random.pick(random.pick(legal.byType)));
}
