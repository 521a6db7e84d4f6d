// Original file: proto/blockqnn/controller/v1/controller.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Response of ReplayEvents.
 */
export interface ReplayEventsResponseInput {
  /**
   * Events published so far.
   */
  'publishedCount'?: (number | string | Long);
  /**
   * Events to publish in all.
   */
  'totalCount'?: (number | string | Long);
}

/**
 * Response of ReplayEvents.
 */
export interface ReplayEventsResponse {
  /**
   * Events published so far.
   */
  'publishedCount': (number);
  /**
   * Events to publish in all.
   */
  'totalCount': (number);
}
