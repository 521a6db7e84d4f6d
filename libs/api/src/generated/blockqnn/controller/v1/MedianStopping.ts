// Original file: proto/blockqnn/controller/v1/controller.proto


/**
 * Ends hopeless trainings early (median stopping rule, as in Google Vizier): a trial whose best accuracy
 * up to an epoch is below the median of the completed trials' running averages up to the same epoch.
 */
export interface MedianStoppingInput {
  /**
   * Completed trials with an accuracy curve that there have to be; 1 to 10,000, 0 means 10.
   */
  'minTrials'?: (number);
  /**
   * Epochs that every trial is given; 1 to 4,096, 0 means 2.
   */
  'minEpochs'?: (number);
}

/**
 * Ends hopeless trainings early (median stopping rule, as in Google Vizier): a trial whose best accuracy
 * up to an epoch is below the median of the completed trials' running averages up to the same epoch.
 */
export interface MedianStopping {
  /**
   * Completed trials with an accuracy curve that there have to be; 1 to 10,000, 0 means 10.
   */
  'minTrials': (number);
  /**
   * Epochs that every trial is given; 1 to 4,096, 0 means 2.
   */
  'minEpochs': (number);
}
