// Original file: proto/blockqnn/controller/v1/controller.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { AbandonTrialRequestInput as _blockqnn_controller_v1_AbandonTrialRequestInput, AbandonTrialRequest as _blockqnn_controller_v1_AbandonTrialRequest } from '../../../blockqnn/controller/v1/AbandonTrialRequest.js';
import type { AbandonTrialResponseInput as _blockqnn_controller_v1_AbandonTrialResponseInput, AbandonTrialResponse as _blockqnn_controller_v1_AbandonTrialResponse } from '../../../blockqnn/controller/v1/AbandonTrialResponse.js';
import type { CloneSearchRequestInput as _blockqnn_controller_v1_CloneSearchRequestInput, CloneSearchRequest as _blockqnn_controller_v1_CloneSearchRequest } from '../../../blockqnn/controller/v1/CloneSearchRequest.js';
import type { CloneSearchResponseInput as _blockqnn_controller_v1_CloneSearchResponseInput, CloneSearchResponse as _blockqnn_controller_v1_CloneSearchResponse } from '../../../blockqnn/controller/v1/CloneSearchResponse.js';
import type { CreateSearchRequestInput as _blockqnn_controller_v1_CreateSearchRequestInput, CreateSearchRequest as _blockqnn_controller_v1_CreateSearchRequest } from '../../../blockqnn/controller/v1/CreateSearchRequest.js';
import type { CreateSearchResponseInput as _blockqnn_controller_v1_CreateSearchResponseInput, CreateSearchResponse as _blockqnn_controller_v1_CreateSearchResponse } from '../../../blockqnn/controller/v1/CreateSearchResponse.js';
import type { DeleteSearchRequestInput as _blockqnn_controller_v1_DeleteSearchRequestInput, DeleteSearchRequest as _blockqnn_controller_v1_DeleteSearchRequest } from '../../../blockqnn/controller/v1/DeleteSearchRequest.js';
import type { DeleteSearchResponseInput as _blockqnn_controller_v1_DeleteSearchResponseInput, DeleteSearchResponse as _blockqnn_controller_v1_DeleteSearchResponse } from '../../../blockqnn/controller/v1/DeleteSearchResponse.js';
import type { GetSearchRequestInput as _blockqnn_controller_v1_GetSearchRequestInput, GetSearchRequest as _blockqnn_controller_v1_GetSearchRequest } from '../../../blockqnn/controller/v1/GetSearchRequest.js';
import type { GetSearchResponseInput as _blockqnn_controller_v1_GetSearchResponseInput, GetSearchResponse as _blockqnn_controller_v1_GetSearchResponse } from '../../../blockqnn/controller/v1/GetSearchResponse.js';
import type { ImportEvaluationsRequestInput as _blockqnn_controller_v1_ImportEvaluationsRequestInput, ImportEvaluationsRequest as _blockqnn_controller_v1_ImportEvaluationsRequest } from '../../../blockqnn/controller/v1/ImportEvaluationsRequest.js';
import type { ImportEvaluationsResponseInput as _blockqnn_controller_v1_ImportEvaluationsResponseInput, ImportEvaluationsResponse as _blockqnn_controller_v1_ImportEvaluationsResponse } from '../../../blockqnn/controller/v1/ImportEvaluationsResponse.js';
import type { ListSearchesRequestInput as _blockqnn_controller_v1_ListSearchesRequestInput, ListSearchesRequest as _blockqnn_controller_v1_ListSearchesRequest } from '../../../blockqnn/controller/v1/ListSearchesRequest.js';
import type { ListSearchesResponseInput as _blockqnn_controller_v1_ListSearchesResponseInput, ListSearchesResponse as _blockqnn_controller_v1_ListSearchesResponse } from '../../../blockqnn/controller/v1/ListSearchesResponse.js';
import type { ListTrialsRequestInput as _blockqnn_controller_v1_ListTrialsRequestInput, ListTrialsRequest as _blockqnn_controller_v1_ListTrialsRequest } from '../../../blockqnn/controller/v1/ListTrialsRequest.js';
import type { ListTrialsResponseInput as _blockqnn_controller_v1_ListTrialsResponseInput, ListTrialsResponse as _blockqnn_controller_v1_ListTrialsResponse } from '../../../blockqnn/controller/v1/ListTrialsResponse.js';
import type { PauseSearchRequestInput as _blockqnn_controller_v1_PauseSearchRequestInput, PauseSearchRequest as _blockqnn_controller_v1_PauseSearchRequest } from '../../../blockqnn/controller/v1/PauseSearchRequest.js';
import type { PauseSearchResponseInput as _blockqnn_controller_v1_PauseSearchResponseInput, PauseSearchResponse as _blockqnn_controller_v1_PauseSearchResponse } from '../../../blockqnn/controller/v1/PauseSearchResponse.js';
import type { ReplayEventsRequestInput as _blockqnn_controller_v1_ReplayEventsRequestInput, ReplayEventsRequest as _blockqnn_controller_v1_ReplayEventsRequest } from '../../../blockqnn/controller/v1/ReplayEventsRequest.js';
import type { ReplayEventsResponseInput as _blockqnn_controller_v1_ReplayEventsResponseInput, ReplayEventsResponse as _blockqnn_controller_v1_ReplayEventsResponse } from '../../../blockqnn/controller/v1/ReplayEventsResponse.js';
import type { ReportProgressRequestInput as _blockqnn_controller_v1_ReportProgressRequestInput, ReportProgressRequest as _blockqnn_controller_v1_ReportProgressRequest } from '../../../blockqnn/controller/v1/ReportProgressRequest.js';
import type { ReportProgressResponseInput as _blockqnn_controller_v1_ReportProgressResponseInput, ReportProgressResponse as _blockqnn_controller_v1_ReportProgressResponse } from '../../../blockqnn/controller/v1/ReportProgressResponse.js';
import type { RequestBlocksRequestInput as _blockqnn_controller_v1_RequestBlocksRequestInput, RequestBlocksRequest as _blockqnn_controller_v1_RequestBlocksRequest } from '../../../blockqnn/controller/v1/RequestBlocksRequest.js';
import type { RequestBlocksResponseInput as _blockqnn_controller_v1_RequestBlocksResponseInput, RequestBlocksResponse as _blockqnn_controller_v1_RequestBlocksResponse } from '../../../blockqnn/controller/v1/RequestBlocksResponse.js';
import type { ResumeSearchRequestInput as _blockqnn_controller_v1_ResumeSearchRequestInput, ResumeSearchRequest as _blockqnn_controller_v1_ResumeSearchRequest } from '../../../blockqnn/controller/v1/ResumeSearchRequest.js';
import type { ResumeSearchResponseInput as _blockqnn_controller_v1_ResumeSearchResponseInput, ResumeSearchResponse as _blockqnn_controller_v1_ResumeSearchResponse } from '../../../blockqnn/controller/v1/ResumeSearchResponse.js';
import type { SubmitRewardRequestInput as _blockqnn_controller_v1_SubmitRewardRequestInput, SubmitRewardRequest as _blockqnn_controller_v1_SubmitRewardRequest } from '../../../blockqnn/controller/v1/SubmitRewardRequest.js';
import type { SubmitRewardResponseInput as _blockqnn_controller_v1_SubmitRewardResponseInput, SubmitRewardResponse as _blockqnn_controller_v1_SubmitRewardResponse } from '../../../blockqnn/controller/v1/SubmitRewardResponse.js';
import type { UndeleteSearchRequestInput as _blockqnn_controller_v1_UndeleteSearchRequestInput, UndeleteSearchRequest as _blockqnn_controller_v1_UndeleteSearchRequest } from '../../../blockqnn/controller/v1/UndeleteSearchRequest.js';
import type { UndeleteSearchResponseInput as _blockqnn_controller_v1_UndeleteSearchResponseInput, UndeleteSearchResponse as _blockqnn_controller_v1_UndeleteSearchResponse } from '../../../blockqnn/controller/v1/UndeleteSearchResponse.js';
import type { WatchSearchRequestInput as _blockqnn_controller_v1_WatchSearchRequestInput, WatchSearchRequest as _blockqnn_controller_v1_WatchSearchRequest } from '../../../blockqnn/controller/v1/WatchSearchRequest.js';
import type { WatchSearchResponseInput as _blockqnn_controller_v1_WatchSearchResponseInput, WatchSearchResponse as _blockqnn_controller_v1_WatchSearchResponse } from '../../../blockqnn/controller/v1/WatchSearchResponse.js';

/**
 * Searches, and the trials that they consist of.
 */
export interface ControllerServiceClient extends grpc.Client {
  /**
   * Gives a block back, to be handed out to somebody else. Without any attempt left, the trial fails.
   * 
   * FAILED_PRECONDITION (LEASE_LOST): it is somebody else's by now.
   */
  AbandonTrial(argument: _blockqnn_controller_v1_AbandonTrialRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_AbandonTrialResponse>): grpc.ClientUnaryCall;
  AbandonTrial(argument: _blockqnn_controller_v1_AbandonTrialRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_AbandonTrialResponse>): grpc.ClientUnaryCall;
  AbandonTrial(argument: _blockqnn_controller_v1_AbandonTrialRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_AbandonTrialResponse>): grpc.ClientUnaryCall;
  AbandonTrial(argument: _blockqnn_controller_v1_AbandonTrialRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_AbandonTrialResponse>): grpc.ClientUnaryCall;
  /**
   * Gives a block back, to be handed out to somebody else. Without any attempt left, the trial fails.
   * 
   * FAILED_PRECONDITION (LEASE_LOST): it is somebody else's by now.
   */
  abandonTrial(argument: _blockqnn_controller_v1_AbandonTrialRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_AbandonTrialResponse>): grpc.ClientUnaryCall;
  abandonTrial(argument: _blockqnn_controller_v1_AbandonTrialRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_AbandonTrialResponse>): grpc.ClientUnaryCall;
  abandonTrial(argument: _blockqnn_controller_v1_AbandonTrialRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_AbandonTrialResponse>): grpc.ClientUnaryCall;
  abandonTrial(argument: _blockqnn_controller_v1_AbandonTrialRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_AbandonTrialResponse>): grpc.ClientUnaryCall;
  
  /**
   * Starts a search that knows all evaluations of another one: they teach its strategy, are never
   * trained again, and cost nothing of its budget.
   * 
   * INVALID_ARGUMENT: a changed specification under which the evaluations would mean something else.
   */
  CloneSearch(argument: _blockqnn_controller_v1_CloneSearchRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_CloneSearchResponse>): grpc.ClientUnaryCall;
  CloneSearch(argument: _blockqnn_controller_v1_CloneSearchRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_CloneSearchResponse>): grpc.ClientUnaryCall;
  CloneSearch(argument: _blockqnn_controller_v1_CloneSearchRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_CloneSearchResponse>): grpc.ClientUnaryCall;
  CloneSearch(argument: _blockqnn_controller_v1_CloneSearchRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_CloneSearchResponse>): grpc.ClientUnaryCall;
  /**
   * Starts a search that knows all evaluations of another one: they teach its strategy, are never
   * trained again, and cost nothing of its budget.
   * 
   * INVALID_ARGUMENT: a changed specification under which the evaluations would mean something else.
   */
  cloneSearch(argument: _blockqnn_controller_v1_CloneSearchRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_CloneSearchResponse>): grpc.ClientUnaryCall;
  cloneSearch(argument: _blockqnn_controller_v1_CloneSearchRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_CloneSearchResponse>): grpc.ClientUnaryCall;
  cloneSearch(argument: _blockqnn_controller_v1_CloneSearchRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_CloneSearchResponse>): grpc.ClientUnaryCall;
  cloneSearch(argument: _blockqnn_controller_v1_CloneSearchRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_CloneSearchResponse>): grpc.ClientUnaryCall;
  
  /**
   * Starts a search. All violations of the request are reported at once.
   * 
   * INVALID_ARGUMENT: fields and bounds in google.rpc.BadRequest.
   */
  CreateSearch(argument: _blockqnn_controller_v1_CreateSearchRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_CreateSearchResponse>): grpc.ClientUnaryCall;
  CreateSearch(argument: _blockqnn_controller_v1_CreateSearchRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_CreateSearchResponse>): grpc.ClientUnaryCall;
  CreateSearch(argument: _blockqnn_controller_v1_CreateSearchRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_CreateSearchResponse>): grpc.ClientUnaryCall;
  CreateSearch(argument: _blockqnn_controller_v1_CreateSearchRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_CreateSearchResponse>): grpc.ClientUnaryCall;
  /**
   * Starts a search. All violations of the request are reported at once.
   * 
   * INVALID_ARGUMENT: fields and bounds in google.rpc.BadRequest.
   */
  createSearch(argument: _blockqnn_controller_v1_CreateSearchRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_CreateSearchResponse>): grpc.ClientUnaryCall;
  createSearch(argument: _blockqnn_controller_v1_CreateSearchRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_CreateSearchResponse>): grpc.ClientUnaryCall;
  createSearch(argument: _blockqnn_controller_v1_CreateSearchRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_CreateSearchResponse>): grpc.ClientUnaryCall;
  createSearch(argument: _blockqnn_controller_v1_CreateSearchRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_CreateSearchResponse>): grpc.ClientUnaryCall;
  
  /**
   * Takes a search away (AIP-164): it hands out nothing, takes no results, and is listed only where
   * show_deleted asks for it. Everything in it is kept until purge_time, and UndeleteSearch brings it
   * back. A deleted search stays as it is.
   */
  DeleteSearch(argument: _blockqnn_controller_v1_DeleteSearchRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_DeleteSearchResponse>): grpc.ClientUnaryCall;
  DeleteSearch(argument: _blockqnn_controller_v1_DeleteSearchRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_DeleteSearchResponse>): grpc.ClientUnaryCall;
  DeleteSearch(argument: _blockqnn_controller_v1_DeleteSearchRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_DeleteSearchResponse>): grpc.ClientUnaryCall;
  DeleteSearch(argument: _blockqnn_controller_v1_DeleteSearchRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_DeleteSearchResponse>): grpc.ClientUnaryCall;
  /**
   * Takes a search away (AIP-164): it hands out nothing, takes no results, and is listed only where
   * show_deleted asks for it. Everything in it is kept until purge_time, and UndeleteSearch brings it
   * back. A deleted search stays as it is.
   */
  deleteSearch(argument: _blockqnn_controller_v1_DeleteSearchRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_DeleteSearchResponse>): grpc.ClientUnaryCall;
  deleteSearch(argument: _blockqnn_controller_v1_DeleteSearchRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_DeleteSearchResponse>): grpc.ClientUnaryCall;
  deleteSearch(argument: _blockqnn_controller_v1_DeleteSearchRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_DeleteSearchResponse>): grpc.ClientUnaryCall;
  deleteSearch(argument: _blockqnn_controller_v1_DeleteSearchRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_DeleteSearchResponse>): grpc.ClientUnaryCall;
  
  /**
   * One search. NOT_FOUND where there is none of that name.
   */
  GetSearch(argument: _blockqnn_controller_v1_GetSearchRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_GetSearchResponse>): grpc.ClientUnaryCall;
  GetSearch(argument: _blockqnn_controller_v1_GetSearchRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_GetSearchResponse>): grpc.ClientUnaryCall;
  GetSearch(argument: _blockqnn_controller_v1_GetSearchRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_GetSearchResponse>): grpc.ClientUnaryCall;
  GetSearch(argument: _blockqnn_controller_v1_GetSearchRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_GetSearchResponse>): grpc.ClientUnaryCall;
  /**
   * One search. NOT_FOUND where there is none of that name.
   */
  getSearch(argument: _blockqnn_controller_v1_GetSearchRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_GetSearchResponse>): grpc.ClientUnaryCall;
  getSearch(argument: _blockqnn_controller_v1_GetSearchRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_GetSearchResponse>): grpc.ClientUnaryCall;
  getSearch(argument: _blockqnn_controller_v1_GetSearchRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_GetSearchResponse>): grpc.ClientUnaryCall;
  getSearch(argument: _blockqnn_controller_v1_GetSearchRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_GetSearchResponse>): grpc.ClientUnaryCall;
  
  /**
   * Adds results that were measured elsewhere: they teach the strategy and cost nothing of the budget.
   * A block that the search knows already is left as it is, and counted. All or nothing.
   */
  ImportEvaluations(argument: _blockqnn_controller_v1_ImportEvaluationsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_ImportEvaluationsResponse>): grpc.ClientUnaryCall;
  ImportEvaluations(argument: _blockqnn_controller_v1_ImportEvaluationsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_ImportEvaluationsResponse>): grpc.ClientUnaryCall;
  ImportEvaluations(argument: _blockqnn_controller_v1_ImportEvaluationsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_ImportEvaluationsResponse>): grpc.ClientUnaryCall;
  ImportEvaluations(argument: _blockqnn_controller_v1_ImportEvaluationsRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_ImportEvaluationsResponse>): grpc.ClientUnaryCall;
  /**
   * Adds results that were measured elsewhere: they teach the strategy and cost nothing of the budget.
   * A block that the search knows already is left as it is, and counted. All or nothing.
   */
  importEvaluations(argument: _blockqnn_controller_v1_ImportEvaluationsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_ImportEvaluationsResponse>): grpc.ClientUnaryCall;
  importEvaluations(argument: _blockqnn_controller_v1_ImportEvaluationsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_ImportEvaluationsResponse>): grpc.ClientUnaryCall;
  importEvaluations(argument: _blockqnn_controller_v1_ImportEvaluationsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_ImportEvaluationsResponse>): grpc.ClientUnaryCall;
  importEvaluations(argument: _blockqnn_controller_v1_ImportEvaluationsRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_ImportEvaluationsResponse>): grpc.ClientUnaryCall;
  
  /**
   * All searches, newest first.
   */
  ListSearches(argument: _blockqnn_controller_v1_ListSearchesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_ListSearchesResponse>): grpc.ClientUnaryCall;
  ListSearches(argument: _blockqnn_controller_v1_ListSearchesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_ListSearchesResponse>): grpc.ClientUnaryCall;
  ListSearches(argument: _blockqnn_controller_v1_ListSearchesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_ListSearchesResponse>): grpc.ClientUnaryCall;
  ListSearches(argument: _blockqnn_controller_v1_ListSearchesRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_ListSearchesResponse>): grpc.ClientUnaryCall;
  /**
   * All searches, newest first.
   */
  listSearches(argument: _blockqnn_controller_v1_ListSearchesRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_ListSearchesResponse>): grpc.ClientUnaryCall;
  listSearches(argument: _blockqnn_controller_v1_ListSearchesRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_ListSearchesResponse>): grpc.ClientUnaryCall;
  listSearches(argument: _blockqnn_controller_v1_ListSearchesRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_ListSearchesResponse>): grpc.ClientUnaryCall;
  listSearches(argument: _blockqnn_controller_v1_ListSearchesRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_ListSearchesResponse>): grpc.ClientUnaryCall;
  
  /**
   * The trials of a search in the order they were made.
   */
  ListTrials(argument: _blockqnn_controller_v1_ListTrialsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_ListTrialsResponse>): grpc.ClientUnaryCall;
  ListTrials(argument: _blockqnn_controller_v1_ListTrialsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_ListTrialsResponse>): grpc.ClientUnaryCall;
  ListTrials(argument: _blockqnn_controller_v1_ListTrialsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_ListTrialsResponse>): grpc.ClientUnaryCall;
  ListTrials(argument: _blockqnn_controller_v1_ListTrialsRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_ListTrialsResponse>): grpc.ClientUnaryCall;
  /**
   * The trials of a search in the order they were made.
   */
  listTrials(argument: _blockqnn_controller_v1_ListTrialsRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_ListTrialsResponse>): grpc.ClientUnaryCall;
  listTrials(argument: _blockqnn_controller_v1_ListTrialsRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_ListTrialsResponse>): grpc.ClientUnaryCall;
  listTrials(argument: _blockqnn_controller_v1_ListTrialsRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_ListTrialsResponse>): grpc.ClientUnaryCall;
  listTrials(argument: _blockqnn_controller_v1_ListTrialsRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_ListTrialsResponse>): grpc.ClientUnaryCall;
  
  /**
   * Hands out no more blocks until resumed, and asks the workers to stop (ReportProgress); a result that
   * comes in all the same is taken. A paused search stays as it is. FAILED_PRECONDITION
   * (SEARCH_COMPLETED, SEARCH_DELETED) where the search is completed or deleted.
   */
  PauseSearch(argument: _blockqnn_controller_v1_PauseSearchRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_PauseSearchResponse>): grpc.ClientUnaryCall;
  PauseSearch(argument: _blockqnn_controller_v1_PauseSearchRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_PauseSearchResponse>): grpc.ClientUnaryCall;
  PauseSearch(argument: _blockqnn_controller_v1_PauseSearchRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_PauseSearchResponse>): grpc.ClientUnaryCall;
  PauseSearch(argument: _blockqnn_controller_v1_PauseSearchRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_PauseSearchResponse>): grpc.ClientUnaryCall;
  /**
   * Hands out no more blocks until resumed, and asks the workers to stop (ReportProgress); a result that
   * comes in all the same is taken. A paused search stays as it is. FAILED_PRECONDITION
   * (SEARCH_COMPLETED, SEARCH_DELETED) where the search is completed or deleted.
   */
  pauseSearch(argument: _blockqnn_controller_v1_PauseSearchRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_PauseSearchResponse>): grpc.ClientUnaryCall;
  pauseSearch(argument: _blockqnn_controller_v1_PauseSearchRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_PauseSearchResponse>): grpc.ClientUnaryCall;
  pauseSearch(argument: _blockqnn_controller_v1_PauseSearchRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_PauseSearchResponse>): grpc.ClientUnaryCall;
  pauseSearch(argument: _blockqnn_controller_v1_PauseSearchRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_PauseSearchResponse>): grpc.ClientUnaryCall;
  
  /**
   * Broadcasts every completed evaluation once more, in order, for subscribers that lost what they
   * had, or a stream that was lost. Answers with how far it has come, until all are published.
   * FAILED_PRECONDITION (NO_BUS) where no NATS is configured.
   */
  ReplayEvents(argument: _blockqnn_controller_v1_ReplayEventsRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_controller_v1_ReplayEventsResponse>;
  ReplayEvents(argument: _blockqnn_controller_v1_ReplayEventsRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_controller_v1_ReplayEventsResponse>;
  /**
   * Broadcasts every completed evaluation once more, in order, for subscribers that lost what they
   * had, or a stream that was lost. Answers with how far it has come, until all are published.
   * FAILED_PRECONDITION (NO_BUS) where no NATS is configured.
   */
  replayEvents(argument: _blockqnn_controller_v1_ReplayEventsRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_controller_v1_ReplayEventsResponse>;
  replayEvents(argument: _blockqnn_controller_v1_ReplayEventsRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_controller_v1_ReplayEventsResponse>;
  
  /**
   * Tells how a trial comes along, and extends its lease.
   * 
   * FAILED_PRECONDITION (LEASE_LOST): the block is somebody else's by now; stop working on it.
   */
  ReportProgress(argument: _blockqnn_controller_v1_ReportProgressRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_ReportProgressResponse>): grpc.ClientUnaryCall;
  ReportProgress(argument: _blockqnn_controller_v1_ReportProgressRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_ReportProgressResponse>): grpc.ClientUnaryCall;
  ReportProgress(argument: _blockqnn_controller_v1_ReportProgressRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_ReportProgressResponse>): grpc.ClientUnaryCall;
  ReportProgress(argument: _blockqnn_controller_v1_ReportProgressRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_ReportProgressResponse>): grpc.ClientUnaryCall;
  /**
   * Tells how a trial comes along, and extends its lease.
   * 
   * FAILED_PRECONDITION (LEASE_LOST): the block is somebody else's by now; stop working on it.
   */
  reportProgress(argument: _blockqnn_controller_v1_ReportProgressRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_ReportProgressResponse>): grpc.ClientUnaryCall;
  reportProgress(argument: _blockqnn_controller_v1_ReportProgressRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_ReportProgressResponse>): grpc.ClientUnaryCall;
  reportProgress(argument: _blockqnn_controller_v1_ReportProgressRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_ReportProgressResponse>): grpc.ClientUnaryCall;
  reportProgress(argument: _blockqnn_controller_v1_ReportProgressRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_ReportProgressResponse>): grpc.ClientUnaryCall;
  
  /**
   * Asks for blocks to evaluate. Blocks whose lease expired or was given back come first, then new
   * ones. An exhausted budget is an empty list with search_done set, not an error; an empty list
   * without it means: ask again after retry_delay. With a wait, the call is held until there is a
   * block; callers that wait are served in the order they came.
   */
  RequestBlocks(argument: _blockqnn_controller_v1_RequestBlocksRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_RequestBlocksResponse>): grpc.ClientUnaryCall;
  RequestBlocks(argument: _blockqnn_controller_v1_RequestBlocksRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_RequestBlocksResponse>): grpc.ClientUnaryCall;
  RequestBlocks(argument: _blockqnn_controller_v1_RequestBlocksRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_RequestBlocksResponse>): grpc.ClientUnaryCall;
  RequestBlocks(argument: _blockqnn_controller_v1_RequestBlocksRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_RequestBlocksResponse>): grpc.ClientUnaryCall;
  /**
   * Asks for blocks to evaluate. Blocks whose lease expired or was given back come first, then new
   * ones. An exhausted budget is an empty list with search_done set, not an error; an empty list
   * without it means: ask again after retry_delay. With a wait, the call is held until there is a
   * block; callers that wait are served in the order they came.
   */
  requestBlocks(argument: _blockqnn_controller_v1_RequestBlocksRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_RequestBlocksResponse>): grpc.ClientUnaryCall;
  requestBlocks(argument: _blockqnn_controller_v1_RequestBlocksRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_RequestBlocksResponse>): grpc.ClientUnaryCall;
  requestBlocks(argument: _blockqnn_controller_v1_RequestBlocksRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_RequestBlocksResponse>): grpc.ClientUnaryCall;
  requestBlocks(argument: _blockqnn_controller_v1_RequestBlocksRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_RequestBlocksResponse>): grpc.ClientUnaryCall;
  
  /**
   * Hands out blocks again. A running search stays as it is. FAILED_PRECONDITION (SEARCH_COMPLETED,
   * SEARCH_DELETED) where the search is completed or deleted.
   */
  ResumeSearch(argument: _blockqnn_controller_v1_ResumeSearchRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_ResumeSearchResponse>): grpc.ClientUnaryCall;
  ResumeSearch(argument: _blockqnn_controller_v1_ResumeSearchRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_ResumeSearchResponse>): grpc.ClientUnaryCall;
  ResumeSearch(argument: _blockqnn_controller_v1_ResumeSearchRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_ResumeSearchResponse>): grpc.ClientUnaryCall;
  ResumeSearch(argument: _blockqnn_controller_v1_ResumeSearchRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_ResumeSearchResponse>): grpc.ClientUnaryCall;
  /**
   * Hands out blocks again. A running search stays as it is. FAILED_PRECONDITION (SEARCH_COMPLETED,
   * SEARCH_DELETED) where the search is completed or deleted.
   */
  resumeSearch(argument: _blockqnn_controller_v1_ResumeSearchRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_ResumeSearchResponse>): grpc.ClientUnaryCall;
  resumeSearch(argument: _blockqnn_controller_v1_ResumeSearchRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_ResumeSearchResponse>): grpc.ClientUnaryCall;
  resumeSearch(argument: _blockqnn_controller_v1_ResumeSearchRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_ResumeSearchResponse>): grpc.ClientUnaryCall;
  resumeSearch(argument: _blockqnn_controller_v1_ResumeSearchRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_ResumeSearchResponse>): grpc.ClientUnaryCall;
  
  /**
   * Hands in a trial's result. When this returns, the result, the agent's new state and the event
   * to be broadcast are on disk. Sending the same result again returns the same answer; another
   * result for the same trial is ALREADY_EXISTS (RESULT_DIFFERS).
   * 
   * FAILED_PRECONDITION (LEASE_LOST): the lease expired and the block was handed out again, or it was
   * the last attempt and the trial failed.
   */
  SubmitReward(argument: _blockqnn_controller_v1_SubmitRewardRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_SubmitRewardResponse>): grpc.ClientUnaryCall;
  SubmitReward(argument: _blockqnn_controller_v1_SubmitRewardRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_SubmitRewardResponse>): grpc.ClientUnaryCall;
  SubmitReward(argument: _blockqnn_controller_v1_SubmitRewardRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_SubmitRewardResponse>): grpc.ClientUnaryCall;
  SubmitReward(argument: _blockqnn_controller_v1_SubmitRewardRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_SubmitRewardResponse>): grpc.ClientUnaryCall;
  /**
   * Hands in a trial's result. When this returns, the result, the agent's new state and the event
   * to be broadcast are on disk. Sending the same result again returns the same answer; another
   * result for the same trial is ALREADY_EXISTS (RESULT_DIFFERS).
   * 
   * FAILED_PRECONDITION (LEASE_LOST): the lease expired and the block was handed out again, or it was
   * the last attempt and the trial failed.
   */
  submitReward(argument: _blockqnn_controller_v1_SubmitRewardRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_SubmitRewardResponse>): grpc.ClientUnaryCall;
  submitReward(argument: _blockqnn_controller_v1_SubmitRewardRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_SubmitRewardResponse>): grpc.ClientUnaryCall;
  submitReward(argument: _blockqnn_controller_v1_SubmitRewardRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_SubmitRewardResponse>): grpc.ClientUnaryCall;
  submitReward(argument: _blockqnn_controller_v1_SubmitRewardRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_SubmitRewardResponse>): grpc.ClientUnaryCall;
  
  /**
   * Brings a deleted search back in the state that it was deleted in. FAILED_PRECONDITION (NOT_DELETED)
   * where it is not deleted; NOT_FOUND once it is purged.
   */
  UndeleteSearch(argument: _blockqnn_controller_v1_UndeleteSearchRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_UndeleteSearchResponse>): grpc.ClientUnaryCall;
  UndeleteSearch(argument: _blockqnn_controller_v1_UndeleteSearchRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_UndeleteSearchResponse>): grpc.ClientUnaryCall;
  UndeleteSearch(argument: _blockqnn_controller_v1_UndeleteSearchRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_UndeleteSearchResponse>): grpc.ClientUnaryCall;
  UndeleteSearch(argument: _blockqnn_controller_v1_UndeleteSearchRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_UndeleteSearchResponse>): grpc.ClientUnaryCall;
  /**
   * Brings a deleted search back in the state that it was deleted in. FAILED_PRECONDITION (NOT_DELETED)
   * where it is not deleted; NOT_FOUND once it is purged.
   */
  undeleteSearch(argument: _blockqnn_controller_v1_UndeleteSearchRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_UndeleteSearchResponse>): grpc.ClientUnaryCall;
  undeleteSearch(argument: _blockqnn_controller_v1_UndeleteSearchRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_UndeleteSearchResponse>): grpc.ClientUnaryCall;
  undeleteSearch(argument: _blockqnn_controller_v1_UndeleteSearchRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_UndeleteSearchResponse>): grpc.ClientUnaryCall;
  undeleteSearch(argument: _blockqnn_controller_v1_UndeleteSearchRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_UndeleteSearchResponse>): grpc.ClientUnaryCall;
  
  /**
   * Follows a search: first its present state and the trials in flight, then every change, until
   * the search is completed (then the stream ends) or the caller cancels.
   */
  WatchSearch(argument: _blockqnn_controller_v1_WatchSearchRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_controller_v1_WatchSearchResponse>;
  WatchSearch(argument: _blockqnn_controller_v1_WatchSearchRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_controller_v1_WatchSearchResponse>;
  /**
   * Follows a search: first its present state and the trials in flight, then every change, until
   * the search is completed (then the stream ends) or the caller cancels.
   */
  watchSearch(argument: _blockqnn_controller_v1_WatchSearchRequestInput, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_controller_v1_WatchSearchResponse>;
  watchSearch(argument: _blockqnn_controller_v1_WatchSearchRequestInput, options?: grpc.CallOptions): grpc.ClientReadableStream<_blockqnn_controller_v1_WatchSearchResponse>;
  
}

/**
 * Searches, and the trials that they consist of.
 */
export interface ControllerServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Gives a block back, to be handed out to somebody else. Without any attempt left, the trial fails.
   * 
   * FAILED_PRECONDITION (LEASE_LOST): it is somebody else's by now.
   */
  AbandonTrial: grpc.handleUnaryCall<_blockqnn_controller_v1_AbandonTrialRequest, _blockqnn_controller_v1_AbandonTrialResponseInput>;
  
  /**
   * Starts a search that knows all evaluations of another one: they teach its strategy, are never
   * trained again, and cost nothing of its budget.
   * 
   * INVALID_ARGUMENT: a changed specification under which the evaluations would mean something else.
   */
  CloneSearch: grpc.handleUnaryCall<_blockqnn_controller_v1_CloneSearchRequest, _blockqnn_controller_v1_CloneSearchResponseInput>;
  
  /**
   * Starts a search. All violations of the request are reported at once.
   * 
   * INVALID_ARGUMENT: fields and bounds in google.rpc.BadRequest.
   */
  CreateSearch: grpc.handleUnaryCall<_blockqnn_controller_v1_CreateSearchRequest, _blockqnn_controller_v1_CreateSearchResponseInput>;
  
  /**
   * Takes a search away (AIP-164): it hands out nothing, takes no results, and is listed only where
   * show_deleted asks for it. Everything in it is kept until purge_time, and UndeleteSearch brings it
   * back. A deleted search stays as it is.
   */
  DeleteSearch: grpc.handleUnaryCall<_blockqnn_controller_v1_DeleteSearchRequest, _blockqnn_controller_v1_DeleteSearchResponseInput>;
  
  /**
   * One search. NOT_FOUND where there is none of that name.
   */
  GetSearch: grpc.handleUnaryCall<_blockqnn_controller_v1_GetSearchRequest, _blockqnn_controller_v1_GetSearchResponseInput>;
  
  /**
   * Adds results that were measured elsewhere: they teach the strategy and cost nothing of the budget.
   * A block that the search knows already is left as it is, and counted. All or nothing.
   */
  ImportEvaluations: grpc.handleUnaryCall<_blockqnn_controller_v1_ImportEvaluationsRequest, _blockqnn_controller_v1_ImportEvaluationsResponseInput>;
  
  /**
   * All searches, newest first.
   */
  ListSearches: grpc.handleUnaryCall<_blockqnn_controller_v1_ListSearchesRequest, _blockqnn_controller_v1_ListSearchesResponseInput>;
  
  /**
   * The trials of a search in the order they were made.
   */
  ListTrials: grpc.handleUnaryCall<_blockqnn_controller_v1_ListTrialsRequest, _blockqnn_controller_v1_ListTrialsResponseInput>;
  
  /**
   * Hands out no more blocks until resumed, and asks the workers to stop (ReportProgress); a result that
   * comes in all the same is taken. A paused search stays as it is. FAILED_PRECONDITION
   * (SEARCH_COMPLETED, SEARCH_DELETED) where the search is completed or deleted.
   */
  PauseSearch: grpc.handleUnaryCall<_blockqnn_controller_v1_PauseSearchRequest, _blockqnn_controller_v1_PauseSearchResponseInput>;
  
  /**
   * Broadcasts every completed evaluation once more, in order, for subscribers that lost what they
   * had, or a stream that was lost. Answers with how far it has come, until all are published.
   * FAILED_PRECONDITION (NO_BUS) where no NATS is configured.
   */
  ReplayEvents: grpc.handleServerStreamingCall<_blockqnn_controller_v1_ReplayEventsRequest, _blockqnn_controller_v1_ReplayEventsResponseInput>;
  
  /**
   * Tells how a trial comes along, and extends its lease.
   * 
   * FAILED_PRECONDITION (LEASE_LOST): the block is somebody else's by now; stop working on it.
   */
  ReportProgress: grpc.handleUnaryCall<_blockqnn_controller_v1_ReportProgressRequest, _blockqnn_controller_v1_ReportProgressResponseInput>;
  
  /**
   * Asks for blocks to evaluate. Blocks whose lease expired or was given back come first, then new
   * ones. An exhausted budget is an empty list with search_done set, not an error; an empty list
   * without it means: ask again after retry_delay. With a wait, the call is held until there is a
   * block; callers that wait are served in the order they came.
   */
  RequestBlocks: grpc.handleUnaryCall<_blockqnn_controller_v1_RequestBlocksRequest, _blockqnn_controller_v1_RequestBlocksResponseInput>;
  
  /**
   * Hands out blocks again. A running search stays as it is. FAILED_PRECONDITION (SEARCH_COMPLETED,
   * SEARCH_DELETED) where the search is completed or deleted.
   */
  ResumeSearch: grpc.handleUnaryCall<_blockqnn_controller_v1_ResumeSearchRequest, _blockqnn_controller_v1_ResumeSearchResponseInput>;
  
  /**
   * Hands in a trial's result. When this returns, the result, the agent's new state and the event
   * to be broadcast are on disk. Sending the same result again returns the same answer; another
   * result for the same trial is ALREADY_EXISTS (RESULT_DIFFERS).
   * 
   * FAILED_PRECONDITION (LEASE_LOST): the lease expired and the block was handed out again, or it was
   * the last attempt and the trial failed.
   */
  SubmitReward: grpc.handleUnaryCall<_blockqnn_controller_v1_SubmitRewardRequest, _blockqnn_controller_v1_SubmitRewardResponseInput>;
  
  /**
   * Brings a deleted search back in the state that it was deleted in. FAILED_PRECONDITION (NOT_DELETED)
   * where it is not deleted; NOT_FOUND once it is purged.
   */
  UndeleteSearch: grpc.handleUnaryCall<_blockqnn_controller_v1_UndeleteSearchRequest, _blockqnn_controller_v1_UndeleteSearchResponseInput>;
  
  /**
   * Follows a search: first its present state and the trials in flight, then every change, until
   * the search is completed (then the stream ends) or the caller cancels.
   */
  WatchSearch: grpc.handleServerStreamingCall<_blockqnn_controller_v1_WatchSearchRequest, _blockqnn_controller_v1_WatchSearchResponseInput>;
  
}

export interface ControllerServiceDefinition extends grpc.ServiceDefinition {
  AbandonTrial: MethodDefinition<_blockqnn_controller_v1_AbandonTrialRequestInput, _blockqnn_controller_v1_AbandonTrialResponseInput, _blockqnn_controller_v1_AbandonTrialRequest, _blockqnn_controller_v1_AbandonTrialResponse>
  CloneSearch: MethodDefinition<_blockqnn_controller_v1_CloneSearchRequestInput, _blockqnn_controller_v1_CloneSearchResponseInput, _blockqnn_controller_v1_CloneSearchRequest, _blockqnn_controller_v1_CloneSearchResponse>
  CreateSearch: MethodDefinition<_blockqnn_controller_v1_CreateSearchRequestInput, _blockqnn_controller_v1_CreateSearchResponseInput, _blockqnn_controller_v1_CreateSearchRequest, _blockqnn_controller_v1_CreateSearchResponse>
  DeleteSearch: MethodDefinition<_blockqnn_controller_v1_DeleteSearchRequestInput, _blockqnn_controller_v1_DeleteSearchResponseInput, _blockqnn_controller_v1_DeleteSearchRequest, _blockqnn_controller_v1_DeleteSearchResponse>
  GetSearch: MethodDefinition<_blockqnn_controller_v1_GetSearchRequestInput, _blockqnn_controller_v1_GetSearchResponseInput, _blockqnn_controller_v1_GetSearchRequest, _blockqnn_controller_v1_GetSearchResponse>
  ImportEvaluations: MethodDefinition<_blockqnn_controller_v1_ImportEvaluationsRequestInput, _blockqnn_controller_v1_ImportEvaluationsResponseInput, _blockqnn_controller_v1_ImportEvaluationsRequest, _blockqnn_controller_v1_ImportEvaluationsResponse>
  ListSearches: MethodDefinition<_blockqnn_controller_v1_ListSearchesRequestInput, _blockqnn_controller_v1_ListSearchesResponseInput, _blockqnn_controller_v1_ListSearchesRequest, _blockqnn_controller_v1_ListSearchesResponse>
  ListTrials: MethodDefinition<_blockqnn_controller_v1_ListTrialsRequestInput, _blockqnn_controller_v1_ListTrialsResponseInput, _blockqnn_controller_v1_ListTrialsRequest, _blockqnn_controller_v1_ListTrialsResponse>
  PauseSearch: MethodDefinition<_blockqnn_controller_v1_PauseSearchRequestInput, _blockqnn_controller_v1_PauseSearchResponseInput, _blockqnn_controller_v1_PauseSearchRequest, _blockqnn_controller_v1_PauseSearchResponse>
  ReplayEvents: MethodDefinition<_blockqnn_controller_v1_ReplayEventsRequestInput, _blockqnn_controller_v1_ReplayEventsResponseInput, _blockqnn_controller_v1_ReplayEventsRequest, _blockqnn_controller_v1_ReplayEventsResponse>
  ReportProgress: MethodDefinition<_blockqnn_controller_v1_ReportProgressRequestInput, _blockqnn_controller_v1_ReportProgressResponseInput, _blockqnn_controller_v1_ReportProgressRequest, _blockqnn_controller_v1_ReportProgressResponse>
  RequestBlocks: MethodDefinition<_blockqnn_controller_v1_RequestBlocksRequestInput, _blockqnn_controller_v1_RequestBlocksResponseInput, _blockqnn_controller_v1_RequestBlocksRequest, _blockqnn_controller_v1_RequestBlocksResponse>
  ResumeSearch: MethodDefinition<_blockqnn_controller_v1_ResumeSearchRequestInput, _blockqnn_controller_v1_ResumeSearchResponseInput, _blockqnn_controller_v1_ResumeSearchRequest, _blockqnn_controller_v1_ResumeSearchResponse>
  SubmitReward: MethodDefinition<_blockqnn_controller_v1_SubmitRewardRequestInput, _blockqnn_controller_v1_SubmitRewardResponseInput, _blockqnn_controller_v1_SubmitRewardRequest, _blockqnn_controller_v1_SubmitRewardResponse>
  UndeleteSearch: MethodDefinition<_blockqnn_controller_v1_UndeleteSearchRequestInput, _blockqnn_controller_v1_UndeleteSearchResponseInput, _blockqnn_controller_v1_UndeleteSearchRequest, _blockqnn_controller_v1_UndeleteSearchResponse>
  WatchSearch: MethodDefinition<_blockqnn_controller_v1_WatchSearchRequestInput, _blockqnn_controller_v1_WatchSearchResponseInput, _blockqnn_controller_v1_WatchSearchRequest, _blockqnn_controller_v1_WatchSearchResponse>
}
