// Original file: proto/blockqnn/controller/v1/controller.proto


/**
 * What a search may spend.
 */
export interface BudgetInput {
  /**
   * Trials that are ever made; 1 to 1,000,000. Never exceeded, whatever the number of workers.
   */
  'maxEvaluations'?: (number);
  /**
   * How often one block is handed out before its trial fails; 1 to 100, 0 means 3.
   */
  'maxAttempts'?: (number);
}

/**
 * What a search may spend.
 */
export interface Budget {
  /**
   * Trials that are ever made; 1 to 1,000,000. Never exceeded, whatever the number of workers.
   */
  'maxEvaluations': (number);
  /**
   * How often one block is handed out before its trial fails; 1 to 100, 0 means 3.
   */
  'maxAttempts': (number);
}
