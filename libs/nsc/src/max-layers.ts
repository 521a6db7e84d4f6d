/** Layers that a block may have at most, Terminal not counted (paper, section 3.1). */
export const MAX_LAYERS = 23;
