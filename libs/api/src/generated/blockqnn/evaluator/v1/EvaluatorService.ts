// Original file: proto/blockqnn/evaluator/v1/evaluator.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { EvaluateBlockRequestInput as _blockqnn_evaluator_v1_EvaluateBlockRequestInput, EvaluateBlockRequest as _blockqnn_evaluator_v1_EvaluateBlockRequest } from '../../../blockqnn/evaluator/v1/EvaluateBlockRequest.js';
import type { EvaluateBlockResponseInput as _blockqnn_evaluator_v1_EvaluateBlockResponseInput, EvaluateBlockResponse as _blockqnn_evaluator_v1_EvaluateBlockResponse } from '../../../blockqnn/evaluator/v1/EvaluateBlockResponse.js';
import type { GetCapabilitiesRequestInput as _blockqnn_evaluator_v1_GetCapabilitiesRequestInput, GetCapabilitiesRequest as _blockqnn_evaluator_v1_GetCapabilitiesRequest } from '../../../blockqnn/evaluator/v1/GetCapabilitiesRequest.js';
import type { GetCapabilitiesResponseInput as _blockqnn_evaluator_v1_GetCapabilitiesResponseInput, GetCapabilitiesResponse as _blockqnn_evaluator_v1_GetCapabilitiesResponse } from '../../../blockqnn/evaluator/v1/GetCapabilitiesResponse.js';

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
  
}

export interface EvaluatorServiceDefinition extends grpc.ServiceDefinition {
  EvaluateBlock: MethodDefinition<_blockqnn_evaluator_v1_EvaluateBlockRequestInput, _blockqnn_evaluator_v1_EvaluateBlockResponseInput, _blockqnn_evaluator_v1_EvaluateBlockRequest, _blockqnn_evaluator_v1_EvaluateBlockResponse>
  GetCapabilities: MethodDefinition<_blockqnn_evaluator_v1_GetCapabilitiesRequestInput, _blockqnn_evaluator_v1_GetCapabilitiesResponseInput, _blockqnn_evaluator_v1_GetCapabilitiesRequest, _blockqnn_evaluator_v1_GetCapabilitiesResponse>
}
