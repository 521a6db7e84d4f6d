import type { ControllerServiceDefinition } from './generated/blockqnn/controller/v1/ControllerService.js';
import type { EvaluatorServiceDefinition } from './generated/blockqnn/evaluator/v1/EvaluatorService.js';
import type { RegistryServiceDefinition } from './generated/blockqnn/registry/v1/RegistryService.js';
import { loadServiceContract, type MethodsOf } from './service-contract.js';

export type ControllerMethods = MethodsOf<ControllerServiceDefinition, 'WatchSearch' | 'ReplayEvents'>;
export type EvaluatorMethods = MethodsOf<EvaluatorServiceDefinition, 'EvaluateBlock' | 'TrainModel'>;
export type RegistryMethods = MethodsOf<
  RegistryServiceDefinition,
  'ExportModel' | 'FetchArtifact' | 'CollectArtifacts',
  'UploadArtifact'
>;

export const CONTROLLER_SERVICE = loadServiceContract<ControllerMethods>(
  'blockqnn/controller/v1/controller.proto',
  'blockqnn.controller.v1.ControllerService',
);
export const EVALUATOR_SERVICE = loadServiceContract<EvaluatorMethods>(
  'blockqnn/evaluator/v1/evaluator.proto',
  'blockqnn.evaluator.v1.EvaluatorService',
);
export const REGISTRY_SERVICE = loadServiceContract<RegistryMethods>(
  'blockqnn/registry/v1/registry.proto',
  'blockqnn.registry.v1.RegistryService',
);
