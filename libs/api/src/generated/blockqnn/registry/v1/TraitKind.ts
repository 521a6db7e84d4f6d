// Original file: proto/blockqnn/registry/v1/registry.proto

/**
 * What kind of trait it is.
 */
export const TraitKind = {
  /**
   * Never sent.
   */
  TRAIT_KIND_UNSPECIFIED: 'TRAIT_KIND_UNSPECIFIED',
  /**
   * A layer of a type, for instance "conv".
   */
  TRAIT_KIND_LAYER: 'TRAIT_KIND_LAYER',
  /**
   * A layer of a type and kernel, for instance "conv3".
   */
  TRAIT_KIND_KERNEL: 'TRAIT_KIND_KERNEL',
  /**
   * A structure with a name, for instance "short-cut".
   */
  TRAIT_KIND_STRUCTURE: 'TRAIT_KIND_STRUCTURE',
  /**
   * A link between two layers, for instance "conv > add"; "input" and "output" are the block's.
   */
  TRAIT_KIND_EDGE: 'TRAIT_KIND_EDGE',
  /**
   * Two links in a row, for instance "conv > add > conv".
   */
  TRAIT_KIND_PATH: 'TRAIT_KIND_PATH',
} as const;

/**
 * What kind of trait it is.
 */
export type TraitKindInput =
  /**
   * Never sent.
   */
  | 'TRAIT_KIND_UNSPECIFIED'
  | 0
  /**
   * A layer of a type, for instance "conv".
   */
  | 'TRAIT_KIND_LAYER'
  | 1
  /**
   * A layer of a type and kernel, for instance "conv3".
   */
  | 'TRAIT_KIND_KERNEL'
  | 2
  /**
   * A structure with a name, for instance "short-cut".
   */
  | 'TRAIT_KIND_STRUCTURE'
  | 3
  /**
   * A link between two layers, for instance "conv > add"; "input" and "output" are the block's.
   */
  | 'TRAIT_KIND_EDGE'
  | 4
  /**
   * Two links in a row, for instance "conv > add > conv".
   */
  | 'TRAIT_KIND_PATH'
  | 5

/**
 * What kind of trait it is.
 */
export type TraitKind = typeof TraitKind[keyof typeof TraitKind]
