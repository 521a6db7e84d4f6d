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
import type { RecipeInput as _blockqnn_domain_v1_RecipeInput, Recipe as _blockqnn_domain_v1_Recipe } from './blockqnn/domain/v1/Recipe.js';
import type { StackInput as _blockqnn_domain_v1_StackInput, Stack as _blockqnn_domain_v1_Stack } from './blockqnn/domain/v1/Stack.js';
import type { StageInput as _blockqnn_domain_v1_StageInput, Stage as _blockqnn_domain_v1_Stage } from './blockqnn/domain/v1/Stage.js';
import type { StemInput as _blockqnn_domain_v1_StemInput, Stem as _blockqnn_domain_v1_Stem } from './blockqnn/domain/v1/Stem.js';
import type { DatasetInput as _blockqnn_evaluator_v1_DatasetInput, Dataset as _blockqnn_evaluator_v1_Dataset } from './blockqnn/evaluator/v1/Dataset.js';
import type { EvaluateBlockRequestInput as _blockqnn_evaluator_v1_EvaluateBlockRequestInput, EvaluateBlockRequest as _blockqnn_evaluator_v1_EvaluateBlockRequest } from './blockqnn/evaluator/v1/EvaluateBlockRequest.js';
import type { EvaluateBlockResponseInput as _blockqnn_evaluator_v1_EvaluateBlockResponseInput, EvaluateBlockResponse as _blockqnn_evaluator_v1_EvaluateBlockResponse } from './blockqnn/evaluator/v1/EvaluateBlockResponse.js';
import type { EvaluationStartedInput as _blockqnn_evaluator_v1_EvaluationStartedInput, EvaluationStarted as _blockqnn_evaluator_v1_EvaluationStarted } from './blockqnn/evaluator/v1/EvaluationStarted.js';
import type { EvaluatorServiceClient as _blockqnn_evaluator_v1_EvaluatorServiceClient, EvaluatorServiceDefinition as _blockqnn_evaluator_v1_EvaluatorServiceDefinition } from './blockqnn/evaluator/v1/EvaluatorService.js';
import type { GetCapabilitiesRequestInput as _blockqnn_evaluator_v1_GetCapabilitiesRequestInput, GetCapabilitiesRequest as _blockqnn_evaluator_v1_GetCapabilitiesRequest } from './blockqnn/evaluator/v1/GetCapabilitiesRequest.js';
import type { GetCapabilitiesResponseInput as _blockqnn_evaluator_v1_GetCapabilitiesResponseInput, GetCapabilitiesResponse as _blockqnn_evaluator_v1_GetCapabilitiesResponse } from './blockqnn/evaluator/v1/GetCapabilitiesResponse.js';
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
        Recipe: MessageTypeDefinition<_blockqnn_domain_v1_RecipeInput, _blockqnn_domain_v1_Recipe>
        Stack: MessageTypeDefinition<_blockqnn_domain_v1_StackInput, _blockqnn_domain_v1_Stack>
        Stage: MessageTypeDefinition<_blockqnn_domain_v1_StageInput, _blockqnn_domain_v1_Stage>
        Stem: MessageTypeDefinition<_blockqnn_domain_v1_StemInput, _blockqnn_domain_v1_Stem>
      }
    }
    evaluator: {
      v1: {
        Dataset: MessageTypeDefinition<_blockqnn_evaluator_v1_DatasetInput, _blockqnn_evaluator_v1_Dataset>
        EvaluateBlockRequest: MessageTypeDefinition<_blockqnn_evaluator_v1_EvaluateBlockRequestInput, _blockqnn_evaluator_v1_EvaluateBlockRequest>
        EvaluateBlockResponse: MessageTypeDefinition<_blockqnn_evaluator_v1_EvaluateBlockResponseInput, _blockqnn_evaluator_v1_EvaluateBlockResponse>
        EvaluationStarted: MessageTypeDefinition<_blockqnn_evaluator_v1_EvaluationStartedInput, _blockqnn_evaluator_v1_EvaluationStarted>
        /**
         * Evaluates blocks for callers that push. Blocks of a controller are pulled by the evaluator itself.
         */
        EvaluatorService: SubtypeConstructor<typeof grpc.Client, _blockqnn_evaluator_v1_EvaluatorServiceClient> & { service: _blockqnn_evaluator_v1_EvaluatorServiceDefinition }
        GetCapabilitiesRequest: MessageTypeDefinition<_blockqnn_evaluator_v1_GetCapabilitiesRequestInput, _blockqnn_evaluator_v1_GetCapabilitiesRequest>
        GetCapabilitiesResponse: MessageTypeDefinition<_blockqnn_evaluator_v1_GetCapabilitiesResponseInput, _blockqnn_evaluator_v1_GetCapabilitiesResponse>
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

