// Original file: proto/blockqnn/controller/v1/controller.proto


/**
 * Request of ReplayEvents.
 */
export interface ReplayEventsRequestInput {
  /**
   * "searches/{search}", or "searches/-" for all.
   */
  'parent'?: (string);
}

/**
 * Request of ReplayEvents.
 */
export interface ReplayEventsRequest {
  /**
   * "searches/{search}", or "searches/-" for all.
   */
  'parent': (string);
}
