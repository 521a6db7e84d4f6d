// Original file: proto/blockqnn/evaluator/v1/evaluator.proto


/**
 * Request of GetCapabilities.
 */
export interface GetCapabilitiesRequestInput {
}

/**
 * Request of GetCapabilities.
 */
export interface GetCapabilitiesRequest {
}
