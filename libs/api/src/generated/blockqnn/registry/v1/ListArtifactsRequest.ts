// Original file: proto/blockqnn/registry/v1/registry.proto

import type { ArtifactKindInput as _blockqnn_registry_v1_ArtifactKindInput, ArtifactKind as _blockqnn_registry_v1_ArtifactKind } from '../../../blockqnn/registry/v1/ArtifactKind.js';

/**
 * Request of ListArtifacts.
 */
export interface ListArtifactsRequestInput {
  /**
   * Only this kind; unspecified for all.
   */
  'kind'?: (_blockqnn_registry_v1_ArtifactKindInput);
  /**
   * At most this many, 0 to 1,000; 0 means 50.
   */
  'pageSize'?: (number);
  /**
   * next_page_token of the page before, of the same kind; empty for the first.
   */
  'pageToken'?: (string);
}

/**
 * Request of ListArtifacts.
 */
export interface ListArtifactsRequest {
  /**
   * Only this kind; unspecified for all.
   */
  'kind': (_blockqnn_registry_v1_ArtifactKind);
  /**
   * At most this many, 0 to 1,000; 0 means 50.
   */
  'pageSize': (number);
  /**
   * next_page_token of the page before, of the same kind; empty for the first.
   */
  'pageToken': (string);
}
