// Original file: proto/blockqnn/registry/v1/registry.proto

import type { ModelFileInput as _blockqnn_registry_v1_ModelFileInput, ModelFile as _blockqnn_registry_v1_ModelFile } from '../../../blockqnn/registry/v1/ModelFile.js';
import type { ModelFormatInput as _blockqnn_registry_v1_ModelFormatInput, ModelFormat as _blockqnn_registry_v1_ModelFormat } from '../../../blockqnn/registry/v1/ModelFormat.js';
import type { BlockInput as _blockqnn_domain_v1_BlockInput, Block as _blockqnn_domain_v1_Block } from '../../../blockqnn/domain/v1/Block.js';
import type { StackInput as _blockqnn_domain_v1_StackInput, Stack as _blockqnn_domain_v1_Stack } from '../../../blockqnn/domain/v1/Stack.js';
import type { FiguresInput as _blockqnn_domain_v1_FiguresInput, Figures as _blockqnn_domain_v1_Figures } from '../../../blockqnn/domain/v1/Figures.js';
import type { WeightsStateInput as _blockqnn_registry_v1_WeightsStateInput, WeightsState as _blockqnn_registry_v1_WeightsState } from '../../../blockqnn/registry/v1/WeightsState.js';

/**
 * What a model is.
 */
export interface ModelHeaderInput {
  /**
   * All files in the order in which they are streamed, also where a stream goes on in the middle.
   */
  'files'?: (_blockqnn_registry_v1_ModelFileInput)[];
  /**
   * The format written.
   */
  'format'?: (_blockqnn_registry_v1_ModelFormatInput);
  /**
   * The block.
   */
  'block'?: (_blockqnn_domain_v1_BlockInput | null);
  /**
   * The stack.
   */
  'stack'?: (_blockqnn_domain_v1_StackInput | null);
  /**
   * Cost of the network.
   */
  'figures'?: (_blockqnn_domain_v1_FiguresInput | null);
  /**
   * Which weights it carries.
   */
  'weights'?: (_blockqnn_registry_v1_WeightsStateInput);
  /**
   * The trial that trained them; empty for initialised ones and those of a full training.
   */
  'trial'?: (string);
  /**
   * Validation accuracy of trial or training in [0, 1]; 0 for initialised weights.
   */
  'accuracy'?: (number | string);
  /**
   * The full training that trained them; otherwise empty.
   */
  'training'?: (string);
  /**
   * Test accuracy of that training in [0, 1]; otherwise 0.
   */
  'testAccuracy'?: (number | string);
  /**
   * Models with the same etag are equal byte for byte; 64 lower-case hexadecimal digits.
   */
  'etag'?: (string);
}

/**
 * What a model is.
 */
export interface ModelHeader {
  /**
   * All files in the order in which they are streamed, also where a stream goes on in the middle.
   */
  'files': (_blockqnn_registry_v1_ModelFile)[];
  /**
   * The format written.
   */
  'format': (_blockqnn_registry_v1_ModelFormat);
  /**
   * The block.
   */
  'block': (_blockqnn_domain_v1_Block | null);
  /**
   * The stack.
   */
  'stack': (_blockqnn_domain_v1_Stack | null);
  /**
   * Cost of the network.
   */
  'figures': (_blockqnn_domain_v1_Figures | null);
  /**
   * Which weights it carries.
   */
  'weights': (_blockqnn_registry_v1_WeightsState);
  /**
   * The trial that trained them; empty for initialised ones and those of a full training.
   */
  'trial': (string);
  /**
   * Validation accuracy of trial or training in [0, 1]; 0 for initialised weights.
   */
  'accuracy': (number);
  /**
   * The full training that trained them; otherwise empty.
   */
  'training': (string);
  /**
   * Test accuracy of that training in [0, 1]; otherwise 0.
   */
  'testAccuracy': (number);
  /**
   * Models with the same etag are equal byte for byte; 64 lower-case hexadecimal digits.
   */
  'etag': (string);
}
