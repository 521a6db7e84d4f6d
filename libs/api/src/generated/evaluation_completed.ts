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
import type { EvaluationCompletedInput as _blockqnn_events_v1_EvaluationCompletedInput, EvaluationCompleted as _blockqnn_events_v1_EvaluationCompleted } from './blockqnn/events/v1/EvaluationCompleted.js';
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
    events: {
      v1: {
        EvaluationCompleted: MessageTypeDefinition<_blockqnn_events_v1_EvaluationCompletedInput, _blockqnn_events_v1_EvaluationCompleted>
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

