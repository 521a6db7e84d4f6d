import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { AbandonTrialRequestInput as _blockqnn_controller_v1_AbandonTrialRequestInput, AbandonTrialRequest as _blockqnn_controller_v1_AbandonTrialRequest } from './blockqnn/controller/v1/AbandonTrialRequest.js';
import type { AbandonTrialResponseInput as _blockqnn_controller_v1_AbandonTrialResponseInput, AbandonTrialResponse as _blockqnn_controller_v1_AbandonTrialResponse } from './blockqnn/controller/v1/AbandonTrialResponse.js';
import type { AssignmentInput as _blockqnn_controller_v1_AssignmentInput, Assignment as _blockqnn_controller_v1_Assignment } from './blockqnn/controller/v1/Assignment.js';
import type { BudgetInput as _blockqnn_controller_v1_BudgetInput, Budget as _blockqnn_controller_v1_Budget } from './blockqnn/controller/v1/Budget.js';
import type { ControllerServiceClient as _blockqnn_controller_v1_ControllerServiceClient, ControllerServiceDefinition as _blockqnn_controller_v1_ControllerServiceDefinition } from './blockqnn/controller/v1/ControllerService.js';
import type { CreateSearchRequestInput as _blockqnn_controller_v1_CreateSearchRequestInput, CreateSearchRequest as _blockqnn_controller_v1_CreateSearchRequest } from './blockqnn/controller/v1/CreateSearchRequest.js';
import type { CreateSearchResponseInput as _blockqnn_controller_v1_CreateSearchResponseInput, CreateSearchResponse as _blockqnn_controller_v1_CreateSearchResponse } from './blockqnn/controller/v1/CreateSearchResponse.js';
import type { GetSearchRequestInput as _blockqnn_controller_v1_GetSearchRequestInput, GetSearchRequest as _blockqnn_controller_v1_GetSearchRequest } from './blockqnn/controller/v1/GetSearchRequest.js';
import type { GetSearchResponseInput as _blockqnn_controller_v1_GetSearchResponseInput, GetSearchResponse as _blockqnn_controller_v1_GetSearchResponse } from './blockqnn/controller/v1/GetSearchResponse.js';
import type { ListSearchesRequestInput as _blockqnn_controller_v1_ListSearchesRequestInput, ListSearchesRequest as _blockqnn_controller_v1_ListSearchesRequest } from './blockqnn/controller/v1/ListSearchesRequest.js';
import type { ListSearchesResponseInput as _blockqnn_controller_v1_ListSearchesResponseInput, ListSearchesResponse as _blockqnn_controller_v1_ListSearchesResponse } from './blockqnn/controller/v1/ListSearchesResponse.js';
import type { ListTrialsRequestInput as _blockqnn_controller_v1_ListTrialsRequestInput, ListTrialsRequest as _blockqnn_controller_v1_ListTrialsRequest } from './blockqnn/controller/v1/ListTrialsRequest.js';
import type { ListTrialsResponseInput as _blockqnn_controller_v1_ListTrialsResponseInput, ListTrialsResponse as _blockqnn_controller_v1_ListTrialsResponse } from './blockqnn/controller/v1/ListTrialsResponse.js';
import type { PauseSearchRequestInput as _blockqnn_controller_v1_PauseSearchRequestInput, PauseSearchRequest as _blockqnn_controller_v1_PauseSearchRequest } from './blockqnn/controller/v1/PauseSearchRequest.js';
import type { PauseSearchResponseInput as _blockqnn_controller_v1_PauseSearchResponseInput, PauseSearchResponse as _blockqnn_controller_v1_PauseSearchResponse } from './blockqnn/controller/v1/PauseSearchResponse.js';
import type { ReportProgressRequestInput as _blockqnn_controller_v1_ReportProgressRequestInput, ReportProgressRequest as _blockqnn_controller_v1_ReportProgressRequest } from './blockqnn/controller/v1/ReportProgressRequest.js';
import type { ReportProgressResponseInput as _blockqnn_controller_v1_ReportProgressResponseInput, ReportProgressResponse as _blockqnn_controller_v1_ReportProgressResponse } from './blockqnn/controller/v1/ReportProgressResponse.js';
import type { RequestBlocksRequestInput as _blockqnn_controller_v1_RequestBlocksRequestInput, RequestBlocksRequest as _blockqnn_controller_v1_RequestBlocksRequest } from './blockqnn/controller/v1/RequestBlocksRequest.js';
import type { RequestBlocksResponseInput as _blockqnn_controller_v1_RequestBlocksResponseInput, RequestBlocksResponse as _blockqnn_controller_v1_RequestBlocksResponse } from './blockqnn/controller/v1/RequestBlocksResponse.js';
import type { ResumeSearchRequestInput as _blockqnn_controller_v1_ResumeSearchRequestInput, ResumeSearchRequest as _blockqnn_controller_v1_ResumeSearchRequest } from './blockqnn/controller/v1/ResumeSearchRequest.js';
import type { ResumeSearchResponseInput as _blockqnn_controller_v1_ResumeSearchResponseInput, ResumeSearchResponse as _blockqnn_controller_v1_ResumeSearchResponse } from './blockqnn/controller/v1/ResumeSearchResponse.js';
import type { RewardWeightsInput as _blockqnn_controller_v1_RewardWeightsInput, RewardWeights as _blockqnn_controller_v1_RewardWeights } from './blockqnn/controller/v1/RewardWeights.js';
import type { SearchInput as _blockqnn_controller_v1_SearchInput, Search as _blockqnn_controller_v1_Search } from './blockqnn/controller/v1/Search.js';
import type { SearchSpecInput as _blockqnn_controller_v1_SearchSpecInput, SearchSpec as _blockqnn_controller_v1_SearchSpec } from './blockqnn/controller/v1/SearchSpec.js';
import type { SubmitRewardRequestInput as _blockqnn_controller_v1_SubmitRewardRequestInput, SubmitRewardRequest as _blockqnn_controller_v1_SubmitRewardRequest } from './blockqnn/controller/v1/SubmitRewardRequest.js';
import type { SubmitRewardResponseInput as _blockqnn_controller_v1_SubmitRewardResponseInput, SubmitRewardResponse as _blockqnn_controller_v1_SubmitRewardResponse } from './blockqnn/controller/v1/SubmitRewardResponse.js';
import type { TrialInput as _blockqnn_controller_v1_TrialInput, Trial as _blockqnn_controller_v1_Trial } from './blockqnn/controller/v1/Trial.js';
import type { WatchSearchRequestInput as _blockqnn_controller_v1_WatchSearchRequestInput, WatchSearchRequest as _blockqnn_controller_v1_WatchSearchRequest } from './blockqnn/controller/v1/WatchSearchRequest.js';
import type { WatchSearchResponseInput as _blockqnn_controller_v1_WatchSearchResponseInput, WatchSearchResponse as _blockqnn_controller_v1_WatchSearchResponse } from './blockqnn/controller/v1/WatchSearchResponse.js';
import type { BlockInput as _blockqnn_domain_v1_BlockInput, Block as _blockqnn_domain_v1_Block } from './blockqnn/domain/v1/Block.js';
import type { EpochInput as _blockqnn_domain_v1_EpochInput, Epoch as _blockqnn_domain_v1_Epoch } from './blockqnn/domain/v1/Epoch.js';
import type { EvaluationInput as _blockqnn_domain_v1_EvaluationInput, Evaluation as _blockqnn_domain_v1_Evaluation } from './blockqnn/domain/v1/Evaluation.js';
import type { FailureInput as _blockqnn_domain_v1_FailureInput, Failure as _blockqnn_domain_v1_Failure } from './blockqnn/domain/v1/Failure.js';
import type { FiguresInput as _blockqnn_domain_v1_FiguresInput, Figures as _blockqnn_domain_v1_Figures } from './blockqnn/domain/v1/Figures.js';
import type { ImageShapeInput as _blockqnn_domain_v1_ImageShapeInput, ImageShape as _blockqnn_domain_v1_ImageShape } from './blockqnn/domain/v1/ImageShape.js';
import type { LayerInput as _blockqnn_domain_v1_LayerInput, Layer as _blockqnn_domain_v1_Layer } from './blockqnn/domain/v1/Layer.js';
import type { LimitsInput as _blockqnn_domain_v1_LimitsInput, Limits as _blockqnn_domain_v1_Limits } from './blockqnn/domain/v1/Limits.js';
import type { MeasurementInput as _blockqnn_domain_v1_MeasurementInput, Measurement as _blockqnn_domain_v1_Measurement } from './blockqnn/domain/v1/Measurement.js';
import type { RecipeInput as _blockqnn_domain_v1_RecipeInput, Recipe as _blockqnn_domain_v1_Recipe } from './blockqnn/domain/v1/Recipe.js';
import type { StackInput as _blockqnn_domain_v1_StackInput, Stack as _blockqnn_domain_v1_Stack } from './blockqnn/domain/v1/Stack.js';
import type { StageInput as _blockqnn_domain_v1_StageInput, Stage as _blockqnn_domain_v1_Stage } from './blockqnn/domain/v1/Stage.js';
import type { StemInput as _blockqnn_domain_v1_StemInput, Stem as _blockqnn_domain_v1_Stem } from './blockqnn/domain/v1/Stem.js';
import type { DurationInput as _google_protobuf_DurationInput, Duration as _google_protobuf_Duration } from './google/protobuf/Duration.js';
import type { TimestampInput as _google_protobuf_TimestampInput, Timestamp as _google_protobuf_Timestamp } from './google/protobuf/Timestamp.js';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  blockqnn: {
    controller: {
      v1: {
        AbandonTrialRequest: MessageTypeDefinition<_blockqnn_controller_v1_AbandonTrialRequestInput, _blockqnn_controller_v1_AbandonTrialRequest>
        AbandonTrialResponse: MessageTypeDefinition<_blockqnn_controller_v1_AbandonTrialResponseInput, _blockqnn_controller_v1_AbandonTrialResponse>
        Assignment: MessageTypeDefinition<_blockqnn_controller_v1_AssignmentInput, _blockqnn_controller_v1_Assignment>
        Budget: MessageTypeDefinition<_blockqnn_controller_v1_BudgetInput, _blockqnn_controller_v1_Budget>
        /**
         * Searches, and the trials that they consist of.
         */
        ControllerService: SubtypeConstructor<typeof grpc.Client, _blockqnn_controller_v1_ControllerServiceClient> & { service: _blockqnn_controller_v1_ControllerServiceDefinition }
        CreateSearchRequest: MessageTypeDefinition<_blockqnn_controller_v1_CreateSearchRequestInput, _blockqnn_controller_v1_CreateSearchRequest>
        CreateSearchResponse: MessageTypeDefinition<_blockqnn_controller_v1_CreateSearchResponseInput, _blockqnn_controller_v1_CreateSearchResponse>
        GetSearchRequest: MessageTypeDefinition<_blockqnn_controller_v1_GetSearchRequestInput, _blockqnn_controller_v1_GetSearchRequest>
        GetSearchResponse: MessageTypeDefinition<_blockqnn_controller_v1_GetSearchResponseInput, _blockqnn_controller_v1_GetSearchResponse>
        ListSearchesRequest: MessageTypeDefinition<_blockqnn_controller_v1_ListSearchesRequestInput, _blockqnn_controller_v1_ListSearchesRequest>
        ListSearchesResponse: MessageTypeDefinition<_blockqnn_controller_v1_ListSearchesResponseInput, _blockqnn_controller_v1_ListSearchesResponse>
        ListTrialsRequest: MessageTypeDefinition<_blockqnn_controller_v1_ListTrialsRequestInput, _blockqnn_controller_v1_ListTrialsRequest>
        ListTrialsResponse: MessageTypeDefinition<_blockqnn_controller_v1_ListTrialsResponseInput, _blockqnn_controller_v1_ListTrialsResponse>
        PauseSearchRequest: MessageTypeDefinition<_blockqnn_controller_v1_PauseSearchRequestInput, _blockqnn_controller_v1_PauseSearchRequest>
        PauseSearchResponse: MessageTypeDefinition<_blockqnn_controller_v1_PauseSearchResponseInput, _blockqnn_controller_v1_PauseSearchResponse>
        ReportProgressRequest: MessageTypeDefinition<_blockqnn_controller_v1_ReportProgressRequestInput, _blockqnn_controller_v1_ReportProgressRequest>
        ReportProgressResponse: MessageTypeDefinition<_blockqnn_controller_v1_ReportProgressResponseInput, _blockqnn_controller_v1_ReportProgressResponse>
        RequestBlocksRequest: MessageTypeDefinition<_blockqnn_controller_v1_RequestBlocksRequestInput, _blockqnn_controller_v1_RequestBlocksRequest>
        RequestBlocksResponse: MessageTypeDefinition<_blockqnn_controller_v1_RequestBlocksResponseInput, _blockqnn_controller_v1_RequestBlocksResponse>
        ResumeSearchRequest: MessageTypeDefinition<_blockqnn_controller_v1_ResumeSearchRequestInput, _blockqnn_controller_v1_ResumeSearchRequest>
        ResumeSearchResponse: MessageTypeDefinition<_blockqnn_controller_v1_ResumeSearchResponseInput, _blockqnn_controller_v1_ResumeSearchResponse>
        RewardWeights: MessageTypeDefinition<_blockqnn_controller_v1_RewardWeightsInput, _blockqnn_controller_v1_RewardWeights>
        Search: MessageTypeDefinition<_blockqnn_controller_v1_SearchInput, _blockqnn_controller_v1_Search>
        SearchSpec: MessageTypeDefinition<_blockqnn_controller_v1_SearchSpecInput, _blockqnn_controller_v1_SearchSpec>
        SearchState: EnumTypeDefinition
        StrategyKind: EnumTypeDefinition
        SubmitRewardRequest: MessageTypeDefinition<_blockqnn_controller_v1_SubmitRewardRequestInput, _blockqnn_controller_v1_SubmitRewardRequest>
        SubmitRewardResponse: MessageTypeDefinition<_blockqnn_controller_v1_SubmitRewardResponseInput, _blockqnn_controller_v1_SubmitRewardResponse>
        Trial: MessageTypeDefinition<_blockqnn_controller_v1_TrialInput, _blockqnn_controller_v1_Trial>
        TrialState: EnumTypeDefinition
        WatchSearchRequest: MessageTypeDefinition<_blockqnn_controller_v1_WatchSearchRequestInput, _blockqnn_controller_v1_WatchSearchRequest>
        WatchSearchResponse: MessageTypeDefinition<_blockqnn_controller_v1_WatchSearchResponseInput, _blockqnn_controller_v1_WatchSearchResponse>
      }
    }
    domain: {
      v1: {
        Block: MessageTypeDefinition<_blockqnn_domain_v1_BlockInput, _blockqnn_domain_v1_Block>
        Epoch: MessageTypeDefinition<_blockqnn_domain_v1_EpochInput, _blockqnn_domain_v1_Epoch>
        Evaluation: MessageTypeDefinition<_blockqnn_domain_v1_EvaluationInput, _blockqnn_domain_v1_Evaluation>
        Failure: MessageTypeDefinition<_blockqnn_domain_v1_FailureInput, _blockqnn_domain_v1_Failure>
        FailureReason: EnumTypeDefinition
        Figures: MessageTypeDefinition<_blockqnn_domain_v1_FiguresInput, _blockqnn_domain_v1_Figures>
        ImageShape: MessageTypeDefinition<_blockqnn_domain_v1_ImageShapeInput, _blockqnn_domain_v1_ImageShape>
        Layer: MessageTypeDefinition<_blockqnn_domain_v1_LayerInput, _blockqnn_domain_v1_Layer>
        LayerType: EnumTypeDefinition
        Limits: MessageTypeDefinition<_blockqnn_domain_v1_LimitsInput, _blockqnn_domain_v1_Limits>
        Measurement: MessageTypeDefinition<_blockqnn_domain_v1_MeasurementInput, _blockqnn_domain_v1_Measurement>
        Recipe: MessageTypeDefinition<_blockqnn_domain_v1_RecipeInput, _blockqnn_domain_v1_Recipe>
        Stack: MessageTypeDefinition<_blockqnn_domain_v1_StackInput, _blockqnn_domain_v1_Stack>
        Stage: MessageTypeDefinition<_blockqnn_domain_v1_StageInput, _blockqnn_domain_v1_Stage>
        Stem: MessageTypeDefinition<_blockqnn_domain_v1_StemInput, _blockqnn_domain_v1_Stem>
      }
    }
  }
  google: {
    protobuf: {
      Duration: MessageTypeDefinition<_google_protobuf_DurationInput, _google_protobuf_Duration>
      Timestamp: MessageTypeDefinition<_google_protobuf_TimestampInput, _google_protobuf_Timestamp>
    }
  }
}

