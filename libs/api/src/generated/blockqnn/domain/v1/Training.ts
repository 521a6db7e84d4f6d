// Original file: proto/blockqnn/domain/v1/training.proto

import type { BlockInput as _blockqnn_domain_v1_BlockInput, Block as _blockqnn_domain_v1_Block } from '../../../blockqnn/domain/v1/Block.js';
import type { StackInput as _blockqnn_domain_v1_StackInput, Stack as _blockqnn_domain_v1_Stack } from '../../../blockqnn/domain/v1/Stack.js';
import type { RecipeInput as _blockqnn_domain_v1_RecipeInput, Recipe as _blockqnn_domain_v1_Recipe } from '../../../blockqnn/domain/v1/Recipe.js';
import type { FiguresInput as _blockqnn_domain_v1_FiguresInput, Figures as _blockqnn_domain_v1_Figures } from '../../../blockqnn/domain/v1/Figures.js';
import type { DurationInput as _google_protobuf_DurationInput, Duration as _google_protobuf_Duration } from '../../../google/protobuf/Duration.js';
import type { TimestampInput as _google_protobuf_TimestampInput, Timestamp as _google_protobuf_Timestamp } from '../../../google/protobuf/Timestamp.js';
import type { Long } from '@grpc/proto-loader';

/**
 * A block's network trained in full, with what it reached. What was asked for (block, dataset, stack,
 * recipe and seed) decides its name, so the same training has the same name everywhere.
 */
export interface TrainingInput {
  /**
   * Resource name, "trainings/{training}", training being 32 lower-case hexadecimal digits.
   */
  'name'?: (string);
  /**
   * The block.
   */
  'block'?: (_blockqnn_domain_v1_BlockInput | null);
  /**
   * Reference of the image set, for instance "cifar10" or "cifar10?limit=2000".
   */
  'dataset'?: (string);
  /**
   * The stack that the block was trained in.
   */
  'stack'?: (_blockqnn_domain_v1_StackInput | null);
  /**
   * The recipe.
   */
  'recipe'?: (_blockqnn_domain_v1_RecipeInput | null);
  /**
   * What the network costs.
   */
  'figures'?: (_blockqnn_domain_v1_FiguresInput | null);
  /**
   * Seed of weights and data order; 0 to 2^32 - 1.
   */
  'seed'?: (number | string | Long);
  /**
   * Epochs trained; at least 1.
   */
  'epochs'?: (number);
  /**
   * The epoch whose weights are kept, that of the best validation accuracy; 1 to epochs.
   */
  'bestEpoch'?: (number);
  /**
   * Of the weights kept, on the images held out; in [0, 1]. Where the recipe holds none out, it is
   * measured on the test images.
   */
  'validationAccuracy'?: (number | string);
  /**
   * Of the weights kept, on the test images; in [0, 1].
   */
  'testAccuracy'?: (number | string);
  /**
   * Test images; at least 1.
   */
  'testImages'?: (number);
  /**
   * Lower-case hexadecimal SHA-256 of the weights in safetensors form.
   */
  'weightsSha256'?: (string);
  /**
   * What trained it, for instance "wasm, 1 thread, cpu"; at most 200 characters.
   */
  'device'?: (string);
  /**
   * Version of the engine's library; at most 200 characters.
   */
  'engineVersion'?: (string);
  /**
   * Wall-clock time of the training, without the time between interruption and resumption.
   */
  'duration'?: (_google_protobuf_DurationInput | null);
  /**
   * When the registry first kept it. Ignored in requests.
   */
  'createTime'?: (_google_protobuf_TimestampInput | null);
  /**
   * Lower-case hexadecimal SHA-256 of its epochs, the artifact "curves/{sha256}"; empty where they are not
   * kept.
   */
  'curveSha256'?: (string);
}

/**
 * A block's network trained in full, with what it reached. What was asked for (block, dataset, stack,
 * recipe and seed) decides its name, so the same training has the same name everywhere.
 */
export interface Training {
  /**
   * Resource name, "trainings/{training}", training being 32 lower-case hexadecimal digits.
   */
  'name': (string);
  /**
   * The block.
   */
  'block': (_blockqnn_domain_v1_Block | null);
  /**
   * Reference of the image set, for instance "cifar10" or "cifar10?limit=2000".
   */
  'dataset': (string);
  /**
   * The stack that the block was trained in.
   */
  'stack': (_blockqnn_domain_v1_Stack | null);
  /**
   * The recipe.
   */
  'recipe': (_blockqnn_domain_v1_Recipe | null);
  /**
   * What the network costs.
   */
  'figures': (_blockqnn_domain_v1_Figures | null);
  /**
   * Seed of weights and data order; 0 to 2^32 - 1.
   */
  'seed': (number);
  /**
   * Epochs trained; at least 1.
   */
  'epochs': (number);
  /**
   * The epoch whose weights are kept, that of the best validation accuracy; 1 to epochs.
   */
  'bestEpoch': (number);
  /**
   * Of the weights kept, on the images held out; in [0, 1]. Where the recipe holds none out, it is
   * measured on the test images.
   */
  'validationAccuracy': (number);
  /**
   * Of the weights kept, on the test images; in [0, 1].
   */
  'testAccuracy': (number);
  /**
   * Test images; at least 1.
   */
  'testImages': (number);
  /**
   * Lower-case hexadecimal SHA-256 of the weights in safetensors form.
   */
  'weightsSha256': (string);
  /**
   * What trained it, for instance "wasm, 1 thread, cpu"; at most 200 characters.
   */
  'device': (string);
  /**
   * Version of the engine's library; at most 200 characters.
   */
  'engineVersion': (string);
  /**
   * Wall-clock time of the training, without the time between interruption and resumption.
   */
  'duration': (_google_protobuf_Duration | null);
  /**
   * When the registry first kept it. Ignored in requests.
   */
  'createTime': (_google_protobuf_Timestamp | null);
  /**
   * Lower-case hexadecimal SHA-256 of its epochs, the artifact "curves/{sha256}"; empty where they are not
   * kept.
   */
  'curveSha256': (string);
}
