// Original file: proto/blockqnn/controller/v1/controller.proto


/**
 * Response of ImportEvaluations.
 */
export interface ImportEvaluationsResponseInput {
  /**
   * Results that were added.
   */
  'importedCount'?: (number);
  /**
   * Results whose block the search knew already.
   */
  'knownCount'?: (number);
}

/**
 * Response of ImportEvaluations.
 */
export interface ImportEvaluationsResponse {
  /**
   * Results that were added.
   */
  'importedCount': (number);
  /**
   * Results whose block the search knew already.
   */
  'knownCount': (number);
}
