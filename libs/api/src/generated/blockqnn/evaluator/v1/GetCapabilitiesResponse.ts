// Original file: proto/blockqnn/evaluator/v1/evaluator.proto

import type { DatasetInput as _blockqnn_evaluator_v1_DatasetInput, Dataset as _blockqnn_evaluator_v1_Dataset } from '../../../blockqnn/evaluator/v1/Dataset.js';

/**
 * Response of GetCapabilities.
 */
export interface GetCapabilitiesResponseInput {
  /**
   * Compute engine, for instance "wasm".
   */
  'engine'?: (string);
  /**
   * What it runs on, for instance "cpu".
   */
  'device'?: (string);
  /**
   * Threads per worker.
   */
  'threads'?: (number);
  /**
   * Version of the engine's library.
   */
  'engineVersion'?: (string);
  /**
   * Training processes.
   */
  'workers'?: (number);
  /**
   * Of these, at work now.
   */
  'busyWorkers'?: (number);
  /**
   * Image sets that can be trained on.
   */
  'datasets'?: (_blockqnn_evaluator_v1_DatasetInput)[];
}

/**
 * Response of GetCapabilities.
 */
export interface GetCapabilitiesResponse {
  /**
   * Compute engine, for instance "wasm".
   */
  'engine': (string);
  /**
   * What it runs on, for instance "cpu".
   */
  'device': (string);
  /**
   * Threads per worker.
   */
  'threads': (number);
  /**
   * Version of the engine's library.
   */
  'engineVersion': (string);
  /**
   * Training processes.
   */
  'workers': (number);
  /**
   * Of these, at work now.
   */
  'busyWorkers': (number);
  /**
   * Image sets that can be trained on.
   */
  'datasets': (_blockqnn_evaluator_v1_Dataset)[];
}
