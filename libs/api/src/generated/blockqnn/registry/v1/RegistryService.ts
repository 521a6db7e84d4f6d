// Original file: proto/blockqnn/registry/v1/registry.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { AnalyzeBlocksRequestInput as _blockqnn_registry_v1_AnalyzeBlocksRequestInput, AnalyzeBlocksRequest as _blockqnn_registry_v1_AnalyzeBlocksRequest } from '../../../blockqnn/registry/v1/AnalyzeBlocksRequest.js';
import type { AnalyzeBlocksResponseInput as _blockqnn_registry_v1_AnalyzeBlocksResponseInput, AnalyzeBlocksResponse as _blockqnn_registry_v1_AnalyzeBlocksResponse } from '../../../blockqnn/registry/v1/AnalyzeBlocksResponse.js';
import type { CompareStrategiesRequestInput as _blockqnn_registry_v1_CompareStrategiesRequestInput, CompareStrategiesRequest as _blockqnn_registry_v1_CompareStrategiesRequest } from '../../../blockqnn/registry/v1/CompareStrategiesRequest.js';
import type { CompareStrategiesResponseInput as _blockqnn_registry_v1_CompareStrategiesResponseInput, CompareStrategiesResponse as _blockqnn_registry_v1_CompareStrategiesResponse } from '../../../blockqnn/registry/v1/CompareStrategiesResponse.js';
import type { ExportModelRequestInput as _blockqnn_registry_v1_ExportModelRequestInput, ExportModelRequest as _blockqnn_registry_v1_ExportModelRequest } from '../../../blockqnn/registry/v1/ExportModelRequest.js';
import type { ExportModelResponseInput as _blockqnn_registry_v1_ExportModelResponseInput, ExportModelResponse as _blockqnn_registry_v1_ExportModelResponse } from '../../../blockqnn/registry/v1/ExportModelResponse.js';
import type { FindNearestBlocksRequestInput as _blockqnn_registry_v1_FindNearestBlocksRequestInput, FindNearestBlocksRequest as _blockqnn_registry_v1_FindNearestBlocksRequest } from '../../../blockqnn/registry/v1/FindNearestBlocksRequest.js';
import type { FindNearestBlocksResponseInput as _blockqnn_registry_v1_FindNearestBlocksResponseInput, FindNearestBlocksResponse as _blockqnn_registry_v1_FindNearestBlocksResponse } from '../../../blockqnn/registry/v1/FindNearestBlocksResponse.js';
import type { FindParetoFrontRequestInput as _blockqnn_registry_v1_FindParetoFrontRequestInput, FindParetoFrontRequest as _blockqnn_registry_v1_FindParetoFrontRequest } from '../../../blockqnn/registry/v1/FindParetoFrontRequest.js';
import type { FindParetoFrontResponseInput as _blockqnn_registry_v1_FindParetoFrontResponseInput, FindParetoFrontResponse as _blockqnn_registry_v1_FindParetoFrontResponse } from '../../../blockqnn/registry/v1/FindParetoFrontResponse.js';
import type { GetBlockRequestInput as _blockqnn_registry_v1_GetBlockRequestInput, GetBlockRequest as _blockqnn_registry_v1_GetBlockRequest } from '../../../blockqnn/registry/v1/GetBlockRequest.js';
import type { GetBlockResponseInput as _blockqnn_registry_v1_GetBlockResponseInput, GetBlockResponse as _blockqnn_registry_v1_GetBlockResponse } from '../../../blockqnn/registry/v1/GetBlockResponse.js';
import type { GetTrainingRequestInput as _blockqnn_registry_v1_GetTrainingRequestInput, GetTrainingRequest as _blockqnn_registry_v1_GetTrainingRequest } from '../../../blockqnn/registry/v1/GetTrainingRequest.js';
import type { GetTrainingResponseInput as _blockqnn_registry_v1_GetTrainingResponseInput, GetTrainingResponse as _blockqnn_registry_v1_GetTrainingResponse } from '../../../blockqnn/registry/v1/GetTrainingResponse.js';
import type { ListEvaluationsRequestInput as _blockqnn_registry_v1_ListEvaluationsRequestInput, ListEvaluationsRequest as _blockqnn_registry_v1_ListEvaluationsRequest } from '../../../blockqnn/registry/v1/ListEvaluationsRequest.js';
import type { ListEvaluationsResponseInput as _blockqnn_registry_v1_ListEvaluationsResponseInput, ListEvaluationsResponse as _blockqnn_registry_v1_ListEvaluationsResponse } from '../../../blockqnn/registry/v1/ListEvaluationsResponse.js';
import type { ListReferenceBlocksRequestInput as _blockqnn_registry_v1_ListReferenceBlocksRequestInput, ListReferenceBlocksRequest as _blockqnn_registry_v1_ListReferenceBlocksRequest } from '../../../blockqnn/registry/v1/ListReferenceBlocksRequest.js';
import type { ListReferenceBlocksResponseInput as _blockqnn_registry_v1_ListReferenceBlocksResponseInput, ListReferenceBlocksResponse as _blockqnn_registry_v1_ListReferenceBlocksResponse } from '../../../blockqnn/registry/v1/ListReferenceBlocksResponse.js';
import type { ListTrainingsRequestInput as _blockqnn_registry_v1_ListTrainingsRequestInput, ListTrainingsRequest as _blockqnn_registry_v1_ListTrainingsRequest } from '../../../blockqnn/registry/v1/ListTrainingsRequest.js';
import type { ListTrainingsResponseInput as _blockqnn_registry_v1_ListTrainingsResponseInput, ListTrainingsResponse as _blockqnn_registry_v1_ListTrainingsResponse } from '../../../blockqnn/registry/v1/ListTrainingsResponse.js';
import type { QueryBlocksRequestInput as _blockqnn_registry_v1_QueryBlocksRequestInput, QueryBlocksRequest as _blockqnn_registry_v1_QueryBlocksRequest } from '../../../blockqnn/registry/v1/QueryBlocksRequest.js';
import type { QueryBlocksResponseInput as _blockqnn_registry_v1_QueryBlocksResponseInput, QueryBlocksResponse as _blockqnn_registry_v1_QueryBlocksResponse } from '../../../blockqnn/registry/v1/QueryBlocksResponse.js';
import type { RegisterTrainingRequestInput as _blockqnn_registry_v1_RegisterTrainingRequestInput, RegisterTrainingRequest as _blockqnn_registry_v1_RegisterTrainingRequest } from '../../../blockqnn/registry/v1/RegisterTrainingRequest.js';
import type { RegisterTrainingResponseInput as _blockqnn_registry_v1_RegisterTrainingResponseInput, RegisterTrainingResponse as _blockqnn_registry_v1_RegisterTrainingResponse } from '../../../blockqnn/registry/v1/RegisterTrainingResponse.js';
import type { UploadWeightsRequestInput as _blockqnn_registry_v1_UploadWeightsRequestInput, UploadWeightsRequest as _blockqnn_registry_v1_UploadWeightsRequest } from '../../../blockqnn/registry/v1/UploadWeightsRequest.js';
import type { UploadWeightsResponseInput as _blockqnn_registry_v1_UploadWeightsResponseInput, UploadWeightsResponse as _blockqnn_registry_v1_UploadWeightsResponse } from '../../../blockqnn/registry/v1/UploadWeightsResponse.js';

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
   * One block with everything known of it. NOT_FOUND where no evaluation of it is kept.
   */
  GetBlock(argument: _blockqnn_registry_v1_GetBlockRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_GetBlockResponse>): grpc.ClientUnaryCall;
  GetBlock(argument: _blockqnn_registry_v1_GetBlockRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_GetBlockResponse>): grpc.ClientUnaryCall;
  GetBlock(argument: _blockqnn_registry_v1_GetBlockRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_GetBlockResponse>): grpc.ClientUnaryCall;
  GetBlock(argument: _blockqnn_registry_v1_GetBlockRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_GetBlockResponse>): grpc.ClientUnaryCall;
  /**
   * One block with everything known of it. NOT_FOUND where no evaluation of it is kept.
   */
  getBlock(argument: _blockqnn_registry_v1_GetBlockRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_GetBlockResponse>): grpc.ClientUnaryCall;
  getBlock(argument: _blockqnn_registry_v1_GetBlockRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_GetBlockResponse>): grpc.ClientUnaryCall;
  getBlock(argument: _blockqnn_registry_v1_GetBlockRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_GetBlockResponse>): grpc.ClientUnaryCall;
  getBlock(argument: _blockqnn_registry_v1_GetBlockRequestInput, callback: grpc.requestCallback<_blockqnn_registry_v1_GetBlockResponse>): grpc.ClientUnaryCall;
  
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
   * Keeps trained weights under their SHA-256. Sending the same weights again is no error.
   * 
   * INVALID_ARGUMENT: size or checksum differ from the header's; nothing is kept then.
   */
  UploadWeights(metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_UploadWeightsResponse>): grpc.ClientWritableStream<_blockqnn_registry_v1_UploadWeightsRequestInput>;
  UploadWeights(metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_UploadWeightsResponse>): grpc.ClientWritableStream<_blockqnn_registry_v1_UploadWeightsRequestInput>;
  UploadWeights(options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_UploadWeightsResponse>): grpc.ClientWritableStream<_blockqnn_registry_v1_UploadWeightsRequestInput>;
  UploadWeights(callback: grpc.requestCallback<_blockqnn_registry_v1_UploadWeightsResponse>): grpc.ClientWritableStream<_blockqnn_registry_v1_UploadWeightsRequestInput>;
  /**
   * Keeps trained weights under their SHA-256. Sending the same weights again is no error.
   * 
   * INVALID_ARGUMENT: size or checksum differ from the header's; nothing is kept then.
   */
  uploadWeights(metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_UploadWeightsResponse>): grpc.ClientWritableStream<_blockqnn_registry_v1_UploadWeightsRequestInput>;
  uploadWeights(metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_registry_v1_UploadWeightsResponse>): grpc.ClientWritableStream<_blockqnn_registry_v1_UploadWeightsRequestInput>;
  uploadWeights(options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_registry_v1_UploadWeightsResponse>): grpc.ClientWritableStream<_blockqnn_registry_v1_UploadWeightsRequestInput>;
  uploadWeights(callback: grpc.requestCallback<_blockqnn_registry_v1_UploadWeightsResponse>): grpc.ClientWritableStream<_blockqnn_registry_v1_UploadWeightsRequestInput>;
  
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
   * One block with everything known of it. NOT_FOUND where no evaluation of it is kept.
   */
  GetBlock: grpc.handleUnaryCall<_blockqnn_registry_v1_GetBlockRequest, _blockqnn_registry_v1_GetBlockResponseInput>;
  
  /**
   * One full training. NOT_FOUND where it is not kept.
   */
  GetTraining: grpc.handleUnaryCall<_blockqnn_registry_v1_GetTrainingRequest, _blockqnn_registry_v1_GetTrainingResponseInput>;
  
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
   * Keeps a full training whose weights were uploaded before. Sending the same again is no error;
   * another result under the same name takes the place of the first.
   * 
   * INVALID_ARGUMENT: fields and bounds in google.rpc.BadRequest; weights that are not those of the
   * network are one of them. FAILED_PRECONDITION (NO_WEIGHTS): the weights are not kept; upload them
   * first.
   */
  RegisterTraining: grpc.handleUnaryCall<_blockqnn_registry_v1_RegisterTrainingRequest, _blockqnn_registry_v1_RegisterTrainingResponseInput>;
  
  /**
   * Keeps trained weights under their SHA-256. Sending the same weights again is no error.
   * 
   * INVALID_ARGUMENT: size or checksum differ from the header's; nothing is kept then.
   */
  UploadWeights: grpc.handleClientStreamingCall<_blockqnn_registry_v1_UploadWeightsRequest, _blockqnn_registry_v1_UploadWeightsResponseInput>;
  
}

export interface RegistryServiceDefinition extends grpc.ServiceDefinition {
  AnalyzeBlocks: MethodDefinition<_blockqnn_registry_v1_AnalyzeBlocksRequestInput, _blockqnn_registry_v1_AnalyzeBlocksResponseInput, _blockqnn_registry_v1_AnalyzeBlocksRequest, _blockqnn_registry_v1_AnalyzeBlocksResponse>
  CompareStrategies: MethodDefinition<_blockqnn_registry_v1_CompareStrategiesRequestInput, _blockqnn_registry_v1_CompareStrategiesResponseInput, _blockqnn_registry_v1_CompareStrategiesRequest, _blockqnn_registry_v1_CompareStrategiesResponse>
  ExportModel: MethodDefinition<_blockqnn_registry_v1_ExportModelRequestInput, _blockqnn_registry_v1_ExportModelResponseInput, _blockqnn_registry_v1_ExportModelRequest, _blockqnn_registry_v1_ExportModelResponse>
  FindNearestBlocks: MethodDefinition<_blockqnn_registry_v1_FindNearestBlocksRequestInput, _blockqnn_registry_v1_FindNearestBlocksResponseInput, _blockqnn_registry_v1_FindNearestBlocksRequest, _blockqnn_registry_v1_FindNearestBlocksResponse>
  FindParetoFront: MethodDefinition<_blockqnn_registry_v1_FindParetoFrontRequestInput, _blockqnn_registry_v1_FindParetoFrontResponseInput, _blockqnn_registry_v1_FindParetoFrontRequest, _blockqnn_registry_v1_FindParetoFrontResponse>
  GetBlock: MethodDefinition<_blockqnn_registry_v1_GetBlockRequestInput, _blockqnn_registry_v1_GetBlockResponseInput, _blockqnn_registry_v1_GetBlockRequest, _blockqnn_registry_v1_GetBlockResponse>
  GetTraining: MethodDefinition<_blockqnn_registry_v1_GetTrainingRequestInput, _blockqnn_registry_v1_GetTrainingResponseInput, _blockqnn_registry_v1_GetTrainingRequest, _blockqnn_registry_v1_GetTrainingResponse>
  ListEvaluations: MethodDefinition<_blockqnn_registry_v1_ListEvaluationsRequestInput, _blockqnn_registry_v1_ListEvaluationsResponseInput, _blockqnn_registry_v1_ListEvaluationsRequest, _blockqnn_registry_v1_ListEvaluationsResponse>
  ListReferenceBlocks: MethodDefinition<_blockqnn_registry_v1_ListReferenceBlocksRequestInput, _blockqnn_registry_v1_ListReferenceBlocksResponseInput, _blockqnn_registry_v1_ListReferenceBlocksRequest, _blockqnn_registry_v1_ListReferenceBlocksResponse>
  ListTrainings: MethodDefinition<_blockqnn_registry_v1_ListTrainingsRequestInput, _blockqnn_registry_v1_ListTrainingsResponseInput, _blockqnn_registry_v1_ListTrainingsRequest, _blockqnn_registry_v1_ListTrainingsResponse>
  QueryBlocks: MethodDefinition<_blockqnn_registry_v1_QueryBlocksRequestInput, _blockqnn_registry_v1_QueryBlocksResponseInput, _blockqnn_registry_v1_QueryBlocksRequest, _blockqnn_registry_v1_QueryBlocksResponse>
  RegisterTraining: MethodDefinition<_blockqnn_registry_v1_RegisterTrainingRequestInput, _blockqnn_registry_v1_RegisterTrainingResponseInput, _blockqnn_registry_v1_RegisterTrainingRequest, _blockqnn_registry_v1_RegisterTrainingResponse>
  UploadWeights: MethodDefinition<_blockqnn_registry_v1_UploadWeightsRequestInput, _blockqnn_registry_v1_UploadWeightsResponseInput, _blockqnn_registry_v1_UploadWeightsRequest, _blockqnn_registry_v1_UploadWeightsResponse>
}
