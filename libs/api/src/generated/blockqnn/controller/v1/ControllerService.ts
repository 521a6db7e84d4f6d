// Original file: proto/blockqnn/controller/v1/controller.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { AbandonTrialRequestInput as _blockqnn_controller_v1_AbandonTrialRequestInput, AbandonTrialRequest as _blockqnn_controller_v1_AbandonTrialRequest } from '../../../blockqnn/controller/v1/AbandonTrialRequest.js';
import type { AbandonTrialResponseInput as _blockqnn_controller_v1_AbandonTrialResponseInput, AbandonTrialResponse as _blockqnn_controller_v1_AbandonTrialResponse } from '../../../blockqnn/controller/v1/AbandonTrialResponse.js';
import type { CreateSearchRequestInput as _blockqnn_controller_v1_CreateSearchRequestInput, CreateSearchRequest as _blockqnn_controller_v1_CreateSearchRequest } from '../../../blockqnn/controller/v1/CreateSearchRequest.js';
import type { CreateSearchResponseInput as _blockqnn_controller_v1_CreateSearchResponseInput, CreateSearchResponse as _blockqnn_controller_v1_CreateSearchResponse } from '../../../blockqnn/controller/v1/CreateSearchResponse.js';
import type { GetSearchRequestInput as _blockqnn_controller_v1_GetSearchRequestInput, GetSearchRequest as _blockqnn_controller_v1_GetSearchRequest } from '../../../blockqnn/controller/v1/GetSearchRequest.js';
import type { GetSearchResponseInput as _blockqnn_controller_v1_GetSearchResponseInput, GetSearchResponse as _blockqnn_controller_v1_GetSearchResponse } from '../../../blockqnn/controller/v1/GetSearchResponse.js';
import type { ListSearchesRequestInput as _blockqnn_controller_v1_ListSearchesRequestInput, ListSearchesRequest as _blockqnn_controller_v1_ListSearchesRequest } from '../../../blockqnn/controller/v1/ListSearchesRequest.js';
import type { ListSearchesResponseInput as _blockqnn_controller_v1_ListSearchesResponseInput, ListSearchesResponse as _blockqnn_controller_v1_ListSearchesResponse } from '../../../blockqnn/controller/v1/ListSearchesResponse.js';
import type { ListTrialsRequestInput as _blockqnn_controller_v1_ListTrialsRequestInput, ListTrialsRequest as _blockqnn_controller_v1_ListTrialsRequest } from '../../../blockqnn/controller/v1/ListTrialsRequest.js';
import type { ListTrialsResponseInput as _blockqnn_controller_v1_ListTrialsResponseInput, ListTrialsResponse as _blockqnn_controller_v1_ListTrialsResponse } from '../../../blockqnn/controller/v1/ListTrialsResponse.js';
import type { PauseSearchRequestInput as _blockqnn_controller_v1_PauseSearchRequestInput, PauseSearchRequest as _blockqnn_controller_v1_PauseSearchRequest } from '../../../blockqnn/controller/v1/PauseSearchRequest.js';
import type { PauseSearchResponseInput as _blockqnn_controller_v1_PauseSearchResponseInput, PauseSearchResponse as _blockqnn_controller_v1_PauseSearchResponse } from '../../../blockqnn/controller/v1/PauseSearchResponse.js';
import type { ReportProgressRequestInput as _blockqnn_controller_v1_ReportProgressRequestInput, ReportProgressRequest as _blockqnn_controller_v1_ReportProgressRequest } from '../../../blockqnn/controller/v1/ReportProgressRequest.js';
import type { ReportProgressResponseInput as _blockqnn_controller_v1_ReportProgressResponseInput, ReportProgressResponse as _blockqnn_controller_v1_ReportProgressResponse } from '../../../blockqnn/controller/v1/ReportProgressResponse.js';
import type { RequestBlocksRequestInput as _blockqnn_controller_v1_RequestBlocksRequestInput, RequestBlocksRequest as _blockqnn_controller_v1_RequestBlocksRequest } from '../../../blockqnn/controller/v1/RequestBlocksRequest.js';
import type { RequestBlocksResponseInput as _blockqnn_controller_v1_RequestBlocksResponseInput, RequestBlocksResponse as _blockqnn_controller_v1_RequestBlocksResponse } from '../../../blockqnn/controller/v1/RequestBlocksResponse.js';
import type { ResumeSearchRequestInput as _blockqnn_controller_v1_ResumeSearchRequestInput, ResumeSearchRequest as _blockqnn_controller_v1_ResumeSearchRequest } from '../../../blockqnn/controller/v1/ResumeSearchRequest.js';
import type { ResumeSearchResponseInput as _blockqnn_controller_v1_ResumeSearchResponseInput, ResumeSearchResponse as _blockqnn_controller_v1_ResumeSearchResponse } from '../../../blockqnn/controller/v1/ResumeSearchResponse.js';
import type { SubmitRewardRequestInput as _blockqnn_controller_v1_SubmitRewardRequestInput, SubmitRewardRequest as _blockqnn_controller_v1_SubmitRewardRequest } from '../../../blockqnn/controller/v1/SubmitRewardRequest.js';
import type { SubmitRewardResponseInput as _blockqnn_controller_v1_SubmitRewardResponseInput, SubmitRewardResponse as _blockqnn_controller_v1_SubmitRewardResponse } from '../../../blockqnn/controller/v1/SubmitRewardResponse.js';
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
   * Hands out no more blocks until resumed; results of blocks in flight are still taken. A paused
   * search stays as it is. FAILED_PRECONDITION (SEARCH_COMPLETED) where the search is completed.
   */
  PauseSearch(argument: _blockqnn_controller_v1_PauseSearchRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_PauseSearchResponse>): grpc.ClientUnaryCall;
  PauseSearch(argument: _blockqnn_controller_v1_PauseSearchRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_PauseSearchResponse>): grpc.ClientUnaryCall;
  PauseSearch(argument: _blockqnn_controller_v1_PauseSearchRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_PauseSearchResponse>): grpc.ClientUnaryCall;
  PauseSearch(argument: _blockqnn_controller_v1_PauseSearchRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_PauseSearchResponse>): grpc.ClientUnaryCall;
  /**
   * Hands out no more blocks until resumed; results of blocks in flight are still taken. A paused
   * search stays as it is. FAILED_PRECONDITION (SEARCH_COMPLETED) where the search is completed.
   */
  pauseSearch(argument: _blockqnn_controller_v1_PauseSearchRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_PauseSearchResponse>): grpc.ClientUnaryCall;
  pauseSearch(argument: _blockqnn_controller_v1_PauseSearchRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_PauseSearchResponse>): grpc.ClientUnaryCall;
  pauseSearch(argument: _blockqnn_controller_v1_PauseSearchRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_PauseSearchResponse>): grpc.ClientUnaryCall;
  pauseSearch(argument: _blockqnn_controller_v1_PauseSearchRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_PauseSearchResponse>): grpc.ClientUnaryCall;
  
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
   * without it means: ask again after retry_delay.
   */
  RequestBlocks(argument: _blockqnn_controller_v1_RequestBlocksRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_RequestBlocksResponse>): grpc.ClientUnaryCall;
  RequestBlocks(argument: _blockqnn_controller_v1_RequestBlocksRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_RequestBlocksResponse>): grpc.ClientUnaryCall;
  RequestBlocks(argument: _blockqnn_controller_v1_RequestBlocksRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_RequestBlocksResponse>): grpc.ClientUnaryCall;
  RequestBlocks(argument: _blockqnn_controller_v1_RequestBlocksRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_RequestBlocksResponse>): grpc.ClientUnaryCall;
  /**
   * Asks for blocks to evaluate. Blocks whose lease expired or was given back come first, then new
   * ones. An exhausted budget is an empty list with search_done set, not an error; an empty list
   * without it means: ask again after retry_delay.
   */
  requestBlocks(argument: _blockqnn_controller_v1_RequestBlocksRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_RequestBlocksResponse>): grpc.ClientUnaryCall;
  requestBlocks(argument: _blockqnn_controller_v1_RequestBlocksRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_RequestBlocksResponse>): grpc.ClientUnaryCall;
  requestBlocks(argument: _blockqnn_controller_v1_RequestBlocksRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_RequestBlocksResponse>): grpc.ClientUnaryCall;
  requestBlocks(argument: _blockqnn_controller_v1_RequestBlocksRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_RequestBlocksResponse>): grpc.ClientUnaryCall;
  
  /**
   * Hands out blocks again. A running search stays as it is. FAILED_PRECONDITION (SEARCH_COMPLETED)
   * where the search is completed.
   */
  ResumeSearch(argument: _blockqnn_controller_v1_ResumeSearchRequestInput, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_ResumeSearchResponse>): grpc.ClientUnaryCall;
  ResumeSearch(argument: _blockqnn_controller_v1_ResumeSearchRequestInput, metadata: grpc.Metadata, callback: grpc.requestCallback<_blockqnn_controller_v1_ResumeSearchResponse>): grpc.ClientUnaryCall;
  ResumeSearch(argument: _blockqnn_controller_v1_ResumeSearchRequestInput, options: grpc.CallOptions, callback: grpc.requestCallback<_blockqnn_controller_v1_ResumeSearchResponse>): grpc.ClientUnaryCall;
  ResumeSearch(argument: _blockqnn_controller_v1_ResumeSearchRequestInput, callback: grpc.requestCallback<_blockqnn_controller_v1_ResumeSearchResponse>): grpc.ClientUnaryCall;
  /**
   * Hands out blocks again. A running search stays as it is. FAILED_PRECONDITION (SEARCH_COMPLETED)
   * where the search is completed.
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
   * Starts a search. All violations of the request are reported at once.
   * 
   * INVALID_ARGUMENT: fields and bounds in google.rpc.BadRequest.
   */
  CreateSearch: grpc.handleUnaryCall<_blockqnn_controller_v1_CreateSearchRequest, _blockqnn_controller_v1_CreateSearchResponseInput>;
  
  /**
   * One search. NOT_FOUND where there is none of that name.
   */
  GetSearch: grpc.handleUnaryCall<_blockqnn_controller_v1_GetSearchRequest, _blockqnn_controller_v1_GetSearchResponseInput>;
  
  /**
   * All searches, newest first.
   */
  ListSearches: grpc.handleUnaryCall<_blockqnn_controller_v1_ListSearchesRequest, _blockqnn_controller_v1_ListSearchesResponseInput>;
  
  /**
   * The trials of a search in the order they were made.
   */
  ListTrials: grpc.handleUnaryCall<_blockqnn_controller_v1_ListTrialsRequest, _blockqnn_controller_v1_ListTrialsResponseInput>;
  
  /**
   * Hands out no more blocks until resumed; results of blocks in flight are still taken. A paused
   * search stays as it is. FAILED_PRECONDITION (SEARCH_COMPLETED) where the search is completed.
   */
  PauseSearch: grpc.handleUnaryCall<_blockqnn_controller_v1_PauseSearchRequest, _blockqnn_controller_v1_PauseSearchResponseInput>;
  
  /**
   * Tells how a trial comes along, and extends its lease.
   * 
   * FAILED_PRECONDITION (LEASE_LOST): the block is somebody else's by now; stop working on it.
   */
  ReportProgress: grpc.handleUnaryCall<_blockqnn_controller_v1_ReportProgressRequest, _blockqnn_controller_v1_ReportProgressResponseInput>;
  
  /**
   * Asks for blocks to evaluate. Blocks whose lease expired or was given back come first, then new
   * ones. An exhausted budget is an empty list with search_done set, not an error; an empty list
   * without it means: ask again after retry_delay.
   */
  RequestBlocks: grpc.handleUnaryCall<_blockqnn_controller_v1_RequestBlocksRequest, _blockqnn_controller_v1_RequestBlocksResponseInput>;
  
  /**
   * Hands out blocks again. A running search stays as it is. FAILED_PRECONDITION (SEARCH_COMPLETED)
   * where the search is completed.
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
   * Follows a search: first its present state and the trials in flight, then every change, until
   * the search is completed (then the stream ends) or the caller cancels.
   */
  WatchSearch: grpc.handleServerStreamingCall<_blockqnn_controller_v1_WatchSearchRequest, _blockqnn_controller_v1_WatchSearchResponseInput>;
  
}

export interface ControllerServiceDefinition extends grpc.ServiceDefinition {
  AbandonTrial: MethodDefinition<_blockqnn_controller_v1_AbandonTrialRequestInput, _blockqnn_controller_v1_AbandonTrialResponseInput, _blockqnn_controller_v1_AbandonTrialRequest, _blockqnn_controller_v1_AbandonTrialResponse>
  CreateSearch: MethodDefinition<_blockqnn_controller_v1_CreateSearchRequestInput, _blockqnn_controller_v1_CreateSearchResponseInput, _blockqnn_controller_v1_CreateSearchRequest, _blockqnn_controller_v1_CreateSearchResponse>
  GetSearch: MethodDefinition<_blockqnn_controller_v1_GetSearchRequestInput, _blockqnn_controller_v1_GetSearchResponseInput, _blockqnn_controller_v1_GetSearchRequest, _blockqnn_controller_v1_GetSearchResponse>
  ListSearches: MethodDefinition<_blockqnn_controller_v1_ListSearchesRequestInput, _blockqnn_controller_v1_ListSearchesResponseInput, _blockqnn_controller_v1_ListSearchesRequest, _blockqnn_controller_v1_ListSearchesResponse>
  ListTrials: MethodDefinition<_blockqnn_controller_v1_ListTrialsRequestInput, _blockqnn_controller_v1_ListTrialsResponseInput, _blockqnn_controller_v1_ListTrialsRequest, _blockqnn_controller_v1_ListTrialsResponse>
  PauseSearch: MethodDefinition<_blockqnn_controller_v1_PauseSearchRequestInput, _blockqnn_controller_v1_PauseSearchResponseInput, _blockqnn_controller_v1_PauseSearchRequest, _blockqnn_controller_v1_PauseSearchResponse>
  ReportProgress: MethodDefinition<_blockqnn_controller_v1_ReportProgressRequestInput, _blockqnn_controller_v1_ReportProgressResponseInput, _blockqnn_controller_v1_ReportProgressRequest, _blockqnn_controller_v1_ReportProgressResponse>
  RequestBlocks: MethodDefinition<_blockqnn_controller_v1_RequestBlocksRequestInput, _blockqnn_controller_v1_RequestBlocksResponseInput, _blockqnn_controller_v1_RequestBlocksRequest, _blockqnn_controller_v1_RequestBlocksResponse>
  ResumeSearch: MethodDefinition<_blockqnn_controller_v1_ResumeSearchRequestInput, _blockqnn_controller_v1_ResumeSearchResponseInput, _blockqnn_controller_v1_ResumeSearchRequest, _blockqnn_controller_v1_ResumeSearchResponse>
  SubmitReward: MethodDefinition<_blockqnn_controller_v1_SubmitRewardRequestInput, _blockqnn_controller_v1_SubmitRewardResponseInput, _blockqnn_controller_v1_SubmitRewardRequest, _blockqnn_controller_v1_SubmitRewardResponse>
  WatchSearch: MethodDefinition<_blockqnn_controller_v1_WatchSearchRequestInput, _blockqnn_controller_v1_WatchSearchResponseInput, _blockqnn_controller_v1_WatchSearchRequest, _blockqnn_controller_v1_WatchSearchResponse>
}
