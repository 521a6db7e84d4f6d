import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { BlockInput as _blockqnn_domain_v1_BlockInput, Block as _blockqnn_domain_v1_Block } from './blockqnn/domain/v1/Block.js';
import type { LayerInput as _blockqnn_domain_v1_LayerInput, Layer as _blockqnn_domain_v1_Layer } from './blockqnn/domain/v1/Layer.js';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  blockqnn: {
    domain: {
      v1: {
        Block: MessageTypeDefinition<_blockqnn_domain_v1_BlockInput, _blockqnn_domain_v1_Block>
        Layer: MessageTypeDefinition<_blockqnn_domain_v1_LayerInput, _blockqnn_domain_v1_Layer>
        LayerType: EnumTypeDefinition
      }
    }
  }
}

