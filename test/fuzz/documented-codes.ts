import { status } from '@grpc/grpc-js';

const { OK, INVALID_ARGUMENT, NOT_FOUND, ALREADY_EXISTS, FAILED_PRECONDITION, ABORTED, RESOURCE_EXHAUSTED } =
  status;
const { DEADLINE_EXCEEDED, INTERNAL, UNAVAILABLE } = status;

/** What any call may get: it is understood or not, it is too large or one too many, and its time may pass. */
export const CODES_OF_EVERY_METHOD: readonly status[] = [
  OK,
  INVALID_ARGUMENT,
  RESOURCE_EXHAUSTED,
  DEADLINE_EXCEEDED,
];

/**
 * What else a method may answer while all is well around it, as its comment in `proto/` and the service's page
 * say. INTERNAL, UNKNOWN and DATA_LOSS, which say that something broke, and UNIMPLEMENTED are not among it.
 */
export const CODES_BY_METHOD: Readonly<Record<string, readonly status[]>> = {
  'blockqnn.controller.v1.ControllerService/CreateSearch': [],
  'blockqnn.controller.v1.ControllerService/GetSearch': [NOT_FOUND],
  'blockqnn.controller.v1.ControllerService/ListSearches': [],
  'blockqnn.controller.v1.ControllerService/PauseSearch': [NOT_FOUND, FAILED_PRECONDITION],
  'blockqnn.controller.v1.ControllerService/ResumeSearch': [NOT_FOUND, FAILED_PRECONDITION],
  'blockqnn.controller.v1.ControllerService/DeleteSearch': [NOT_FOUND],
  'blockqnn.controller.v1.ControllerService/UndeleteSearch': [NOT_FOUND, FAILED_PRECONDITION],
  'blockqnn.controller.v1.ControllerService/CloneSearch': [NOT_FOUND, FAILED_PRECONDITION],
  'blockqnn.controller.v1.ControllerService/ImportEvaluations': [NOT_FOUND, FAILED_PRECONDITION],
  'blockqnn.controller.v1.ControllerService/ReplayEvents': [NOT_FOUND, FAILED_PRECONDITION],
  'blockqnn.controller.v1.ControllerService/RequestBlocks': [NOT_FOUND, FAILED_PRECONDITION],
  'blockqnn.controller.v1.ControllerService/ReportProgress': [NOT_FOUND, FAILED_PRECONDITION],
  'blockqnn.controller.v1.ControllerService/SubmitReward': [NOT_FOUND, ALREADY_EXISTS, FAILED_PRECONDITION],
  'blockqnn.controller.v1.ControllerService/AbandonTrial': [NOT_FOUND, FAILED_PRECONDITION],
  'blockqnn.controller.v1.ControllerService/ListTrials': [NOT_FOUND],
  'blockqnn.controller.v1.ControllerService/WatchSearch': [NOT_FOUND],
  'blockqnn.evaluator.v1.EvaluatorService/EvaluateBlock': [FAILED_PRECONDITION],
  'blockqnn.evaluator.v1.EvaluatorService/TrainModel': [ABORTED, FAILED_PRECONDITION],
  'blockqnn.evaluator.v1.EvaluatorService/GetCapabilities': [UNAVAILABLE],
  'blockqnn.registry.v1.RegistryService/QueryBlocks': [],
  'blockqnn.registry.v1.RegistryService/GetBlock': [NOT_FOUND],
  'blockqnn.registry.v1.RegistryService/FindParetoFront': [],
  'blockqnn.registry.v1.RegistryService/FindNearestBlocks': [NOT_FOUND],
  'blockqnn.registry.v1.RegistryService/AnalyzeBlocks': [],
  'blockqnn.registry.v1.RegistryService/CompareStrategies': [],
  'blockqnn.registry.v1.RegistryService/ListReferenceBlocks': [],
  'blockqnn.registry.v1.RegistryService/ListEvaluations': [],
  'blockqnn.registry.v1.RegistryService/ExportModel': [NOT_FOUND, FAILED_PRECONDITION],
  'blockqnn.registry.v1.RegistryService/UploadArtifact': [ABORTED],
  'blockqnn.registry.v1.RegistryService/QueryUpload': [],
  'blockqnn.registry.v1.RegistryService/FetchArtifact': [NOT_FOUND],
  'blockqnn.registry.v1.RegistryService/ListArtifacts': [],
  'blockqnn.registry.v1.RegistryService/CollectArtifacts': [ABORTED, FAILED_PRECONDITION],
  'blockqnn.registry.v1.RegistryService/RegisterTraining': [FAILED_PRECONDITION],
  'blockqnn.registry.v1.RegistryService/RegisterCheckpoint': [FAILED_PRECONDITION],
  'blockqnn.registry.v1.RegistryService/GetCheckpoint': [NOT_FOUND],
  'blockqnn.registry.v1.RegistryService/GetTraining': [NOT_FOUND],
  'blockqnn.registry.v1.RegistryService/ListTrainings': [],
  'grpc.health.v1.Health/Check': [NOT_FOUND],
  'grpc.health.v1.Health/Watch': [],
  'grpc.health.v1.Health/List': [],
  // Not ours: bytes that are no message are INTERNAL here, as in gRPC's own table of codes.
  'grpc.reflection.v1.ServerReflection/ServerReflectionInfo': [INTERNAL],
};

/** Whether a method may answer so. @param path as in `:path` */
export function isDocumented(path: string, code: status): boolean {
  return CODES_OF_EVERY_METHOD.includes(code) || (CODES_BY_METHOD[path.slice(1)] ?? []).includes(code);
}
