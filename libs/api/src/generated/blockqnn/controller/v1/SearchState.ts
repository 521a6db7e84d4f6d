// Original file: proto/blockqnn/controller/v1/controller.proto

/**
 * Where a search stands.
 */
export const SearchState = {
  /**
   * Never sent.
   */
  SEARCH_STATE_UNSPECIFIED: 'SEARCH_STATE_UNSPECIFIED',
  /**
   * Hands out blocks.
   */
  SEARCH_STATE_RUNNING: 'SEARCH_STATE_RUNNING',
  /**
   * Takes results but hands out nothing.
   */
  SEARCH_STATE_PAUSED: 'SEARCH_STATE_PAUSED',
  /**
   * The budget is spent, and all results are in.
   */
  SEARCH_STATE_COMPLETED: 'SEARCH_STATE_COMPLETED',
  /**
   * Deleted; kept until its purge_time.
   */
  SEARCH_STATE_DELETED: 'SEARCH_STATE_DELETED',
} as const;

/**
 * Where a search stands.
 */
export type SearchStateInput =
  /**
   * Never sent.
   */
  | 'SEARCH_STATE_UNSPECIFIED'
  | 0
  /**
   * Hands out blocks.
   */
  | 'SEARCH_STATE_RUNNING'
  | 1
  /**
   * Takes results but hands out nothing.
   */
  | 'SEARCH_STATE_PAUSED'
  | 2
  /**
   * The budget is spent, and all results are in.
   */
  | 'SEARCH_STATE_COMPLETED'
  | 3
  /**
   * Deleted; kept until its purge_time.
   */
  | 'SEARCH_STATE_DELETED'
  | 4

/**
 * Where a search stands.
 */
export type SearchState = typeof SearchState[keyof typeof SearchState]
