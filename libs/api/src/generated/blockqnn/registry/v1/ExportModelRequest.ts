// Original file: proto/blockqnn/registry/v1/registry.proto

import type { StackInput as _blockqnn_domain_v1_StackInput, Stack as _blockqnn_domain_v1_Stack } from '../../../blockqnn/domain/v1/Stack.js';
import type { ModelFormatInput as _blockqnn_registry_v1_ModelFormatInput, ModelFormat as _blockqnn_registry_v1_ModelFormat } from '../../../blockqnn/registry/v1/ModelFormat.js';
import type { WeightsStateInput as _blockqnn_registry_v1_WeightsStateInput, WeightsState as _blockqnn_registry_v1_WeightsState } from '../../../blockqnn/registry/v1/WeightsState.js';
import type { ResumePointInput as _blockqnn_registry_v1_ResumePointInput, ResumePoint as _blockqnn_registry_v1_ResumePoint } from '../../../blockqnn/registry/v1/ResumePoint.js';
import type { Long } from '@grpc/proto-loader';

/**
 * Request of ExportModel.
 */
export interface ExportModelRequestInput {
  /**
   * "blocks/{block}" of an evaluated block, or of a reference block. Just one of block, nsc and training
   * is set, but that the training's own block may stand beside it.
   */
  'block'?: (string);
  /**
   * What to stack it into. Unset: the stack of the evaluation, or of the training; a block that was
   * never evaluated needs one.
   */
  'stack'?: (_blockqnn_domain_v1_StackInput | null);
  /**
   * What to write.
   */
  'format'?: (_blockqnn_registry_v1_ModelFormatInput);
  /**
   * Which weights. FAILED_PRECONDITION (NO_TRAINED_WEIGHTS) where trained ones are asked for and
   * none fit the stack.
   */
  'weights'?: (_blockqnn_registry_v1_WeightsStateInput);
  /**
   * Trained weights of this trial, "searches/{search}/trials/{trial}". Empty: of the evaluation with
   * the highest reward that has any.
   */
  'trial'?: (string);
  /**
   * Seed of initialised weights; 0 to 2^32 - 1.
   */
  'seed'?: (number | string | Long);
  /**
   * Weights of this full training, "trainings/{training}"; trial has to be empty then, weights not
   * WEIGHTS_STATE_INITIALISED, block empty or its own, and the stack, where one is set, has to take
   * its weights.
   */
  'training'?: (string);
  /**
   * Code of any block, in place of its name, for instance "conv3@0,conv3@1,add@2+0"; it need not have
   * been evaluated. At most 4,096 characters.
   */
  'nsc'?: (string);
  /**
   * Under which licence the weights may be used: an SPDX expression that goes into the model card, for
   * instance "Apache-2.0"; at most 100 characters. Empty: the card states none.
   */
  'licence'?: (string);
  /**
   * Where a stream of the same model that broke off goes on. Unset: from the beginning.
   */
  'resume'?: (_blockqnn_registry_v1_ResumePointInput | null);
}

/**
 * Request of ExportModel.
 */
export interface ExportModelRequest {
  /**
   * "blocks/{block}" of an evaluated block, or of a reference block. Just one of block, nsc and training
   * is set, but that the training's own block may stand beside it.
   */
  'block': (string);
  /**
   * What to stack it into. Unset: the stack of the evaluation, or of the training; a block that was
   * never evaluated needs one.
   */
  'stack': (_blockqnn_domain_v1_Stack | null);
  /**
   * What to write.
   */
  'format': (_blockqnn_registry_v1_ModelFormat);
  /**
   * Which weights. FAILED_PRECONDITION (NO_TRAINED_WEIGHTS) where trained ones are asked for and
   * none fit the stack.
   */
  'weights': (_blockqnn_registry_v1_WeightsState);
  /**
   * Trained weights of this trial, "searches/{search}/trials/{trial}". Empty: of the evaluation with
   * the highest reward that has any.
   */
  'trial': (string);
  /**
   * Seed of initialised weights; 0 to 2^32 - 1.
   */
  'seed': (number);
  /**
   * Weights of this full training, "trainings/{training}"; trial has to be empty then, weights not
   * WEIGHTS_STATE_INITIALISED, block empty or its own, and the stack, where one is set, has to take
   * its weights.
   */
  'training': (string);
  /**
   * Code of any block, in place of its name, for instance "conv3@0,conv3@1,add@2+0"; it need not have
   * been evaluated. At most 4,096 characters.
   */
  'nsc': (string);
  /**
   * Under which licence the weights may be used: an SPDX expression that goes into the model card, for
   * instance "Apache-2.0"; at most 100 characters. Empty: the card states none.
   */
  'licence': (string);
  /**
   * Where a stream of the same model that broke off goes on. Unset: from the beginning.
   */
  'resume': (_blockqnn_registry_v1_ResumePoint | null);
}
