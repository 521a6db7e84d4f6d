// Original file: proto/blockqnn/registry/v1/registry.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { AnalyzeBlocksRequestInput as _blockqnn_registry_v1_AnalyzeBlocksRequestInput, AnalyzeBlocksRequest as _blockqnn_registry_v1_AnalyzeBlocksRequest } from '../../../blockqnn/registry/v1/AnalyzeBlocksRequest.js';
import type { AnalyzeBlocksResponseInput as _blockqnn_registry_v1_AnalyzeBlocksResponseInput, AnalyzeBlocksResponse as _blockqnn_registry_v1_AnalyzeBlocksResponse } from '../../../blockqnn/registry/v1/AnalyzeBlocksResponse.js';
import type { CollectArtifactsRequestInput as _blockqnn_registry_v1_CollectArtifactsRequestInput, CollectArtifactsRequest as _blockqnn_registry_v1_CollectArtifactsRequest } from '../../../blockqnn/registry/v1/CollectArtifactsRequest.js';
import type { CollectArtifactsResponseInput as _blockqnn_registry_v1_CollectArtifactsResponseInput, CollectArtifactsResponse as _blockqnn_registry_v1_CollectArtifactsResponse } from '../../../blockqnn/registry/v1/CollectArtifactsResponse.js';
import type { CompareStrategiesRequestInput as _blockqnn_registry_v1_CompareStrategiesRequestInput, CompareStrategiesRequest as _blockqnn_registry_v1_CompareStrategiesRequest } from '../../../blockqnn/registry/v1/CompareStrategiesRequest.js';
import type { CompareStrategiesResponseInput as _blockqnn_registry_v1_CompareStrategiesResponseInput, CompareStrategiesResponse as _blockqnn_registry_v1_CompareStrategiesResponse } from '../../../blockqnn/registry/v1/CompareStrategiesResponse.js';
import type { ExportModelRequestInput as _blockqnn_registry_v1_ExportModelRequestInput, ExportModelRequest as _blockqnn_registry_v1_ExportModelRequest } from '../../../blockqnn/registry/v1/ExportModelRequest.js';
import type { ExportModelResponseInput as _blockqnn_registry_v1_ExportModelResponseInput, ExportModelResponse as _blockqnn_registry_v1_ExportModelResponse } from '../../../blockqnn/registry/v1/ExportModelResponse.js';
import type { FetchArtifactRequestInput as _blockqnn_registry_v1_FetchArtifactRequestInput, FetchArtifactRequest as _blockqnn_registry_v1_FetchArtifactRequest } from '../../../blockqnn/registry/v1/FetchArtifactRequest.js';
import type { FetchArtifactResponseInput as _blockqnn_registry_v1_FetchArtifactResponseInput, FetchArtifactResponse as _blockqnn_registry_v1_FetchArtifactResponse } from '../../../blockqnn/registry/v1/FetchArtifactResponse.js';
import type { FindNearestBlocksRequestInput as _blockqnn_registry_v1_FindNearestBlocksRequestInput, FindNearestBlocksRequest as _blockqnn_registry_v1_FindNearestBlocksRequest } from '../../../blockqnn/registry/v1/FindNearestBlocksRequest.js';
import type { FindNearestBlocksResponseInput as _blockqnn_registry_v1_FindNearestBlocksResponseInput, FindNearestBlocksResponse as _blockqnn_registry_v1_FindNearestBlocksResponse } from '../../../blockqnn/registry/v1/FindNearestBlocksResponse.js';
import type { FindParetoFrontRequestInput as _blockqnn_registry_v1_FindParetoFrontRequestInput, FindParetoFrontRequest as _blockqnn_registry_v1_FindParetoFrontRequest } from '../../../blockqnn/registry/v1/FindParetoFrontRequest.js';
import type { FindParetoFrontResponseInput as _blockqnn_registry_v1_FindParetoFrontResponseInput, FindParetoFrontResponse as _blockqnn_registry_v1_FindParetoFrontResponse } from '../../../blockqnn/registry/v1/FindParetoFrontResponse.js';
import type { GetBlockRequestInput as _blockqnn_registry_v1_GetBlockRequestInput, GetBlockRequest as _blockqnn_registry_v1_GetBlockRequest } from '../../../blockqnn/registry/v1/GetBlockRequest.js';
import type { GetBlockResponseInput as _blockqnn_registry_v1_GetBlockResponseInput, GetBlockResponse as _blockqnn_registry_v1_GetBlockResponse } from '../../../blockqnn/registry/v1/GetBlockResponse.js';
import type { GetCheckpointRequestInput as _blockqnn_registry_v1_GetCheckpointRequestInput, GetCheckpointRequest as _blockqnn_registry_v1_GetCheckpointRequest } from '../../../blockqnn/registry/v1/GetCheckpointRequest.js';
import type { GetCheckpointResponseInput as _blockqnn_registry_v1_GetCheckpointResponseInput, GetCheckpointResponse as _blockqnn_registry_v1_GetCheckpointResponse } from '../../../blockqnn/registry/v1/GetCheckpointResponse.js';
import type { GetTrainingRequestInput as _blockqnn_registry_v1_GetTrainingRequestInput, GetTrainingRequest as _blockqnn_registry_v1_GetTrainingRequest } from '../../../blockqnn/registry/v1/GetTrainingRequest.js';
import type { GetTrainingResponseInput as _blockqnn_registry_v1_GetTrainingResponseInput, GetTrainingResponse as _blockqnn_registry_v1_GetTrainingResponse } from '../../../blockqnn/registry/v1/GetTrainingResponse.js';
import type { ListArtifactsRequestInput as _blockqnn_registry_v1_ListArtifactsRequestInput, ListArtifactsRequest as _blockqnn_registry_v1_ListArtifactsRequest } from '../../../blockqnn/registry/v1/ListArtifactsRequest.js';
import type { ListArtifactsResponseInput as _blockqnn_registry_v1_ListArtifactsResponseInput, ListArtifactsResponse as _blockqnn_registry_v1_ListArtifactsResponse } from '../../../blockqnn/registry/v1/ListArtifactsResponse.js';
import type { ListEvaluationsRequestInput as _blockqnn_registry_v1_ListEvaluationsRequestInput, ListEvaluationsRequest as _blockqnn_registry_v1_ListEvaluationsRequest } from '../../../blockqnn/registry/v1/ListEvaluationsRequest.js';
import type { ListEvaluationsResponseInput as _blockqnn_registry_v1_ListEvaluationsResponseInput, ListEvaluationsResponse as _blockqnn_registry_v1_ListEvaluationsResponse } from '../../../blockqnn/registry/v1/ListEvaluationsResponse.js';
import type { ListReferenceBlocksRequestInput as _blockqnn_registry_v1_ListReferenceBlocksRequestInput, ListReferenceBlocksRequest as _blockqnn_registry_v1_ListReferenceBlocksRequest } from '../../../blockqnn/registry/v1/ListReferenceBlocksRequest.js';
import type { ListReferenceBlocksResponseInput as _blockqnn_registry_v1_ListReferenceBlocksResponseInput, ListReferenceBlocksResponse as _blockqnn_registry_v1_ListReferenceBlocksResponse } from '../../../blockqnn/registry/v1/ListReferenceBlocksResponse.js';
import type { ListTrainingsRequestInput as _blockqnn_registry_v1_ListTrainingsRequestInput, ListTrainingsRequest as _blockqnn_registry_v1_ListTrainingsRequest } from '../../../blockqnn/registry/v1/ListTrainingsRequest.js';
import type { ListTrainingsResponseInput as _blockqnn_registry_v1_ListTrainingsResponseInput, ListTrainingsResponse as _blockqnn_registry_v1_ListTrainingsResponse } from '../../../blockqnn/registry/v1/ListTrainingsResponse.js';
import type { QueryBlocksRequestInput as _blockqnn_registry_v1_QueryBlocksRequestInput, QueryBlocksRequest as _blockqnn_registry_v1_QueryBlocksRequest } from '../../../blockqnn/registry/v1/QueryBlocksRequest.js';
import type { QueryBlocksResponseInput as _blockqnn_registry_v1_QueryBlocksResponseInput, QueryBlocksResponse as _blockqnn_registry_v1_QueryBlocksResponse } from '../../../blockqnn/registry/v1/QueryBlocksResponse.js';
import type { QueryUploadRequestInput as _blockqnn_registry_v1_QueryUploadRequestInput, QueryUploadRequest as _blockqnn_registry_v1_QueryUploadRequest } from '../../../blockqnn/registry/v1/QueryUploadRequest.js';
import type { QueryUploadResponseInput as _blockqnn_registry_v1_QueryUploadResponseInput, QueryUploadResponse as _blockqnn_registry_v1_QueryUploadResponse } from '../../../blockqnn/registry/v1/QueryUploadResponse.js';
import type { RegisterCheckpointRequestInput as _blockqnn_registry_v1_RegisterCheckpointRequestInput, RegisterCheckpointRequest as _blockqnn_registry_v1_RegisterCheckpointRequest } from '../../../blockqnn/registry/v1/RegisterCheckpointRequest.js';
import type { RegisterCheckpointResponseInput as _blockqnn_registry_v1_RegisterCheckpointResponseInput, RegisterCheckpointResponse as _blockqnn_registry_v1_RegisterCheckpointResponse } from '../../../blockqnn/registry/v1/RegisterCheckpointResponse.js';
import type { RegisterTrainingRequestInput as _blockqnn_registry_v1_RegisterTrainingRequestInput, RegisterTrainingRequest as _blockqnn_registry_v1_RegisterTrainingRequest } from '../../../blockqnn/registry/v1/RegisterTrainingRequest.js';
import type { RegisterTrainingResponseInput as _blockqnn_registry_v1_RegisterTrainingResponseInput, RegisterTrainingResponse as _blockqnn_registry_v1_RegisterTrainingResponse } from '../../../blockqnn/registry/v1/RegisterTrainingResponse.js';
import type { UploadArtifactRequestInput as _blockqnn_registry_v1_UploadArtifactRequestInput, UploadArtifactRequest as _blockqnn_registry_v1_UploadArtifactRequest } from '../../../blockqnn/registry/v1/UploadArtifactRequest.js';
import type { UploadArtifactResponseInput as _blockqnn_registry_v1_UploadArtifactResponseInput, UploadArtifactResponse as _blockqnn_registry_v1_UploadArtifactResponse } from '../../../blockqnn/registry/v1/UploadArtifactResponse.js';

/**
 * Completed evaluations, blocks and models.
 */
export interface RegistryServiceClient extends grpc.Client {
  /**
   * Structure of the best blocks against that of all: which traits they have how much more often,
   * and how their figures differ. A block counts once, by the means over its measured evaluations.
   * 
   * DEADLINE_EXCEEDED: so many blocks that they could not be looked at in time; narrow the filter.
   */
  AnalyzeBlocks(argument: _blockqnn_registry_v1_AnalyzeBlocksRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_AnalyzeBlocksResponse>): grpc.ClientUnaryCall;
  AnalyzeBlocks(argument: _blockqnn_registry_v1_AnalyzeBlocksRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_AnalyzeBlocksResponse>): grpc.ClientUnaryCall;
  AnalyzeBlocks(argument: _blockqnn_registry_v1_AnalyzeBlocksRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_AnalyzeBlocksResponse>): grpc.ClientUnaryCall;
  AnalyzeBlocks(argument: _blockqnn_registry_v1_AnalyzeBlocksRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_AnalyzeBlocksResponse>): grpc.ClientUnaryCall;
  /**
   * Structure of the best blocks against that of all: which traits they have how much more often,
   * and how their figures differ. A block counts once, by the means over its measured evaluations.
   * 
   * DEADLINE_EXCEEDED: so many blocks that they could not be looked at in time; narrow the filter.
   */
  analyzeBlocks(argument: _blockqnn_registry_v1_AnalyzeBlocksRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_AnalyzeBlocksResponse>): grpc.ClientUnaryCall;
  analyzeBlocks(argument: _blockqnn_registry_v1_AnalyzeBlocksRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_AnalyzeBlocksResponse>): grpc.ClientUnaryCall;
  analyzeBlocks(argument: _blockqnn_registry_v1_AnalyzeBlocksRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_AnalyzeBlocksResponse>): grpc.ClientUnaryCall;
  analyzeBlocks(argument: _blockqnn_registry_v1_AnalyzeBlocksRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_AnalyzeBlocksResponse>): grpc.ClientUnaryCall;
  
  /**
   * Removes artifacts that no evaluation and no training, done or under way, names and that were uploaded longer ago than the
   * registry's grace period. Streams what it removes, in batches.
   * 
   * FAILED_PRECONDITION (COLLECTION_OFF): the registry is told never to collect. ABORTED
   * (COLLECTION_UNDER_WAY): another collection is at it.
   */
  CollectArtifacts(argument: _blockqnn_registry_v1_CollectArtifactsRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_registry_v1_CollectArtifactsResponse>;
  CollectArtifacts(argument: _blockqnn_registry_v1_CollectArtifactsRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_registry_v1_CollectArtifactsResponse>;
  /**
   * Removes artifacts that no evaluation and no training, done or under way, names and that were uploaded longer ago than the
   * registry's grace period. Streams what it removes, in batches.
   * 
   * FAILED_PRECONDITION (COLLECTION_OFF): the registry is told never to collect. ABORTED
   * (COLLECTION_UNDER_WAY): another collection is at it.
   */
  collectArtifacts(argument: _blockqnn_registry_v1_CollectArtifactsRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_registry_v1_CollectArtifactsResponse>;
  collectArtifacts(argument: _blockqnn_registry_v1_CollectArtifactsRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_registry_v1_CollectArtifactsResponse>;
  
  /**
   * Best and mean accuracy of each strategy by the number of evaluations, over its searches.
   */
  CompareStrategies(argument: _blockqnn_registry_v1_CompareStrategiesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_CompareStrategiesResponse>): grpc.ClientUnaryCall;
  CompareStrategies(argument: _blockqnn_registry_v1_CompareStrategiesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_CompareStrategiesResponse>): grpc.ClientUnaryCall;
  CompareStrategies(argument: _blockqnn_registry_v1_CompareStrategiesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_CompareStrategiesResponse>): grpc.ClientUnaryCall;
  CompareStrategies(argument: _blockqnn_registry_v1_CompareStrategiesRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_CompareStrategiesResponse>): grpc.ClientUnaryCall;
  /**
   * Best and mean accuracy of each strategy by the number of evaluations, over its searches.
   */
  compareStrategies(argument: _blockqnn_registry_v1_CompareStrategiesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_CompareStrategiesResponse>): grpc.ClientUnaryCall;
  compareStrategies(argument: _blockqnn_registry_v1_CompareStrategiesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_CompareStrategiesResponse>): grpc.ClientUnaryCall;
  compareStrategies(argument: _blockqnn_registry_v1_CompareStrategiesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_CompareStrategiesResponse>): grpc.ClientUnaryCall;
  compareStrategies(argument: _blockqnn_registry_v1_CompareStrategiesRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_CompareStrategiesResponse>): grpc.ClientUnaryCall;
  
  /**
   * Stacks a block into a model and streams its files: first a header that lists them, then their
   * bytes in that order. A stream that broke off goes on where resume says.
   * 
   * INVALID_ARGUMENT: fields and bounds in google.rpc.BadRequest. NOT_FOUND: neither an evaluation nor
   * a training of that name is kept, and no reference block has it. FAILED_PRECONDITION:
   * NO_TRAINED_WEIGHTS; MODEL_CHANGED where the model to go on with is another one by now.
   * RESOURCE_EXHAUSTED: EXPORTS_BUSY, DISK_FULL.
   */
  ExportModel(argument: _blockqnn_registry_v1_ExportModelRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_registry_v1_ExportModelResponse>;
  ExportModel(argument: _blockqnn_registry_v1_ExportModelRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_registry_v1_ExportModelResponse>;
  /**
   * Stacks a block into a model and streams its files: first a header that lists them, then their
   * bytes in that order. A stream that broke off goes on where resume says.
   * 
   * INVALID_ARGUMENT: fields and bounds in google.rpc.BadRequest. NOT_FOUND: neither an evaluation nor
   * a training of that name is kept, and no reference block has it. FAILED_PRECONDITION:
   * NO_TRAINED_WEIGHTS; MODEL_CHANGED where the model to go on with is another one by now.
   * RESOURCE_EXHAUSTED: EXPORTS_BUSY, DISK_FULL.
   */
  exportModel(argument: _blockqnn_registry_v1_ExportModelRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_registry_v1_ExportModelResponse>;
  exportModel(argument: _blockqnn_registry_v1_ExportModelRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_registry_v1_ExportModelResponse>;
  
  /**
   * Streams an artifact's bytes from an offset on: first a header with length and checksum of the whole.
   * 
   * NOT_FOUND: it is not kept. UNAVAILABLE (ARTIFACTS_UNAVAILABLE): the artifact store is away.
   */
  FetchArtifact(argument: _blockqnn_registry_v1_FetchArtifactRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_registry_v1_FetchArtifactResponse>;
  FetchArtifact(argument: _blockqnn_registry_v1_FetchArtifactRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_registry_v1_FetchArtifactResponse>;
  /**
   * Streams an artifact's bytes from an offset on: first a header with length and checksum of the whole.
   * 
   * NOT_FOUND: it is not kept. UNAVAILABLE (ARTIFACTS_UNAVAILABLE): the artifact store is away.
   */
  fetchArtifact(argument: _blockqnn_registry_v1_FetchArtifactRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_registry_v1_FetchArtifactResponse>;
  fetchArtifact(argument: _blockqnn_registry_v1_FetchArtifactRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_registry_v1_FetchArtifactResponse>;
  
  /**
   * The evaluated blocks that are most like a given one.
   * 
   * INVALID_ARGUMENT: fields and bounds in google.rpc.BadRequest. NOT_FOUND: a block is named that
   * neither was evaluated nor is a reference block.
   */
  FindNearestBlocks(argument: _blockqnn_registry_v1_FindNearestBlocksRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_FindNearestBlocksResponse>): grpc.ClientUnaryCall;
  FindNearestBlocks(argument: _blockqnn_registry_v1_FindNearestBlocksRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_FindNearestBlocksResponse>): grpc.ClientUnaryCall;
  FindNearestBlocks(argument: _blockqnn_registry_v1_FindNearestBlocksRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_FindNearestBlocksResponse>): grpc.ClientUnaryCall;
  FindNearestBlocks(argument: _blockqnn_registry_v1_FindNearestBlocksRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_FindNearestBlocksResponse>): grpc.ClientUnaryCall;
  /**
   * The evaluated blocks that are most like a given one.
   * 
   * INVALID_ARGUMENT: fields and bounds in google.rpc.BadRequest. NOT_FOUND: a block is named that
   * neither was evaluated nor is a reference block.
   */
  findNearestBlocks(argument: _blockqnn_registry_v1_FindNearestBlocksRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_FindNearestBlocksResponse>): grpc.ClientUnaryCall;
  findNearestBlocks(argument: _blockqnn_registry_v1_FindNearestBlocksRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_FindNearestBlocksResponse>): grpc.ClientUnaryCall;
  findNearestBlocks(argument: _blockqnn_registry_v1_FindNearestBlocksRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_FindNearestBlocksResponse>): grpc.ClientUnaryCall;
  findNearestBlocks(argument: _blockqnn_registry_v1_FindNearestBlocksRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_FindNearestBlocksResponse>): grpc.ClientUnaryCall;
  
  /**
   * Evaluations that none other under the filter beats: the best compromises between two or three
   * figures.
   * 
   * INVALID_ARGUMENT: a filter or figures that do not parse; position and known fields are named.
   */
  FindParetoFront(argument: _blockqnn_registry_v1_FindParetoFrontRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_FindParetoFrontResponse>): grpc.ClientUnaryCall;
  FindParetoFront(argument: _blockqnn_registry_v1_FindParetoFrontRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_FindParetoFrontResponse>): grpc.ClientUnaryCall;
  FindParetoFront(argument: _blockqnn_registry_v1_FindParetoFrontRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_FindParetoFrontResponse>): grpc.ClientUnaryCall;
  FindParetoFront(argument: _blockqnn_registry_v1_FindParetoFrontRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_FindParetoFrontResponse>): grpc.ClientUnaryCall;
  /**
   * Evaluations that none other under the filter beats: the best compromises between two or three
   * figures.
   * 
   * INVALID_ARGUMENT: a filter or figures that do not parse; position and known fields are named.
   */
  findParetoFront(argument: _blockqnn_registry_v1_FindParetoFrontRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_FindParetoFrontResponse>): grpc.ClientUnaryCall;
  findParetoFront(argument: _blockqnn_registry_v1_FindParetoFrontRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_FindParetoFrontResponse>): grpc.ClientUnaryCall;
  findParetoFront(argument: _blockqnn_registry_v1_FindParetoFrontRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_FindParetoFrontResponse>): grpc.ClientUnaryCall;
  findParetoFront(argument: _blockqnn_registry_v1_FindParetoFrontRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_FindParetoFrontResponse>): grpc.ClientUnaryCall;
  
  /**
   * One block with everything known of it. NOT_FOUND where no evaluation of it is kept and it is no
   * reference block.
   */
  GetBlock(argument: _blockqnn_registry_v1_GetBlockRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_GetBlockResponse>): grpc.ClientUnaryCall;
  GetBlock(argument: _blockqnn_registry_v1_GetBlockRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_GetBlockResponse>): grpc.ClientUnaryCall;
  GetBlock(argument: _blockqnn_registry_v1_GetBlockRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_GetBlockResponse>): grpc.ClientUnaryCall;
  GetBlock(argument: _blockqnn_registry_v1_GetBlockRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_GetBlockResponse>): grpc.ClientUnaryCall;
  /**
   * One block with everything known of it. NOT_FOUND where no evaluation of it is kept and it is no
   * reference block.
   */
  getBlock(argument: _blockqnn_registry_v1_GetBlockRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_GetBlockResponse>): grpc.ClientUnaryCall;
  getBlock(argument: _blockqnn_registry_v1_GetBlockRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_GetBlockResponse>): grpc.ClientUnaryCall;
  getBlock(argument: _blockqnn_registry_v1_GetBlockRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_GetBlockResponse>): grpc.ClientUnaryCall;
  getBlock(argument: _blockqnn_registry_v1_GetBlockRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_GetBlockResponse>): grpc.ClientUnaryCall;
  
  /**
   * The newest checkpoint of a full training under way. NOT_FOUND where none is kept.
   */
  GetCheckpoint(argument: _blockqnn_registry_v1_GetCheckpointRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_GetCheckpointResponse>): grpc.ClientUnaryCall;
  GetCheckpoint(argument: _blockqnn_registry_v1_GetCheckpointRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_GetCheckpointResponse>): grpc.ClientUnaryCall;
  GetCheckpoint(argument: _blockqnn_registry_v1_GetCheckpointRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_GetCheckpointResponse>): grpc.ClientUnaryCall;
  GetCheckpoint(argument: _blockqnn_registry_v1_GetCheckpointRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_GetCheckpointResponse>): grpc.ClientUnaryCall;
  /**
   * The newest checkpoint of a full training under way. NOT_FOUND where none is kept.
   */
  getCheckpoint(argument: _blockqnn_registry_v1_GetCheckpointRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_GetCheckpointResponse>): grpc.ClientUnaryCall;
  getCheckpoint(argument: _blockqnn_registry_v1_GetCheckpointRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_GetCheckpointResponse>): grpc.ClientUnaryCall;
  getCheckpoint(argument: _blockqnn_registry_v1_GetCheckpointRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_GetCheckpointResponse>): grpc.ClientUnaryCall;
  getCheckpoint(argument: _blockqnn_registry_v1_GetCheckpointRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_GetCheckpointResponse>): grpc.ClientUnaryCall;
  
  /**
   * One full training. NOT_FOUND where it is not kept.
   */
  GetTraining(argument: _blockqnn_registry_v1_GetTrainingRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_GetTrainingResponse>): grpc.ClientUnaryCall;
  GetTraining(argument: _blockqnn_registry_v1_GetTrainingRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_GetTrainingResponse>): grpc.ClientUnaryCall;
  GetTraining(argument: _blockqnn_registry_v1_GetTrainingRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_GetTrainingResponse>): grpc.ClientUnaryCall;
  GetTraining(argument: _blockqnn_registry_v1_GetTrainingRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_GetTrainingResponse>): grpc.ClientUnaryCall;
  /**
   * One full training. NOT_FOUND where it is not kept.
   */
  getTraining(argument: _blockqnn_registry_v1_GetTrainingRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_GetTrainingResponse>): grpc.ClientUnaryCall;
  getTraining(argument: _blockqnn_registry_v1_GetTrainingRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_GetTrainingResponse>): grpc.ClientUnaryCall;
  getTraining(argument: _blockqnn_registry_v1_GetTrainingRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_GetTrainingResponse>): grpc.ClientUnaryCall;
  getTraining(argument: _blockqnn_registry_v1_GetTrainingRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_GetTrainingResponse>): grpc.ClientUnaryCall;
  
  /**
   * Artifacts by kind and SHA-256, with whether anything names them.
   */
  ListArtifacts(argument: _blockqnn_registry_v1_ListArtifactsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_ListArtifactsResponse>): grpc.ClientUnaryCall;
  ListArtifacts(argument: _blockqnn_registry_v1_ListArtifactsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_ListArtifactsResponse>): grpc.ClientUnaryCall;
  ListArtifacts(argument: _blockqnn_registry_v1_ListArtifactsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_ListArtifactsResponse>): grpc.ClientUnaryCall;
  ListArtifacts(argument: _blockqnn_registry_v1_ListArtifactsRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_ListArtifactsResponse>): grpc.ClientUnaryCall;
  /**
   * Artifacts by kind and SHA-256, with whether anything names them.
   */
  listArtifacts(argument: _blockqnn_registry_v1_ListArtifactsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_ListArtifactsResponse>): grpc.ClientUnaryCall;
  listArtifacts(argument: _blockqnn_registry_v1_ListArtifactsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_ListArtifactsResponse>): grpc.ClientUnaryCall;
  listArtifacts(argument: _blockqnn_registry_v1_ListArtifactsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_ListArtifactsResponse>): grpc.ClientUnaryCall;
  listArtifacts(argument: _blockqnn_registry_v1_ListArtifactsRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_ListArtifactsResponse>): grpc.ClientUnaryCall;
  
  /**
   * Evaluations in the order they arrived.
   */
  ListEvaluations(argument: _blockqnn_registry_v1_ListEvaluationsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_ListEvaluationsResponse>): grpc.ClientUnaryCall;
  ListEvaluations(argument: _blockqnn_registry_v1_ListEvaluationsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_ListEvaluationsResponse>): grpc.ClientUnaryCall;
  ListEvaluations(argument: _blockqnn_registry_v1_ListEvaluationsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_ListEvaluationsResponse>): grpc.ClientUnaryCall;
  ListEvaluations(argument: _blockqnn_registry_v1_ListEvaluationsRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_ListEvaluationsResponse>): grpc.ClientUnaryCall;
  /**
   * Evaluations in the order they arrived.
   */
  listEvaluations(argument: _blockqnn_registry_v1_ListEvaluationsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_ListEvaluationsResponse>): grpc.ClientUnaryCall;
  listEvaluations(argument: _blockqnn_registry_v1_ListEvaluationsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_ListEvaluationsResponse>): grpc.ClientUnaryCall;
  listEvaluations(argument: _blockqnn_registry_v1_ListEvaluationsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_ListEvaluationsResponse>): grpc.ClientUnaryCall;
  listEvaluations(argument: _blockqnn_registry_v1_ListEvaluationsRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_ListEvaluationsResponse>): grpc.ClientUnaryCall;
  
  /**
   * Well-known blocks written in this code, evaluated or not, to hold results against.
   */
  ListReferenceBlocks(argument: _blockqnn_registry_v1_ListReferenceBlocksRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_ListReferenceBlocksResponse>): grpc.ClientUnaryCall;
  ListReferenceBlocks(argument: _blockqnn_registry_v1_ListReferenceBlocksRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_ListReferenceBlocksResponse>): grpc.ClientUnaryCall;
  ListReferenceBlocks(argument: _blockqnn_registry_v1_ListReferenceBlocksRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_ListReferenceBlocksResponse>): grpc.ClientUnaryCall;
  ListReferenceBlocks(argument: _blockqnn_registry_v1_ListReferenceBlocksRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_ListReferenceBlocksResponse>): grpc.ClientUnaryCall;
  /**
   * Well-known blocks written in this code, evaluated or not, to hold results against.
   */
  listReferenceBlocks(argument: _blockqnn_registry_v1_ListReferenceBlocksRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_ListReferenceBlocksResponse>): grpc.ClientUnaryCall;
  listReferenceBlocks(argument: _blockqnn_registry_v1_ListReferenceBlocksRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_ListReferenceBlocksResponse>): grpc.ClientUnaryCall;
  listReferenceBlocks(argument: _blockqnn_registry_v1_ListReferenceBlocksRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_ListReferenceBlocksResponse>): grpc.ClientUnaryCall;
  listReferenceBlocks(argument: _blockqnn_registry_v1_ListReferenceBlocksRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_ListReferenceBlocksResponse>): grpc.ClientUnaryCall;
  
  /**
   * Full trainings, the best first.
   */
  ListTrainings(argument: _blockqnn_registry_v1_ListTrainingsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_ListTrainingsResponse>): grpc.ClientUnaryCall;
  ListTrainings(argument: _blockqnn_registry_v1_ListTrainingsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_ListTrainingsResponse>): grpc.ClientUnaryCall;
  ListTrainings(argument: _blockqnn_registry_v1_ListTrainingsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_ListTrainingsResponse>): grpc.ClientUnaryCall;
  ListTrainings(argument: _blockqnn_registry_v1_ListTrainingsRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_ListTrainingsResponse>): grpc.ClientUnaryCall;
  /**
   * Full trainings, the best first.
   */
  listTrainings(argument: _blockqnn_registry_v1_ListTrainingsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_ListTrainingsResponse>): grpc.ClientUnaryCall;
  listTrainings(argument: _blockqnn_registry_v1_ListTrainingsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_ListTrainingsResponse>): grpc.ClientUnaryCall;
  listTrainings(argument: _blockqnn_registry_v1_ListTrainingsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_ListTrainingsResponse>): grpc.ClientUnaryCall;
  listTrainings(argument: _blockqnn_registry_v1_ListTrainingsRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_ListTrainingsResponse>): grpc.ClientUnaryCall;
  
  /**
   * Blocks with their best evaluation under a filter.
   * 
   * INVALID_ARGUMENT: a filter or order that does not parse; position and known fields are named.
   */
  QueryBlocks(argument: _blockqnn_registry_v1_QueryBlocksRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_QueryBlocksResponse>): grpc.ClientUnaryCall;
  QueryBlocks(argument: _blockqnn_registry_v1_QueryBlocksRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_QueryBlocksResponse>): grpc.ClientUnaryCall;
  QueryBlocks(argument: _blockqnn_registry_v1_QueryBlocksRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_QueryBlocksResponse>): grpc.ClientUnaryCall;
  QueryBlocks(argument: _blockqnn_registry_v1_QueryBlocksRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_QueryBlocksResponse>): grpc.ClientUnaryCall;
  /**
   * Blocks with their best evaluation under a filter.
   * 
   * INVALID_ARGUMENT: a filter or order that does not parse; position and known fields are named.
   */
  queryBlocks(argument: _blockqnn_registry_v1_QueryBlocksRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_QueryBlocksResponse>): grpc.ClientUnaryCall;
  queryBlocks(argument: _blockqnn_registry_v1_QueryBlocksRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_QueryBlocksResponse>): grpc.ClientUnaryCall;
  queryBlocks(argument: _blockqnn_registry_v1_QueryBlocksRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_QueryBlocksResponse>): grpc.ClientUnaryCall;
  queryBlocks(argument: _blockqnn_registry_v1_QueryBlocksRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_QueryBlocksResponse>): grpc.ClientUnaryCall;
  
  /**
   * How much of an artifact has been uploaded. One that is there whole counts as uploaded just now.
   * 
   * UNAVAILABLE (ARTIFACTS_UNAVAILABLE): the artifact store is away.
   */
  QueryUpload(argument: _blockqnn_registry_v1_QueryUploadRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_QueryUploadResponse>): grpc.ClientUnaryCall;
  QueryUpload(argument: _blockqnn_registry_v1_QueryUploadRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_QueryUploadResponse>): grpc.ClientUnaryCall;
  QueryUpload(argument: _blockqnn_registry_v1_QueryUploadRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_QueryUploadResponse>): grpc.ClientUnaryCall;
  QueryUpload(argument: _blockqnn_registry_v1_QueryUploadRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_QueryUploadResponse>): grpc.ClientUnaryCall;
  /**
   * How much of an artifact has been uploaded. One that is there whole counts as uploaded just now.
   * 
   * UNAVAILABLE (ARTIFACTS_UNAVAILABLE): the artifact store is away.
   */
  queryUpload(argument: _blockqnn_registry_v1_QueryUploadRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_QueryUploadResponse>): grpc.ClientUnaryCall;
  queryUpload(argument: _blockqnn_registry_v1_QueryUploadRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_QueryUploadResponse>): grpc.ClientUnaryCall;
  queryUpload(argument: _blockqnn_registry_v1_QueryUploadRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_QueryUploadResponse>): grpc.ClientUnaryCall;
  queryUpload(argument: _blockqnn_registry_v1_QueryUploadRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_QueryUploadResponse>): grpc.ClientUnaryCall;
  
  /**
   * Names the newest checkpoint of a full training under way, which was uploaded before, so that the
   * training can go on elsewhere. The one named before is removed, unless something else names it; once the
   * training is registered, so is this one. Or says that the training begins anew: the checkpoint named
   * before is forgotten, and from then on checkpoints are taken though the training is registered already.
   * 
   * FAILED_PRECONDITION (NO_CHECKPOINT): the checkpoint is not kept; upload it first. FAILED_PRECONDITION
   * (TRAINING_REGISTERED): the training is done, and was not begun anew.
   */
  RegisterCheckpoint(argument: _blockqnn_registry_v1_RegisterCheckpointRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_RegisterCheckpointResponse>): grpc.ClientUnaryCall;
  RegisterCheckpoint(argument: _blockqnn_registry_v1_RegisterCheckpointRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_RegisterCheckpointResponse>): grpc.ClientUnaryCall;
  RegisterCheckpoint(argument: _blockqnn_registry_v1_RegisterCheckpointRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_RegisterCheckpointResponse>): grpc.ClientUnaryCall;
  RegisterCheckpoint(argument: _blockqnn_registry_v1_RegisterCheckpointRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_RegisterCheckpointResponse>): grpc.ClientUnaryCall;
  /**
   * Names the newest checkpoint of a full training under way, which was uploaded before, so that the
   * training can go on elsewhere. The one named before is removed, unless something else names it; once the
   * training is registered, so is this one. Or says that the training begins anew: the checkpoint named
   * before is forgotten, and from then on checkpoints are taken though the training is registered already.
   * 
   * FAILED_PRECONDITION (NO_CHECKPOINT): the checkpoint is not kept; upload it first. FAILED_PRECONDITION
   * (TRAINING_REGISTERED): the training is done, and was not begun anew.
   */
  registerCheckpoint(argument: _blockqnn_registry_v1_RegisterCheckpointRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_RegisterCheckpointResponse>): grpc.ClientUnaryCall;
  registerCheckpoint(argument: _blockqnn_registry_v1_RegisterCheckpointRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_RegisterCheckpointResponse>): grpc.ClientUnaryCall;
  registerCheckpoint(argument: _blockqnn_registry_v1_RegisterCheckpointRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_RegisterCheckpointResponse>): grpc.ClientUnaryCall;
  registerCheckpoint(argument: _blockqnn_registry_v1_RegisterCheckpointRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_RegisterCheckpointResponse>): grpc.ClientUnaryCall;
  
  /**
   * Keeps a full training whose weights were uploaded before. Sending the same again is no error;
   * another result under the same name takes the place of the first.
   * 
   * INVALID_ARGUMENT: fields and bounds in google.rpc.BadRequest; weights that are not those of the
   * network are one of them. FAILED_PRECONDITION (NO_WEIGHTS): the weights are not kept; upload them
   * first.
   */
  RegisterTraining(argument: _blockqnn_registry_v1_RegisterTrainingRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_RegisterTrainingResponse>): grpc.ClientUnaryCall;
  RegisterTraining(argument: _blockqnn_registry_v1_RegisterTrainingRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_RegisterTrainingResponse>): grpc.ClientUnaryCall;
  RegisterTraining(argument: _blockqnn_registry_v1_RegisterTrainingRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_RegisterTrainingResponse>): grpc.ClientUnaryCall;
  RegisterTraining(argument: _blockqnn_registry_v1_RegisterTrainingRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_RegisterTrainingResponse>): grpc.ClientUnaryCall;
  /**
   * Keeps a full training whose weights were uploaded before. Sending the same again is no error;
   * another result under the same name takes the place of the first.
   * 
   * INVALID_ARGUMENT: fields and bounds in google.rpc.BadRequest; weights that are not those of the
   * network are one of them. FAILED_PRECONDITION (NO_WEIGHTS): the weights are not kept; upload them
   * first.
   */
  registerTraining(argument: _blockqnn_registry_v1_RegisterTrainingRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_RegisterTrainingResponse>): grpc.ClientUnaryCall;
  registerTraining(argument: _blockqnn_registry_v1_RegisterTrainingRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_RegisterTrainingResponse>): grpc.ClientUnaryCall;
  registerTraining(argument: _blockqnn_registry_v1_RegisterTrainingRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_RegisterTrainingResponse>): grpc.ClientUnaryCall;
  registerTraining(argument: _blockqnn_registry_v1_RegisterTrainingRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_RegisterTrainingResponse>): grpc.ClientUnaryCall;
  
  /**
   * Keeps an artifact (trained weights, a checkpoint, a curve) under its SHA-256. Sending the same again
   * is no error, and makes it count as uploaded just now. What came of an upload that broke off can be
   * gone on with for a day: QueryUpload says from where.
   * 
   * INVALID_ARGUMENT: size, checksum or form differ from what the header says; nothing is kept then.
   * ABORTED: what header.offset goes on from is not there, is damaged (UPLOAD_OFFSET, UPLOAD_DAMAGED), or
   * another call is at it (UPLOAD_UNDER_WAY); ask QueryUpload again. RESOURCE_EXHAUSTED (STORE_FULL): no
   * room. UNAVAILABLE (ARTIFACTS_UNAVAILABLE): the artifact store is away.
   */
  UploadArtifact(metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_UploadArtifactResponse>): grpc.ClientWritableStream<_blockqnn_registry_v1_UploadArtifactRequestInput>;
  UploadArtifact(metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_UploadArtifactResponse>): grpc.ClientWritableStream<_blockqnn_registry_v1_UploadArtifactRequestInput>;
  UploadArtifact(options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_UploadArtifactResponse>): grpc.ClientWritableStream<_blockqnn_registry_v1_UploadArtifactRequestInput>;
  UploadArtifact(callback: grpc.requestCallback<_blockqnn_registry_v1_UploadArtifactResponse>): grpc.ClientWritableStream<_blockqnn_registry_v1_UploadArtifactRequestInput>;
  /**
   * Keeps an artifact (trained weights, a checkpoint, a curve) under its SHA-256. Sending the same again
   * is no error, and makes it count as uploaded just now. What came of an upload that broke off can be
   * gone on with for a day: QueryUpload says from where.
   * 
   * INVALID_ARGUMENT: size, checksum or form differ from what the header says; nothing is kept then.
   * ABORTED: what header.offset goes on from is not there, is damaged (UPLOAD_OFFSET, UPLOAD_DAMAGED), or
   * another call is at it (UPLOAD_UNDER_WAY); ask QueryUpload again. RESOURCE_EXHAUSTED (STORE_FULL): no
   * room. UNAVAILABLE (ARTIFACTS_UNAVAILABLE): the artifact store is away.
   */
  uploadArtifact(metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_UploadArtifactResponse>): grpc.ClientWritableStream<_blockqnn_registry_v1_UploadArtifactRequestInput>;
  uploadArtifact(metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_UploadArtifactResponse>): grpc.ClientWritableStream<_blockqnn_registry_v1_UploadArtifactRequestInput>;
  uploadArtifact(options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_UploadArtifactResponse>): grpc.ClientWritableStream<_blockqnn_registry_v1_UploadArtifactRequestInput>;
  uploadArtifact(callback: grpc.requestCallback<_blockqnn_registry_v1_UploadArtifactResponse>): grpc.ClientWritableStream<_blockqnn_registry_v1_UploadArtifactRequestInput>;
  
}

/**
 * Completed evaluations, blocks and models.
 */
export interface RegistryServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Structure of the best blocks against that of all: which traits they have how much more often,
   * and how their figures differ. A block counts once, by the means over its measured evaluations.
   * 
   * DEADLINE_EXCEEDED: so many blocks that they could not be looked at in time; narrow the filter.
   */
  AnalyzeBlocks: grpc.handleUnaryCall<_blockqnn_registry_v1_AnalyzeBlocksRequest, _blockqnn_registry_v1_AnalyzeBlocksResponseInput>;
  
  /**
   * Removes artifacts that no evaluation and no training, done or under way, names and that were uploaded longer ago than the
   * registry's grace period. Streams what it removes, in batches.
   * 
   * FAILED_PRECONDITION (COLLECTION_OFF): the registry is told never to collect. ABORTED
   * (COLLECTION_UNDER_WAY): another collection is at it.
   */
  CollectArtifacts: grpc.handleServerStreamingCall<_blockqnn_registry_v1_CollectArtifactsRequest, _blockqnn_registry_v1_CollectArtifactsResponseInput>;
  
  /**
   * Best and mean accuracy of each strategy by the number of evaluations, over its searches.
   */
  CompareStrategies: grpc.handleUnaryCall<_blockqnn_registry_v1_CompareStrategiesRequest, _blockqnn_registry_v1_CompareStrategiesResponseInput>;
  
  /**
   * Stacks a block into a model and streams its files: first a header that lists them, then their
   * bytes in that order. A stream that broke off goes on where resume says.
   * 
   * INVALID_ARGUMENT: fields and bounds in google.rpc.BadRequest. NOT_FOUND: neither an evaluation nor
   * a training of that name is kept, and no reference block has it. FAILED_PRECONDITION:
   * NO_TRAINED_WEIGHTS; MODEL_CHANGED where the model to go on with is another one by now.
   * RESOURCE_EXHAUSTED: EXPORTS_BUSY, DISK_FULL.
   */
  ExportModel: grpc.handleServerStreamingCall<_blockqnn_registry_v1_ExportModelRequest, _blockqnn_registry_v1_ExportModelResponseInput>;
  
  /**
   * Streams an artifact's bytes from an offset on: first a header with length and checksum of the whole.
   * 
   * NOT_FOUND: it is not kept. UNAVAILABLE (ARTIFACTS_UNAVAILABLE): the artifact store is away.
   */
  FetchArtifact: grpc.handleServerStreamingCall<_blockqnn_registry_v1_FetchArtifactRequest, _blockqnn_registry_v1_FetchArtifactResponseInput>;
  
  /**
   * The evaluated blocks that are most like a given one.
   * 
   * INVALID_ARGUMENT: fields and bounds in google.rpc.BadRequest. NOT_FOUND: a block is named that
   * neither was evaluated nor is a reference block.
   */
  FindNearestBlocks: grpc.handleUnaryCall<_blockqnn_registry_v1_FindNearestBlocksRequest, _blockqnn_registry_v1_FindNearestBlocksResponseInput>;
  
  /**
   * Evaluations that none other under the filter beats: the best compromises between two or three
   * figures.
   * 
   * INVALID_ARGUMENT: a filter or figures that do not parse; position and known fields are named.
   */
  FindParetoFront: grpc.handleUnaryCall<_blockqnn_registry_v1_FindParetoFrontRequest, _blockqnn_registry_v1_FindParetoFrontResponseInput>;
  
  /**
   * One block with everything known of it. NOT_FOUND where no evaluation of it is kept and it is no
   * reference block.
   */
  GetBlock: grpc.handleUnaryCall<_blockqnn_registry_v1_GetBlockRequest, _blockqnn_registry_v1_GetBlockResponseInput>;
  
  /**
   * The newest checkpoint of a full training under way. NOT_FOUND where none is kept.
   */
  GetCheckpoint: grpc.handleUnaryCall<_blockqnn_registry_v1_GetCheckpointRequest, _blockqnn_registry_v1_GetCheckpointResponseInput>;
  
  /**
   * One full training. NOT_FOUND where it is not kept.
   */
  GetTraining: grpc.handleUnaryCall<_blockqnn_registry_v1_GetTrainingRequest, _blockqnn_registry_v1_GetTrainingResponseInput>;
  
  /**
   * Artifacts by kind and SHA-256, with whether anything names them.
   */
  ListArtifacts: grpc.handleUnaryCall<_blockqnn_registry_v1_ListArtifactsRequest, _blockqnn_registry_v1_ListArtifactsResponseInput>;
  
  /**
   * Evaluations in the order they arrived.
   */
  ListEvaluations: grpc.handleUnaryCall<_blockqnn_registry_v1_ListEvaluationsRequest, _blockqnn_registry_v1_ListEvaluationsResponseInput>;
  
  /**
   * Well-known blocks written in this code, evaluated or not, to hold results against.
   */
  ListReferenceBlocks: grpc.handleUnaryCall<_blockqnn_registry_v1_ListReferenceBlocksRequest, _blockqnn_registry_v1_ListReferenceBlocksResponseInput>;
  
  /**
   * Full trainings, the best first.
   */
  ListTrainings: grpc.handleUnaryCall<_blockqnn_registry_v1_ListTrainingsRequest, _blockqnn_registry_v1_ListTrainingsResponseInput>;
  
  /**
   * Blocks with their best evaluation under a filter.
   * 
   * INVALID_ARGUMENT: a filter or order that does not parse; position and known fields are named.
   */
  QueryBlocks: grpc.handleUnaryCall<_blockqnn_registry_v1_QueryBlocksRequest, _blockqnn_registry_v1_QueryBlocksResponseInput>;
  
  /**
   * How much of an artifact has been uploaded. One that is there whole counts as uploaded just now.
   * 
   * UNAVAILABLE (ARTIFACTS_UNAVAILABLE): the artifact store is away.
   */
  QueryUpload: grpc.handleUnaryCall<_blockqnn_registry_v1_QueryUploadRequest, _blockqnn_registry_v1_QueryUploadResponseInput>;
  
  /**
   * Names the newest checkpoint of a full training under way, which was uploaded before, so that the
   * training can go on elsewhere. The one named before is removed, unless something else names it; once the
   * training is registered, so is this one. Or says that the training begins anew: the checkpoint named
   * before is forgotten, and from then on checkpoints are taken though the training is registered already.
   * 
   * FAILED_PRECONDITION (NO_CHECKPOINT): the checkpoint is not kept; upload it first. FAILED_PRECONDITION
   * (TRAINING_REGISTERED): the training is done, and was not begun anew.
   */
  RegisterCheckpoint: grpc.handleUnaryCall<_blockqnn_registry_v1_RegisterCheckpointRequest, _blockqnn_registry_v1_RegisterCheckpointResponseInput>;
  
  /**
   * Keeps a full training whose weights were uploaded before. Sending the same again is no error;
   * another result under the same name takes the place of the first.
   * 
   * INVALID_ARGUMENT: fields and bounds in google.rpc.BadRequest; weights that are not those of the
   * network are one of them. FAILED_PRECONDITION (NO_WEIGHTS): the weights are not kept; upload them
   * first.
   */
  RegisterTraining: grpc.handleUnaryCall<_blockqnn_registry_v1_RegisterTrainingRequest, _blockqnn_registry_v1_RegisterTrainingResponseInput>;
  
  /**
   * Keeps an artifact (trained weights, a checkpoint, a curve) under its SHA-256. Sending the same again
   * is no error, and makes it count as uploaded just now. What came of an upload that broke off can be
   * gone on with for a day: QueryUpload says from where.
   * 
   * INVALID_ARGUMENT: size, checksum or form differ from what the header says; nothing is kept then.
   * ABORTED: what header.offset goes on from is not there, is damaged (UPLOAD_OFFSET, UPLOAD_DAMAGED), or
   * another call is at it (UPLOAD_UNDER_WAY); ask QueryUpload again. RESOURCE_EXHAUSTED (STORE_FULL): no
   * room. UNAVAILABLE (ARTIFACTS_UNAVAILABLE): the artifact store is away.
   */
  UploadArtifact: grpc.handleClientStreamingCall<_blockqnn_registry_v1_UploadArtifactRequest, _blockqnn_registry_v1_UploadArtifactResponseInput>;
  
}

export interface RegistryServiceDefinition extends grpc.ServiceDefinition {
  AnalyzeBlocks: MethodDefinition<_blockqnn_registry_v1_AnalyzeBlocksRequestInput, _blockqnn_registry_v1_AnalyzeBlocksResponseInput, _blockqnn_registry_v1_AnalyzeBlocksRequest, _blockqnn_registry_v1_AnalyzeBlocksResponse>
  CollectArtifacts: MethodDefinition<_blockqnn_registry_v1_CollectArtifactsRequestInput, _blockqnn_registry_v1_CollectArtifactsResponseInput, _blockqnn_registry_v1_CollectArtifactsRequest, _blockqnn_registry_v1_CollectArtifactsResponse>
  CompareStrategies: MethodDefinition<_blockqnn_registry_v1_CompareStrategiesRequestInput, _blockqnn_registry_v1_CompareStrategiesResponseInput, _blockqnn_registry_v1_CompareStrategiesRequest, _blockqnn_registry_v1_CompareStrategiesResponse>
  ExportModel: MethodDefinition<_blockqnn_registry_v1_ExportModelRequestInput, _blockqnn_registry_v1_ExportModelResponseInput, _blockqnn_registry_v1_ExportModelRequest, _blockqnn_registry_v1_ExportModelResponse>
  FetchArtifact: MethodDefinition<_blockqnn_registry_v1_FetchArtifactRequestInput, _blockqnn_registry_v1_FetchArtifactResponseInput, _blockqnn_registry_v1_FetchArtifactRequest, _blockqnn_registry_v1_FetchArtifactResponse>
  FindNearestBlocks: MethodDefinition<_blockqnn_registry_v1_FindNearestBlocksRequestInput, _blockqnn_registry_v1_FindNearestBlocksResponseInput, _blockqnn_registry_v1_FindNearestBlocksRequest, _blockqnn_registry_v1_FindNearestBlocksResponse>
  FindParetoFront: MethodDefinition<_blockqnn_registry_v1_FindParetoFrontRequestInput, _blockqnn_registry_v1_FindParetoFrontResponseInput, _blockqnn_registry_v1_FindParetoFrontRequest, _blockqnn_registry_v1_FindParetoFrontResponse>
  GetBlock: MethodDefinition<_blockqnn_registry_v1_GetBlockRequestInput, _blockqnn_registry_v1_GetBlockResponseInput, _blockqnn_registry_v1_GetBlockRequest, _blockqnn_registry_v1_GetBlockResponse>
  GetCheckpoint: MethodDefinition<_blockqnn_registry_v1_GetCheckpointRequestInput, _blockqnn_registry_v1_GetCheckpointResponseInput, _blockqnn_registry_v1_GetCheckpointRequest, _blockqnn_registry_v1_GetCheckpointResponse>
  GetTraining: MethodDefinition<_blockqnn_registry_v1_GetTrainingRequestInput, _blockqnn_registry_v1_GetTrainingResponseInput, _blockqnn_registry_v1_GetTrainingRequest, _blockqnn_registry_v1_GetTrainingResponse>
  ListArtifacts: MethodDefinition<_blockqnn_registry_v1_ListArtifactsRequestInput, _blockqnn_registry_v1_ListArtifactsResponseInput, _blockqnn_registry_v1_ListArtifactsRequest, _blockqnn_registry_v1_ListArtifactsResponse>
  ListEvaluations: MethodDefinition<_blockqnn_registry_v1_ListEvaluationsRequestInput, _blockqnn_registry_v1_ListEvaluationsResponseInput, _blockqnn_registry_v1_ListEvaluationsRequest, _blockqnn_registry_v1_ListEvaluationsResponse>
  ListReferenceBlocks: MethodDefinition<_blockqnn_registry_v1_ListReferenceBlocksRequestInput, _blockqnn_registry_v1_ListReferenceBlocksResponseInput, _blockqnn_registry_v1_ListReferenceBlocksRequest, _blockqnn_registry_v1_ListReferenceBlocksResponse>
  ListTrainings: MethodDefinition<_blockqnn_registry_v1_ListTrainingsRequestInput, _blockqnn_registry_v1_ListTrainingsResponseInput, _blockqnn_registry_v1_ListTrainingsRequest, _blockqnn_registry_v1_ListTrainingsResponse>
  QueryBlocks: MethodDefinition<_blockqnn_registry_v1_QueryBlocksRequestInput, _blockqnn_registry_v1_QueryBlocksResponseInput, _blockqnn_registry_v1_QueryBlocksRequest, _blockqnn_registry_v1_QueryBlocksResponse>
  QueryUpload: MethodDefinition<_blockqnn_registry_v1_QueryUploadRequestInput, _blockqnn_registry_v1_QueryUploadResponseInput, _blockqnn_registry_v1_QueryUploadRequest, _blockqnn_registry_v1_QueryUploadResponse>
  RegisterCheckpoint: MethodDefinition<_blockqnn_registry_v1_RegisterCheckpointRequestInput, _blockqnn_registry_v1_RegisterCheckpointResponseInput, _blockqnn_registry_v1_RegisterCheckpointRequest, _blockqnn_registry_v1_RegisterCheckpointResponse>
  RegisterTraining: MethodDefinition<_blockqnn_registry_v1_RegisterTrainingRequestInput, _blockqnn_registry_v1_RegisterTrainingResponseInput, _blockqnn_registry_v1_RegisterTrainingRequest, _blockqnn_registry_v1_RegisterTrainingResponse>
  UploadArtifact: MethodDefinition<_blockqnn_registry_v1_UploadArtifactRequestInput, _blockqnn_registry_v1_UploadArtifactResponseInput, _blockqnn_registry_v1_UploadArtifactRequest, _blockqnn_registry_v1_UploadArtifactResponse>
}
