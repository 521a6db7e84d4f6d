import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { BlockInput as _blockqnn_domain_v1_BlockInput, Block as _blockqnn_domain_v1_Block } from './blockqnn/domain/v1/Block.js';
import type { EpochInput as _blockqnn_domain_v1_EpochInput, Epoch as _blockqnn_domain_v1_Epoch } from './blockqnn/domain/v1/Epoch.js';
import type { EvaluationInput as _blockqnn_domain_v1_EvaluationInput, Evaluation as _blockqnn_domain_v1_Evaluation } from './blockqnn/domain/v1/Evaluation.js';
import type { FailureInput as _blockqnn_domain_v1_FailureInput, Failure as _blockqnn_domain_v1_Failure } from './blockqnn/domain/v1/Failure.js';
import type { FiguresInput as _blockqnn_domain_v1_FiguresInput, Figures as _blockqnn_domain_v1_Figures } from './blockqnn/domain/v1/Figures.js';
import type { ImageShapeInput as _blockqnn_domain_v1_ImageShapeInput, ImageShape as _blockqnn_domain_v1_ImageShape } from './blockqnn/domain/v1/ImageShape.js';
import type { LayerInput as _blockqnn_domain_v1_LayerInput, Layer as _blockqnn_domain_v1_Layer } from './blockqnn/domain/v1/Layer.js';
import type { LimitsInput as _blockqnn_domain_v1_LimitsInput, Limits as _blockqnn_domain_v1_Limits } from './blockqnn/domain/v1/Limits.js';
import type { MeasurementInput as _blockqnn_domain_v1_MeasurementInput, Measurement as _blockqnn_domain_v1_Measurement } from './blockqnn/domain/v1/Measurement.js';
import type { StackInput as _blockqnn_domain_v1_StackInput, Stack as _blockqnn_domain_v1_Stack } from './blockqnn/domain/v1/Stack.js';
import type { StageInput as _blockqnn_domain_v1_StageInput, Stage as _blockqnn_domain_v1_Stage } from './blockqnn/domain/v1/Stage.js';
import type { StemInput as _blockqnn_domain_v1_StemInput, Stem as _blockqnn_domain_v1_Stem } from './blockqnn/domain/v1/Stem.js';
import type { BlockSummaryInput as _blockqnn_registry_v1_BlockSummaryInput, BlockSummary as _blockqnn_registry_v1_BlockSummary } from './blockqnn/registry/v1/BlockSummary.js';
import type { ExportModelRequestInput as _blockqnn_registry_v1_ExportModelRequestInput, ExportModelRequest as _blockqnn_registry_v1_ExportModelRequest } from './blockqnn/registry/v1/ExportModelRequest.js';
import type { ExportModelResponseInput as _blockqnn_registry_v1_ExportModelResponseInput, ExportModelResponse as _blockqnn_registry_v1_ExportModelResponse } from './blockqnn/registry/v1/ExportModelResponse.js';
import type { FileChunkInput as _blockqnn_registry_v1_FileChunkInput, FileChunk as _blockqnn_registry_v1_FileChunk } from './blockqnn/registry/v1/FileChunk.js';
import type { GetBlockRequestInput as _blockqnn_registry_v1_GetBlockRequestInput, GetBlockRequest as _blockqnn_registry_v1_GetBlockRequest } from './blockqnn/registry/v1/GetBlockRequest.js';
import type { GetBlockResponseInput as _blockqnn_registry_v1_GetBlockResponseInput, GetBlockResponse as _blockqnn_registry_v1_GetBlockResponse } from './blockqnn/registry/v1/GetBlockResponse.js';
import type { ListEvaluationsRequestInput as _blockqnn_registry_v1_ListEvaluationsRequestInput, ListEvaluationsRequest as _blockqnn_registry_v1_ListEvaluationsRequest } from './blockqnn/registry/v1/ListEvaluationsRequest.js';
import type { ListEvaluationsResponseInput as _blockqnn_registry_v1_ListEvaluationsResponseInput, ListEvaluationsResponse as _blockqnn_registry_v1_ListEvaluationsResponse } from './blockqnn/registry/v1/ListEvaluationsResponse.js';
import type { ModelFileInput as _blockqnn_registry_v1_ModelFileInput, ModelFile as _blockqnn_registry_v1_ModelFile } from './blockqnn/registry/v1/ModelFile.js';
import type { ModelHeaderInput as _blockqnn_registry_v1_ModelHeaderInput, ModelHeader as _blockqnn_registry_v1_ModelHeader } from './blockqnn/registry/v1/ModelHeader.js';
import type { QueryBlocksRequestInput as _blockqnn_registry_v1_QueryBlocksRequestInput, QueryBlocksRequest as _blockqnn_registry_v1_QueryBlocksRequest } from './blockqnn/registry/v1/QueryBlocksRequest.js';
import type { QueryBlocksResponseInput as _blockqnn_registry_v1_QueryBlocksResponseInput, QueryBlocksResponse as _blockqnn_registry_v1_QueryBlocksResponse } from './blockqnn/registry/v1/QueryBlocksResponse.js';
import type { RegistryServiceClient as _blockqnn_registry_v1_RegistryServiceClient, RegistryServiceDefinition as _blockqnn_registry_v1_RegistryServiceDefinition } from './blockqnn/registry/v1/RegistryService.js';
import type { UploadWeightsRequestInput as _blockqnn_registry_v1_UploadWeightsRequestInput, UploadWeightsRequest as _blockqnn_registry_v1_UploadWeightsRequest } from './blockqnn/registry/v1/UploadWeightsRequest.js';
import type { UploadWeightsResponseInput as _blockqnn_registry_v1_UploadWeightsResponseInput, UploadWeightsResponse as _blockqnn_registry_v1_UploadWeightsResponse } from './blockqnn/registry/v1/UploadWeightsResponse.js';
import type { WeightsHeaderInput as _blockqnn_registry_v1_WeightsHeaderInput, WeightsHeader as _blockqnn_registry_v1_WeightsHeader } from './blockqnn/registry/v1/WeightsHeader.js';
import type { DurationInput as _google_protobuf_DurationInput, Duration as _google_protobuf_Duration } from './google/protobuf/Duration.js';
import type { TimestampInput as _google_protobuf_TimestampInput, Timestamp as _google_protobuf_Timestamp } from './google/protobuf/Timestamp.js';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  blockqnn: {
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
        Stack: MessageTypeDefinition<_blockqnn_domain_v1_StackInput, _blockqnn_domain_v1_Stack>
        Stage: MessageTypeDefinition<_blockqnn_domain_v1_StageInput, _blockqnn_domain_v1_Stage>
        Stem: MessageTypeDefinition<_blockqnn_domain_v1_StemInput, _blockqnn_domain_v1_Stem>
      }
    }
    registry: {
      v1: {
        BlockSummary: MessageTypeDefinition<_blockqnn_registry_v1_BlockSummaryInput, _blockqnn_registry_v1_BlockSummary>
        ExportModelRequest: MessageTypeDefinition<_blockqnn_registry_v1_ExportModelRequestInput, _blockqnn_registry_v1_ExportModelRequest>
        ExportModelResponse: MessageTypeDefinition<_blockqnn_registry_v1_ExportModelResponseInput, _blockqnn_registry_v1_ExportModelResponse>
        FileChunk: MessageTypeDefinition<_blockqnn_registry_v1_FileChunkInput, _blockqnn_registry_v1_FileChunk>
        GetBlockRequest: MessageTypeDefinition<_blockqnn_registry_v1_GetBlockRequestInput, _blockqnn_registry_v1_GetBlockRequest>
        GetBlockResponse: MessageTypeDefinition<_blockqnn_registry_v1_GetBlockResponseInput, _blockqnn_registry_v1_GetBlockResponse>
        ListEvaluationsRequest: MessageTypeDefinition<_blockqnn_registry_v1_ListEvaluationsRequestInput, _blockqnn_registry_v1_ListEvaluationsRequest>
        ListEvaluationsResponse: MessageTypeDefinition<_blockqnn_registry_v1_ListEvaluationsResponseInput, _blockqnn_registry_v1_ListEvaluationsResponse>
        ModelFile: MessageTypeDefinition<_blockqnn_registry_v1_ModelFileInput, _blockqnn_registry_v1_ModelFile>
        ModelFormat: EnumTypeDefinition
        ModelHeader: MessageTypeDefinition<_blockqnn_registry_v1_ModelHeaderInput, _blockqnn_registry_v1_ModelHeader>
        QueryBlocksRequest: MessageTypeDefinition<_blockqnn_registry_v1_QueryBlocksRequestInput, _blockqnn_registry_v1_QueryBlocksRequest>
        QueryBlocksResponse: MessageTypeDefinition<_blockqnn_registry_v1_QueryBlocksResponseInput, _blockqnn_registry_v1_QueryBlocksResponse>
        /**
         * Completed evaluations, blocks and models.
         */
        RegistryService: SubtypeConstructor<typeof grpc.Client, _blockqnn_registry_v1_RegistryServiceClient> & { service: _blockqnn_registry_v1_RegistryServiceDefinition }
        UploadWeightsRequest: MessageTypeDefinition<_blockqnn_registry_v1_UploadWeightsRequestInput, _blockqnn_registry_v1_UploadWeightsRequest>
        UploadWeightsResponse: MessageTypeDefinition<_blockqnn_registry_v1_UploadWeightsResponseInput, _blockqnn_registry_v1_UploadWeightsResponse>
        WeightsHeader: MessageTypeDefinition<_blockqnn_registry_v1_WeightsHeaderInput, _blockqnn_registry_v1_WeightsHeader>
        WeightsState: EnumTypeDefinition
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

