// Original file: proto/blockqnn/evaluator/v1/evaluator.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { EvaluateBlockRequestInput as _blockqnn_evaluator_v1_EvaluateBlockRequestInput, EvaluateBlockRequest as _blockqnn_evaluator_v1_EvaluateBlockRequest } from '../../../blockqnn/evaluator/v1/EvaluateBlockRequest.js';
import type { EvaluateBlockResponseInput as _blockqnn_evaluator_v1_EvaluateBlockResponseInput, EvaluateBlockResponse as _blockqnn_evaluator_v1_EvaluateBlockResponse } from '../../../blockqnn/evaluator/v1/EvaluateBlockResponse.js';
import type { GetCapabilitiesRequestInput as _blockqnn_evaluator_v1_GetCapabilitiesRequestInput, GetCapabilitiesRequest as _blockqnn_evaluator_v1_GetCapabilitiesRequest } from '../../../blockqnn/evaluator/v1/GetCapabilitiesRequest.js';
import type { GetCapabilitiesResponseInput as _blockqnn_evaluator_v1_GetCapabilitiesResponseInput, GetCapabilitiesResponse as _blockqnn_evaluator_v1_GetCapabilitiesResponse } from '../../../blockqnn/evaluator/v1/GetCapabilitiesResponse.js';
import type { TrainModelRequestInput as _blockqnn_evaluator_v1_TrainModelRequestInput, TrainModelRequest as _blockqnn_evaluator_v1_TrainModelRequest } from '../../../blockqnn/evaluator/v1/TrainModelRequest.js';
import type { TrainModelResponseInput as _blockqnn_evaluator_v1_TrainModelResponseInput, TrainModelResponse as _blockqnn_evaluator_v1_TrainModelResponse } from '../../../blockqnn/evaluator/v1/TrainModelResponse.js';

/**
 * Evaluates blocks for callers that push. Blocks of a controller are pulled by the evaluator itself.
 */
export interface EvaluatorServiceClient extends grpc.Client {
  /**
   * Trains a block's network and streams its epochs, then the result, which ends the stream.
   * Cancelling the call stops the training.
   * 
   * INVALID_ARGUMENT: fields and bounds in google.rpc.BadRequest. RESOURCE_EXHAUSTED
   * (WORKERS_BUSY): every worker is taken; RetryInfo says when to try again. FAILED_PRECONDITION
   * (DATASET_UNUSABLE): the images do not open on this evaluator.
   */
  EvaluateBlock(argument: _blockqnn_evaluator_v1_EvaluateBlockRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_evaluator_v1_EvaluateBlockResponse>;
  EvaluateBlock(argument: _blockqnn_evaluator_v1_EvaluateBlockRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_evaluator_v1_EvaluateBlockResponse>;
  /**
   * Trains a block's network and streams its epochs, then the result, which ends the stream.
   * Cancelling the call stops the training.
   * 
   * INVALID_ARGUMENT: fields and bounds in google.rpc.BadRequest. RESOURCE_EXHAUSTED
   * (WORKERS_BUSY): every worker is taken; RetryInfo says when to try again. FAILED_PRECONDITION
   * (DATASET_UNUSABLE): the images do not open on this evaluator.
   */
  evaluateBlock(argument: _blockqnn_evaluator_v1_EvaluateBlockRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_evaluator_v1_EvaluateBlockResponse>;
  evaluateBlock(argument: _blockqnn_evaluator_v1_EvaluateBlockRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_evaluator_v1_EvaluateBlockResponse>;
  
  /**
   * What this evaluator computes with, and on which data.
   */
  GetCapabilities(argument: _blockqnn_evaluator_v1_GetCapabilitiesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_evaluator_v1_GetCapabilitiesResponse>): grpc.ClientUnaryCall;
  GetCapabilities(argument: _blockqnn_evaluator_v1_GetCapabilitiesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_evaluator_v1_GetCapabilitiesResponse>): grpc.ClientUnaryCall;
  GetCapabilities(argument: _blockqnn_evaluator_v1_GetCapabilitiesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_evaluator_v1_GetCapabilitiesResponse>): grpc.ClientUnaryCall;
  GetCapabilities(argument: _blockqnn_evaluator_v1_GetCapabilitiesRequestInput, callback: grpc.requestCallback<_blockqnn_evaluator_v1_GetCapabilitiesResponse>): grpc.ClientUnaryCall;
  /**
   * What this evaluator computes with, and on which data.
   */
  getCapabilities(argument: _blockqnn_evaluator_v1_GetCapabilitiesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_evaluator_v1_GetCapabilitiesResponse>): grpc.ClientUnaryCall;
  getCapabilities(argument: _blockqnn_evaluator_v1_GetCapabilitiesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_evaluator_v1_GetCapabilitiesResponse>): grpc.ClientUnaryCall;
  getCapabilities(argument: _blockqnn_evaluator_v1_GetCapabilitiesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_evaluator_v1_GetCapabilitiesResponse>): grpc.ClientUnaryCall;
  getCapabilities(argument: _blockqnn_evaluator_v1_GetCapabilitiesRequestInput, callback: grpc.requestCallback<_blockqnn_evaluator_v1_GetCapabilitiesResponse>): grpc.ClientUnaryCall;
  
  /**
   * Trains a block's network in full, from its checkpoint where this evaluator has one, and streams
   * what happens; the result ends the stream. Checkpoints outlive the evaluator's process: calling
   * again with the same request goes on where the training stopped, and answers at once where it is
   * done. Cancelling the call stops the training and keeps its checkpoint.
   * 
   * INVALID_ARGUMENT: fields and bounds in google.rpc.BadRequest. ABORTED (TRAINING_UNDER_WAY): the
   * same training is being done for another caller. RESOURCE_EXHAUSTED (WORKERS_BUSY): every worker
   * is taken; RetryInfo says when to try again. FAILED_PRECONDITION (DATASET_UNUSABLE,
   * CHECKPOINT_UNUSABLE): images or checkpoint do not open on this evaluator. UNAVAILABLE: the
   * evaluator is shutting down; the checkpoint is kept.
   */
  TrainModel(argument: _blockqnn_evaluator_v1_TrainModelRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_evaluator_v1_TrainModelResponse>;
  TrainModel(argument: _blockqnn_evaluator_v1_TrainModelRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_evaluator_v1_TrainModelResponse>;
  /**
   * Trains a block's network in full, from its checkpoint where this evaluator has one, and streams
   * what happens; the result ends the stream. Checkpoints outlive the evaluator's process: calling
   * again with the same request goes on where the training stopped, and answers at once where it is
   * done. Cancelling the call stops the training and keeps its checkpoint.
   * 
   * INVALID_ARGUMENT: fields and bounds in google.rpc.BadRequest. ABORTED (TRAINING_UNDER_WAY): the
   * same training is being done for another caller. RESOURCE_EXHAUSTED (WORKERS_BUSY): every worker
   * is taken; RetryInfo says when to try again. FAILED_PRECONDITION (DATASET_UNUSABLE,
   * CHECKPOINT_UNUSABLE): images or checkpoint do not open on this evaluator. UNAVAILABLE: the
   * evaluator is shutting down; the checkpoint is kept.
   */
  trainModel(argument: _blockqnn_evaluator_v1_TrainModelRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_evaluator_v1_TrainModelResponse>;
  trainModel(argument: _blockqnn_evaluator_v1_TrainModelRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_evaluator_v1_TrainModelResponse>;
  
}

/**
 * Evaluates blocks for callers that push. Blocks of a controller are pulled by the evaluator itself.
 */
export interface EvaluatorServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Trains a block's network and streams its epochs, then the result, which ends the stream.
   * Cancelling the call stops the training.
   * 
   * INVALID_ARGUMENT: fields and bounds in google.rpc.BadRequest. RESOURCE_EXHAUSTED
   * (WORKERS_BUSY): every worker is taken; RetryInfo says when to try again. FAILED_PRECONDITION
   * (DATASET_UNUSABLE): the images do not open on this evaluator.
   */
  EvaluateBlock: grpc.handleServerStreamingCall<_blockqnn_evaluator_v1_EvaluateBlockRequest, _blockqnn_evaluator_v1_EvaluateBlockResponseInput>;
  
  /**
   * What this evaluator computes with, and on which data.
   */
  GetCapabilities: grpc.handleUnaryCall<_blockqnn_evaluator_v1_GetCapabilitiesRequest, _blockqnn_evaluator_v1_GetCapabilitiesResponseInput>;
  
  /**
   * Trains a block's network in full, from its checkpoint where this evaluator has one, and streams
   * what happens; the result ends the stream. Checkpoints outlive the evaluator's process: calling
   * again with the same request goes on where the training stopped, and answers at once where it is
   * done. Cancelling the call stops the training and keeps its checkpoint.
   * 
   * INVALID_ARGUMENT: fields and bounds in google.rpc.BadRequest. ABORTED (TRAINING_UNDER_WAY): the
   * same training is being done for another caller. RESOURCE_EXHAUSTED (WORKERS_BUSY): every worker
   * is taken; RetryInfo says when to try again. FAILED_PRECONDITION (DATASET_UNUSABLE,
   * CHECKPOINT_UNUSABLE): images or checkpoint do not open on this evaluator. UNAVAILABLE: the
   * evaluator is shutting down; the checkpoint is kept.
   */
  TrainModel: grpc.handleServerStreamingCall<_blockqnn_evaluator_v1_TrainModelRequest, _blockqnn_evaluator_v1_TrainModelResponseInput>;
  
}

export interface EvaluatorServiceDefinition extends grpc.ServiceDefinition {
  EvaluateBlock: MethodDefinition<_blockqnn_evaluator_v1_EvaluateBlockRequestInput, _blockqnn_evaluator_v1_EvaluateBlockResponseInput, _blockqnn_evaluator_v1_EvaluateBlockRequest, _blockqnn_evaluator_v1_EvaluateBlockResponse>
  GetCapabilities: MethodDefinition<_blockqnn_evaluator_v1_GetCapabilitiesRequestInput, _blockqnn_evaluator_v1_GetCapabilitiesResponseInput, _blockqnn_evaluator_v1_GetCapabilitiesRequest, _blockqnn_evaluator_v1_GetCapabilitiesResponse>
  TrainModel: MethodDefinition<_blockqnn_evaluator_v1_TrainModelRequestInput, _blockqnn_evaluator_v1_TrainModelResponseInput, _blockqnn_evaluator_v1_TrainModelRequest, _blockqnn_evaluator_v1_TrainModelResponse>
}
