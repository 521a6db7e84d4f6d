import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { FiguresInput as _blockqnn_domain_v1_FiguresInput, Figures as _blockqnn_domain_v1_Figures } from './blockqnn/domain/v1/Figures.js';
import type { ImageShapeInput as _blockqnn_domain_v1_ImageShapeInput, ImageShape as _blockqnn_domain_v1_ImageShape } from './blockqnn/domain/v1/ImageShape.js';
import type { LimitsInput as _blockqnn_domain_v1_LimitsInput, Limits as _blockqnn_domain_v1_Limits } from './blockqnn/domain/v1/Limits.js';
import type { StackInput as _blockqnn_domain_v1_StackInput, Stack as _blockqnn_domain_v1_Stack } from './blockqnn/domain/v1/Stack.js';
import type { StageInput as _blockqnn_domain_v1_StageInput, Stage as _blockqnn_domain_v1_Stage } from './blockqnn/domain/v1/Stage.js';
import type { StemInput as _blockqnn_domain_v1_StemInput, Stem as _blockqnn_domain_v1_Stem } from './blockqnn/domain/v1/Stem.js';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  blockqnn: {
    domain: {
      v1: {
        Figures: MessageTypeDefinition<_blockqnn_domain_v1_FiguresInput, _blockqnn_domain_v1_Figures>
        ImageShape: MessageTypeDefinition<_blockqnn_domain_v1_ImageShapeInput, _blockqnn_domain_v1_ImageShape>
        Limits: MessageTypeDefinition<_blockqnn_domain_v1_LimitsInput, _blockqnn_domain_v1_Limits>
        Stack: MessageTypeDefinition<_blockqnn_domain_v1_StackInput, _blockqnn_domain_v1_Stack>
        Stage: MessageTypeDefinition<_blockqnn_domain_v1_StageInput, _blockqnn_domain_v1_Stage>
        Stem: MessageTypeDefinition<_blockqnn_domain_v1_StemInput, _blockqnn_domain_v1_Stem>
      }
    }
  }
}

