import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { RecipeInput as _blockqnn_domain_v1_RecipeInput, Recipe as _blockqnn_domain_v1_Recipe } from './blockqnn/domain/v1/Recipe.js';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  blockqnn: {
    domain: {
      v1: {
        Recipe: MessageTypeDefinition<_blockqnn_domain_v1_RecipeInput, _blockqnn_domain_v1_Recipe>
      }
    }
  }
}

